/**
 * One job after the other, in rounds: a round begins when somebody wakes the lane, and again by
 * itself where something is left that time will settle.
 */
import type { Cancel } from '../../ports/clock.ts'
import type { PrintJob } from '../../ports/store.ts'
import type { Core } from '../core.ts'

const AGAIN_AFTER_MS = 3_000

export interface LaneWork {
  /** Before each round; whatever it throws ends the round. */
  begin(): void
  next(): PrintJob | undefined
  carryOut(job: PrintJob): Promise<void>
  /** After a round: whether to come again without being woken. */
  isLeft(): boolean
}

export interface Lane {
  readonly wake: () => void
  /** Takes up nothing more; resolves when the job in hand has its end. */
  stop(): Promise<void>
}

export function createLane({ clock, log }: Pick<Core, 'clock' | 'log'>, work: LaneWork): Lane {
  let isStopped = false
  let isWanted = false
  let running: Promise<void> | undefined
  let cancelAgain: Cancel | undefined

  /**
   * Each job at most once in a round: a held one is due again while others are still being tried.
   */
  const carryOutAll = async (): Promise<void> => {
    const tried = new Set<string>()
    for (let job = work.next(); job && !tried.has(job.id); job = work.next()) {
      tried.add(job.id)
      await work.carryOut(job)
      if (isStopped) return
    }
  }
  const round = async (): Promise<void> => {
    let isLeft = true
    try {
      // The answer to the command goes out first: a job's states are commits of their own.
      await clock.sleep(0)
      if (isStopped) return
      isWanted = false
      work.begin()
      await carryOutAll()
      isLeft = work.isLeft()
    } catch (error) {
      log.error('printing rests for a moment', { problem: String(error) })
    } finally {
      running = undefined
      again(isLeft)
    }
  }
  const again = (isLeft: boolean): void => {
    if (isStopped) return
    cancelAgain?.()
    cancelAgain = isLeft ? clock.after(AGAIN_AFTER_MS, wake) : undefined
    if (isWanted) wake()
  }
  const wake = (): void => {
    isWanted = true
    if (!isStopped) running ??= round()
  }
  return {
    wake,
    async stop() {
      isStopped = true
      cancelAgain?.()
      await running
    },
  }
}
