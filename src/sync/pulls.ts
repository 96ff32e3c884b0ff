/** The pulled collections together: what is poked, what has come, and whether the first pull is over. */
import { Subject } from 'rxjs'
import { pulledSchema, type Pulled } from '../contract/backend/sync.ts'
import type { Clock } from '../ports/clock.ts'
import type { PullState } from './pulling.ts'

/** Rows come one event each; a screen need not hear of a page of them more than once. */
const GATHER_MS = 30

export interface Pulls {
  resync(name: Pulled): Subject<'RESYNC'>
  follow(name: Pulled, state: PullState | undefined): void
  /** Asks again for the collections of these feeds, or for all of them. */
  poke(feeds: readonly string[] | undefined): void
  running(): boolean
  onPulled(listener: (collection: Pulled) => void): () => void
}

export function createPulls(clock: Clock): Pulls {
  const subjects = new Map(pulledSchema.options.map((name) => [name, new Subject<'RESYNC'>()]))
  const unfinished = new Set<Pulled>(pulledSchema.options)
  const listeners = new Set<(collection: Pulled) => void>()
  const gathering = new Set<Pulled>()

  const tell = (name: Pulled): void => {
    gathering.delete(name)
    for (const listener of listeners) listener(name)
  }
  const gather = (name: Pulled): void => {
    if (gathering.has(name)) return
    gathering.add(name)
    clock.after(GATHER_MS, () => tell(name))
  }
  return {
    resync: (name) => subjects.get(name) ?? new Subject(),
    follow(name, state) {
      state?.received$.subscribe(() => gather(name))
      void state?.awaitInitialReplication().then(() => {
        unfinished.delete(name)
        gather(name)
      })
    },
    poke(feeds) {
      for (const [name, subject] of subjects) {
        if (!feeds || feeds.some((feed) => feed.split('/')[0] === name)) subject.next('RESYNC')
      }
    },
    running: () => unfinished.size > 0,
    onPulled(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
