/** The real store of a terminal that may lose its power on either side of any COMMIT. */
import type { TerminalStore } from '../../src/store/open.ts'
import type { Power } from './power.ts'

/** As the store given, but every outermost transaction passes the places where the power may go. */
export function mortal(store: TerminalStore, power: Power): TerminalStore {
  let isInside = false
  return {
    ...store,
    transaction(work) {
      if (isInside) return store.transaction(work)
      power.pass('anywhere')
      isInside = true
      try {
        const answer = store.transaction(() => {
          // The first to hear of the commit: nothing that waits for it has happened yet.
          store.afterCommit(() => power.pass('crash-after-commit'))
          const made = work()
          power.pass('crash-before-commit')
          return made
        })
        power.pass('anywhere')
        return answer
      } finally {
        isInside = false
      }
    },
  }
}
