/**
 * Threads in which terminals live, one life after the other. One that was given back gets ready for
 * the next life beside the play; until it is born that is the same for all.
 */
import { Worker } from 'node:worker_threads'
import type { Birth, Told, Turn } from './till/protocol.ts'

/** Two terminals, and one that is ready where another's power goes. */
const THREADS = 3

export class Threads {
  readonly #file: string
  #ready: Promise<Worker>[]
  readonly #all = new Set<Worker>()

  constructor(file: string) {
    this.#file = file
    this.#ready = Array.from({ length: THREADS }, () => this.#load())
  }

  take(): Promise<Worker> {
    return this.#ready.shift() ?? this.#load()
  }

  /** Ends the life in it. Resolves when that holds no file any more. */
  async giveBack(worker: Worker): Promise<void> {
    // One that died of an error told so whoever waited for its answer.
    if (!this.#all.has(worker)) return
    const ended = said(worker, 'ended')
    const loaded = heeded(said(worker, 'loaded'))
    worker.postMessage('end')
    await ended
    this.#ready.push(loaded)
  }

  async close(): Promise<void> {
    for (const worker of this.#all) await worker.terminate()
    this.#ready = []
  }

  #load(): Promise<Worker> {
    const worker = new Worker(this.#file)
    this.#all.add(worker)
    worker.once('exit', () => this.#all.delete(worker))
    return heeded(said(worker, 'loaded'))
  }
}

/** Whoever takes it hears of an error; until then nobody listens. */
function heeded(loaded: Promise<Worker>): Promise<Worker> {
  loaded.catch(() => undefined)
  return loaded
}

/** Resolves once it says this; rejects where the thread ends before. */
function said(worker: Worker, word: 'loaded' | 'ended'): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const heard = (message: unknown): void => {
      if (message === word) done(() => resolve(worker))
    }
    const failed = (reason: unknown): void => done(() => reject(asError(reason)))
    const done = (settle: () => void): void => {
      worker.off('message', heard)
      worker.off('error', failed)
      worker.off('exit', failed)
      settle()
    }
    worker.on('message', heard)
    worker.on('error', failed)
    worker.on('exit', failed)
  })
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(`a thread ended: ${String(reason)}`)
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
