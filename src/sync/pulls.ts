/**
 * All that comes down: started, poked, started anew where rows could not be stored, and told of.
 */
import type { RxCollection } from 'rxdb'
import { Subject } from 'rxjs'
import { pulledSchema, type Pulled } from '../contract/backend/sync.ts'
import type { BackendLink } from '../ports/backend-link.ts'
import type { Cancel, Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { PulledReach } from '../ports/pulled-reach.ts'
import type { Random } from '../ports/random.ts'
import { waitAfter } from './back-off.ts'
import { createGatherer } from './gatherer.ts'
import { startPulling, type PullState } from './pulling.ts'
import { createTurns, type Turns } from './turns.ts'

/** The last page of a feed is stored by then, or its failure is known. */
const STORED_WITHIN_MS = 1000

export interface PullsOptions {
  readonly collection: (name: Pulled) => RxCollection
  readonly link: BackendLink
  readonly reach: PulledReach
  /** Resolves when a piece of work may begin. */
  readonly turn: () => Promise<void>
  /** Resolves once what was pulled before is written. */
  readonly written: (name: Pulled) => Promise<void>
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

/** What a screen may have to look up again; `sales` with what became of mails. */
export type Changed = 'settings' | 'goods' | 'sales'

export interface Pulls {
  /** Asks again for the collections of these feeds, or for all of them. */
  poke(feeds: readonly string[] | undefined): void
  /** Ends the waits of those that wait to ask again. */
  wake(): void
  /** True until each collection has been pulled to its end once. */
  running(): boolean
  onPulled(listener: (changed: Changed) => void): () => void
  close(): Promise<void>
}

export function startPulls(options: PullsOptions): Pulls {
  const unfinished = new Set<Pulled>(pulledSchema.options)
  const gatherer = createGatherer<Changed>(options.clock)
  const pulls = new Map(
    pulledSchema.options.map((name) => {
      const changed = changedBy(name)
      const finished = (): void => {
        if (unfinished.delete(name)) gatherer.happened(changed)
      }
      const received = (): void => gatherer.happened(changed)
      return [name, startPull({ ...options, name, received, finished })]
    }),
  )
  return {
    poke(feeds) {
      for (const [name, pull] of pulls) {
        if (!feeds || feeds.some((feed) => feed.split('/')[0] === name)) pull.poke()
      }
    },
    wake() {
      for (const pull of pulls.values()) pull.turns.wake()
    },
    running: () => unfinished.size > 0,
    onPulled: gatherer.listen,
    async close() {
      gatherer.close()
      await Promise.all([...pulls.values()].map((pull) => pull.close()))
    },
  }
}

function changedBy(name: Pulled): Changed {
  if (name === 'settings') return name
  return name === 'sales' || name === 'mails' ? 'sales' : 'goods'
}

interface PullOptions extends PullsOptions {
  readonly name: Pulled
  /** A row was stored. */
  readonly received: () => void
  /** The feed was pulled to its end. */
  readonly finished: () => void
}

interface Pull {
  readonly turns: Turns
  poke(): void
  close(): Promise<void>
}

function startPull(options: PullOptions): Pull {
  const { name, clock, random, log } = options
  const resync$ = new Subject<'RESYNC'>()
  const turns = createTurns(clock, random)
  const collection = options.collection(name)
  let cancelRestart: Cancel = () => undefined
  let cancelEnd: Cancel = () => undefined
  let failures = 0
  let isClosed = false

  const begin = (): PullState => {
    // RxDB's own word on the end of a first pull was seen not to come; this one always does.
    const reachedEnd = (): void => {
      cancelEnd()
      cancelEnd = clock.after(STORED_WITHIN_MS, options.finished)
    }
    const started = startPulling({ ...options, collection, turns, resync$, reachedEnd })
    started.received$.subscribe(options.received)
    started.error$.subscribe((error) => {
      if (isClosed) return
      log.error('pulled rows could not be stored', { collection: name, problem: error.message })
      beginAnew(started)
    })
    void started.awaitInitialReplication().then(options.finished)
    return started
  }
  /**
   * RxDB would go on behind the rows that it lost; only from its stored checkpoint none is lost.
   */
  const beginAnew = (failed: PullState): void => {
    if (failed !== state) return
    state = undefined
    cancelEnd()
    failures += 1
    void failed.cancel()
    cancelRestart = clock.after(waitAfter(failures, random), () => void (state = begin()))
  }
  let state: PullState | undefined = begin()
  return {
    turns,
    poke: () => resync$.next('RESYNC'),
    async close() {
      isClosed = true
      turns.close()
      cancelRestart()
      cancelEnd()
      await state?.cancel()
    },
  }
}
