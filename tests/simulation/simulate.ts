/**
 * Plays one seed: faults first, then healing; the invariants after every step. Each terminal is the
 * whole real core in a thread of its own, RxDB's replication included; the backend is the real one
 * behind its procedures. Time, chance, disk, power and the road between them are the seed's.
 */
import { type FaultCounts, noFaults } from './faults.ts'
import { fingerprintOf } from './fingerprint.ts'
import { heal } from './healing.ts'
import { Checks } from './invariants/check.ts'
import { step } from './steps.ts'
import { createWorld, type Ground, type World } from './world.ts'

const STEPS_FEWEST = 30
const STEPS_MOST = 80

export interface Played {
  readonly seed: number
  readonly steps: number
  readonly sales: number
  readonly faults: FaultCounts
  /** What was not as it must be, and the steps that led there; empty where all was well. */
  readonly violations: readonly string[]
  readonly trace: readonly string[]
  /** Over all that it left; undefined where it did not come to its end. */
  readonly hash: string | undefined
}

/** Ends a seed at the first thing that is wrong. */
class Violated extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('; '))
    this.name = 'Violated'
    this.problems = problems
  }
}

export async function simulate(ground: Ground, seed: number): Promise<Played> {
  const world = await createWorld(ground, seed)
  try {
    return await play(world)
  } finally {
    await world.close()
  }
}

/** Plays a world to its end; never throws for what it finds. */
export async function play(world: World): Promise<Played> {
  try {
    await bothPhases(world)
    return playedOf(world, [], await fingerprintOf(world))
  } catch (error) {
    const problems = error instanceof Violated ? error.problems : [unexpected(error)]
    return playedOf(world, problems, undefined)
  }
}

async function bothPhases(world: World): Promise<void> {
  const checks = new Checks(world)
  const require = (problems: readonly string[]): void => {
    if (problems.length > 0) throw new Violated(problems)
  }
  const checked = async (): Promise<void> => require(await checks.afterStep())
  await checked()
  world.faults.calm = false
  for (let left = world.chance.between(STEPS_FEWEST, STEPS_MOST); left > 0; left -= 1) {
    await step(world)
    await checked()
  }
  const apart = await heal(world, checked)
  require(apart === undefined ? [] : [apart])
  require(await checks.afterHealing())
}

function unexpected(error: unknown): string {
  return `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

function playedOf(
  { seed, observer, terminals, faults }: World,
  violations: readonly string[],
  hash: string | undefined,
): Played {
  return {
    ...{ seed, violations, hash, steps: observer.count, trace: observer.steps },
    sales: terminals.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0),
    faults: { ...noFaults(), ...faults.counts },
  }
}
