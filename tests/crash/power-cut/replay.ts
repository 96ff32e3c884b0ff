/** Cuts the power at points of a recording, and judges what the till finds each time. */
import { seeded } from '../../sync/proxy.ts'
import { Disk } from './disk.ts'
import { lackingIn } from './held.ts'
import { Images } from './image.ts'
import { LOSSES, survivalOf } from './losses.ts'
import { countOf, heardIn, NO_PROMISES, type Promises } from './promises.ts'
import type { Recording } from './record.ts'

export interface Outcome {
  /** Points at which the power was cut. */
  readonly cuts: number
  /** Disks that were judged: one for each way of losing what was not synced. */
  readonly images: number
  /** Of these, those that were not the same as one before, and were opened by a till. */
  readonly opened: number
  /** Images that lacked something that was promised. */
  readonly lost: number
  /** The most that one image lacked. */
  readonly worst: number
  /** Images that did not open, or were not whole. */
  readonly corrupt: number
  /** The first few of them, in words. */
  readonly examples: readonly string[]
  /** How much was promised while it was recorded. */
  readonly promised: number
}

export interface ReplayOptions {
  readonly seed: number
  /** At most so many points, spread over the recording by the seed; all of them where undefined. */
  readonly cuts: number | undefined
}

const EXAMPLES_LIMIT = 5

/** What was promised before the recording began is said by `before`. */
export function replay(
  recording: Recording,
  { seed, cuts }: ReplayOptions,
  before: Promises = NO_PROMISES,
): Outcome {
  const chance = seeded(seed)
  const disk = new Disk(recording.before)
  const isCut = choose(recording.steps.length, cuts, chance)
  const outcome = { cuts: 0, images: 0, opened: 0, lost: 0, worst: 0, corrupt: 0 }
  const images = new Images()
  const examples: string[] = []
  let promises = before
  for (const [index, step] of recording.steps.entries()) {
    disk.take(step)
    promises = heardIn(promises, step)
    if (!isCut(index)) continue
    outcome.cuts += 1
    for (const loss of disk.isAllSafe ? (['dropped'] as const) : LOSSES) {
      const { held, paths, corrupt } = images.judge(disk.after(survivalOf(loss, chance)))
      const lost = lackingIn(held, paths, promises)
      outcome.images += 1
      outcome.worst = Math.max(outcome.worst, lost.length)
      if (lost.length > 0) outcome.lost += 1
      if (corrupt !== undefined) outcome.corrupt += 1
      const problem = corrupt ?? (lost.length > 0 ? `lost ${lost.join(', ')}` : undefined)
      if (problem === undefined || examples.length >= EXAMPLES_LIMIT) continue
      examples.push(`after step ${String(index)} (${step.kind}), ${loss}: ${problem}`)
    }
  }
  images.close()
  const promised = countOf(promises) - countOf(before)
  return { ...outcome, opened: images.opened, examples, promised }
}

/** The last point is always among them: everything was promised there. */
function choose(
  steps: number,
  cuts: number | undefined,
  chance: () => number,
): (index: number) => boolean {
  if (cuts === undefined || cuts >= steps) return () => true
  const chosen = new Set([steps - 1])
  while (chosen.size < cuts) chosen.add(Math.floor(chance() * steps))
  return (index) => chosen.has(index)
}
