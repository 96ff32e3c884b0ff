/** Asks the backend for the closings that this terminal gave and has lost, once for each epoch. */
import { HEADS_LIMIT } from '../contract/backend/sync.ts'
import { LinkFailure, type BackendLink, type Place } from '../ports/backend-link.ts'
import type { Log } from '../ports/log.ts'
import {
  TOLD_CLOSINGS_LIMIT,
  TOLD_WHATS,
  type ToldClosings,
  type ToldWhat,
} from '../ports/told-closings.ts'
import { createKeeper, type Keeper } from './keeper.ts'

export interface LostClosingsOptions {
  readonly link: Pick<BackendLink, 'closings'>
  readonly told: ToldClosings
  readonly log: Log
}

export interface LostClosings extends Pick<Keeper, 'close' | 'settled'> {
  /** How far the backend says that it holds this terminal's epochs. */
  heard(reached: readonly Place[]): void
}

/** What cannot be had is asked for again when heads are compared; nobody waits for it. */
export function createLostClosings({ link, told, log }: LostClosingsOptions): LostClosings {
  let reached: readonly Place[] = []
  let isRefused = false

  /** False where something does not prove itself: then all that came with it is left alone. */
  const fetchAll = async (what: ToldWhat): Promise<boolean> => {
    const held = told.held(HEADS_LIMIT)
    let before: string | undefined
    for (let kept = 0; kept < TOLD_CLOSINGS_LIMIT;) {
      const page = await link.closings(what, held, before)
      const wrong = told.keep(what, page)
      if (wrong !== undefined) {
        log.error('the backend told closings that do not prove themselves', { what, wrong })
        return false
      }
      before = page.closings.at(-1)?.entry.id
      kept += page.closings.length
      if (!page.hasMore || before === undefined) return true
    }
    return true
  }

  const fetchBoth = async (): Promise<void> => {
    const until = reached
    if (!told.isBehind(until)) return
    for (const what of TOLD_WHATS) {
      if (await fetchAll(what)) continue
      // Asked again the same would come again: until the program starts anew it is left at that.
      isRefused = true
      return
    }
    told.finish(until)
  }

  const keeper = createKeeper(
    () =>
      fetchBoth().catch((error: unknown) => {
        if (!(error instanceof LinkFailure)) throw error
        log.warn('lost closings could not be asked for', { problem: error.message })
      }),
    log,
  )
  return {
    heard(places) {
      reached = places
      if (!isRefused && told.isBehind(places)) keeper.ask()
    },
    settled: keeper.settled,
    close: keeper.close,
  }
}
