/** Many seeds, one after the other, and what they came to together. */
import { createHash } from 'node:crypto'
import type { SharedDatabase } from './backend.ts'
import { FAULTS, type Fault, type FaultCounts, noFaults } from './faults.ts'
import { type Played, simulate } from './simulate.ts'

export interface Campaign {
  readonly seeds: number
  readonly steps: number
  readonly sales: number
  readonly faults: FaultCounts
  /** Seeds in which something was wrong. */
  readonly violations: number
  /** A kind of fault that never happened proves nothing: whoever runs many seeds fails for it. */
  readonly neverHappened: readonly Fault[]
  /** Over the end hashes of all seeds: the same seeds, the same hash. */
  readonly ends: string
}

/** Plays `count` seeds from `first`; tells of each as it ends. */
export async function playSeeds(
  shared: SharedDatabase,
  first: number,
  count: number,
  tell: (played: Played) => void,
): Promise<Campaign> {
  const faults = noFaults()
  const ends = createHash('sha256')
  let [steps, sales, violations] = [0, 0, 0]
  for (let seed = first; seed < first + count; seed += 1) {
    const played = await simulate(shared, seed)
    steps += played.steps
    sales += played.sales
    violations += played.violations.length > 0 ? 1 : 0
    for (const kind of FAULTS) faults[kind] += played.faults[kind]
    ends.update(`${String(seed)} ${played.hash ?? 'broken'}\n`)
    tell(played)
  }
  const neverHappened = FAULTS.filter((kind) => faults[kind] === 0)
  return { seeds: count, steps, sales, faults, violations, neverHappened, ends: ends.digest('hex') }
}
