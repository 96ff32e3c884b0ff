/** What goes wrong, how often in this seed, and how often it did. */
import type { Chance } from './chance.ts'

/** Each kind with its probability where it may strike; the seed makes it rarer or commoner. */
const LIKELIHOOD = {
  // The road, for each message.
  'request-lost': 0.04,
  'response-lost': 0.04,
  duplicated: 0.08,
  delayed: 0.06,
  'handled-together': 0.15,
  // For each push at the backend.
  reordered: 0.3,
  'committed-out-of-order': 0.3,
  // What comes of the others.
  overtaken: 0,
  // The world, for each step.
  partition: 0.02,
  'crash-idle': 0.008,
  'crash-before-commit': 0.01,
  'crash-after-commit': 0.01,
  'crash-midway': 0.01,
  'disk-full': 0.01,
  'fsync-failed': 0.008,
  'clock-back': 0.015,
  'clock-forward': 0.015,
  'backend-restart': 0.01,
  'backend-death': 0.02,
  'backend-restored': 0.008,
  'terminal-restored': 0.012,
  'file-put-back': 0.012,
  'disk-cloned': 0.006,
  'last-unit': 0.05,
  'returned-twice': 0.1,
} as const

export type Fault = keyof typeof LIKELIHOOD
export const FAULTS = Object.keys(LIKELIHOOD) as Fault[]
export type FaultCounts = Readonly<Record<Fault, number>>

/** How much commoner than usual a kind may be in one seed; 0 leaves the others to themselves. */
const MOODS = [0, 0.5, 1, 1, 2, 4] as const

export class Faults {
  readonly counts: Record<Fault, number>
  readonly #chance: Chance
  readonly #likelihood: Readonly<Record<Fault, number>>
  #calm = true

  constructor(chance: Chance) {
    this.#chance = chance
    this.counts = noFaults()
    this.#likelihood = { ...LIKELIHOOD, ...moody(chance) }
  }

  /** Whether a fault strikes here. Whoever is told so counts it once it has taken effect. */
  strikes(kind: Fault): boolean {
    return !this.#calm && this.#chance.happens(this.#likelihood[kind])
  }

  happened(kind: Fault): void {
    this.counts[kind] += 1
  }

  get calm(): boolean {
    return this.#calm
  }

  set calm(calm: boolean) {
    this.#calm = calm
  }
}

function moody(chance: Chance): Partial<Record<Fault, number>> {
  return Object.fromEntries(
    FAULTS.map((kind) => [kind, Math.min(0.9, LIKELIHOOD[kind] * chance.pick(MOODS))]),
  )
}

export function noFaults(): Record<Fault, number> {
  return Object.fromEntries(FAULTS.map((kind) => [kind, 0])) as Record<Fault, number>
}
