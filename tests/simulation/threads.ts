/**
 * Threads that have loaded the terminal and wait to become one. They load beside the play, on the
 * other core; what they do until they are born is the same for all.
 */
import { Worker } from 'node:worker_threads'
import type { Birth, Told, Turn } from './till/protocol.ts'

/** A crash seldom has to wait for the next one. */
const SPARES = 2

export class Threads {
  readonly #file: string
  #spares: Promise<Worker>[] = []
  #isClosed = false

  constructor(file: string) {
    this.#file = file
    this.#fill()
  }

  async take(): Promise<Worker> {
    const spare = this.#spares.shift() ?? load(this.#file)
    this.#fill()
    return spare
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const spare of this.#spares) await (await spare).terminate()
    this.#spares = []
  }

  #fill(): void {
    while (!this.#isClosed && this.#spares.length < SPARES) {
      const spare = load(this.#file)
      // Whoever takes it hears of it; until then nobody listens.
      spare.catch(() => undefined)
      this.#spares.push(spare)
    }
  }
}

function load(file: string): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file)
    worker.once('error', reject)
    worker.once('message', () => {
      worker.off('error', reject)
      resolve(worker)
    })
  })
}

/** One exchange; rejects where the thread ends over it. */
export function answerOf(worker: Worker, message: Birth | Turn): Promise<Told> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(error)
    worker.once('error', failed)
    worker.once('message', (told: Told) => {
      worker.off('error', failed)
      resolve(told)
    })
    worker.postMessage(message)
  })
}
