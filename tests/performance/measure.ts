/**
 * Latencies, measured in turn with their baseline in the same process, so that a slow machine slows
 * both.
 */

export interface Distribution {
  /** Microseconds. */
  readonly p50: number
  readonly p99: number
  readonly samples: number
}

/**
 * Runs each of the works in turn, `rounds` times, after a tenth of that to warm up. A promise is
 * waited for; what is not one costs no turn of the event loop.
 */
export async function measureInTurn<Name extends string>(
  works: Readonly<Record<Name, (round: number) => unknown>>,
  rounds: number,
  /** Done before each work, and not measured. */
  prepare: (name: Name, round: number) => void = () => undefined,
): Promise<Record<Name, Distribution>> {
  const names = Object.keys(works) as Name[]
  const taken = Object.fromEntries(names.map((name) => [name, [] as number[]]))
  const warmUp = Math.ceil(rounds / 10)
  for (let round = 0; round < rounds + warmUp; round += 1) {
    // Whoever goes first finds the caches cold: they take turns at that too.
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + round) % names.length]!
      prepare(name, round)
      const began = process.hrtime.bigint()
      const under = works[name](round)
      if (under instanceof Promise) await under
      const ended = process.hrtime.bigint()
      if (round >= warmUp) taken[name]!.push(Number(ended - began) / 1000)
    }
  }
  return Object.fromEntries(names.map((name) => [name, distributionOf(taken[name]!)])) as Record<
    Name,
    Distribution
  >
}

/** Of samples in microseconds. */
export function distributionOf(samples: readonly number[]): Distribution {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return { p50: round(at(0.5)), p99: round(at(0.99)), samples: sorted.length }
}

export function ratio(a: number, b: number): number {
  return Math.round((a / b) * 100) / 100
}

function round(microseconds: number): number {
  return Math.round(microseconds * 10) / 10
}
