/** The printer's own word that a job was processed. */
import type { Proof } from './profile.ts'
import type { Report } from './status.ts'

/** How a job ended, as far as the printer's word tells. */
export type JobEnd = 'proved' | 'gone' | 'silent' | 'trouble'

/** The wait for one job's proof. */
export class ProofOfJob {
  readonly #number: string
  readonly #kind: Proof
  readonly #ended = Promise.withResolvers<'proved' | 'gone'>()
  #noise = false

  constructor(number: string, kind: Proof) {
    this.#number = number
    this.#kind = kind
  }

  get end(): Promise<'proved' | 'gone'> {
    return this.#ended.promise
  }

  settle(end: 'proved' | 'gone'): void {
    this.#ended.resolve(end)
  }

  hear(report: Report): void {
    if (report.kind === 'noise') this.#noise = true
    if (report.kind === 'processed' && report.number === this.#number) this.settle('proved')
    // A proof without a number is one byte: amid noise it could be anything.
    if (report.kind === 'in-sequence' && this.#kind === 'paper-status' && !this.#noise) {
      this.settle('proved')
    }
  }
}

/**
 * The four characters that `GS ( H` carries. Taken from the job's id, because a count would begin
 * again with the process, while the printer may still owe the proof of a job from before.
 */
export function proofNumber(id: string): string {
  return id
    .replace(/[^0-9a-zA-Z]/g, '')
    .slice(-4)
    .padStart(4, '0')
}
