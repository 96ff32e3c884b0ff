/** Many seeds, over as many processes as there are cores, and what they came to together. */
import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { templateFile } from '../backend/template.ts'
import type { Bundle } from './bundle.ts'
import { FAULTS, type Fault, type FaultCounts, noFaults } from './faults.ts'
import type { Played } from './simulate.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations/terminal', import.meta.url))

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

export interface Plan {
  readonly seeds: readonly number[]
  readonly processes: number
  /** Tells of each seed as it ends; where it answers false, no further one is begun. */
  readonly tell: (played: Played) => boolean
}

export async function playSeeds(bundle: Bundle, plan: Plan): Promise<Campaign> {
  const left = [...plan.seeds]
  const played: Played[] = []
  const next = (): number | undefined => left.shift()
  const ended = (each: Played): void => {
    played.push(each)
    if (!plan.tell(each)) left.length = 0
  }
  const count = Math.min(plan.processes, left.length)
  const template = await templateFile()
  const playing = Array.from({ length: count }, () => playInProcess(bundle, template, next, ended))
  await Promise.all(playing)
  return campaignOf(played.toSorted((a, b) => a.seed - b.seed))
}

/**
 * The database's engine is optimised for longer than a few seeds would run the quicker for it, and
 * a life is over before its code counts as often used: all of it is compiled, plainly, at once.
 * Each of four threads begins with room for what its lives leave behind, and seldom looks through
 * all.
 */
const QUICKLY = [
  ...['--liftoff-only', '--always-sparkplug', '--single-threaded', '--no-memory-reducer'],
  ...['--min-semi-space-size=16', '--max-semi-space-size=32', '--initial-old-space-size=160'],
]

/** Rejects where the process ends before it was told to. */
function playInProcess(
  { player, till }: Bundle,
  template: string,
  next: () => number | undefined,
  ended: (played: Played) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = [till, MIGRATIONS, template]
    const child: ChildProcess = fork(player, args, { execArgv: ['--no-warnings', ...QUICKLY] })
    let playing: number | undefined
    const goOn = (): void => {
      const seed = next()
      playing = seed
      if (seed === undefined) child.disconnect()
      else child.send(seed)
    }
    child.on('message', (message: 'ready' | Played) => {
      if (message !== 'ready') ended(message)
      goOn()
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (code === 0) resolve()
      else
        reject(
          new Error(
            `the process that played seed ${String(playing)} ended: ${String(code ?? signal)}`,
          ),
        )
    })
  })
}

function campaignOf(played: readonly Played[]): Campaign {
  const faults = noFaults()
  const ends = createHash('sha256')
  let [steps, sales, violations] = [0, 0, 0]
  for (const each of played) {
    steps += each.steps
    sales += each.sales
    violations += each.violations.length > 0 ? 1 : 0
    for (const kind of FAULTS) faults[kind] += each.faults[kind]
    ends.update(`${String(each.seed)} ${each.hash ?? 'broken'}\n`)
  }
  const neverHappened = FAULTS.filter((kind) => faults[kind] === 0)
  return {
    ...{ seeds: played.length, steps, sales, faults, violations, neverHappened },
    ends: ends.digest('hex'),
  }
}
