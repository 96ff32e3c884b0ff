/** A till on the real store and use cases whose sessions are opened, sold in, read and closed. */
import { createTerminal } from '../../src/application/terminal.ts'
import type { Result } from '../../src/domain/failure.ts'
import { minor } from '../../src/domain/money.ts'
import { receiptWordsFor } from '../../src/domain/receipt/words.ts'
import type { TerminalStore } from '../../src/store/open.ts'
import { NO_CLAIMS } from '../../src/sync/claims.ts'
import { NO_OFFICE } from '../../src/sync/office.ts'
import { NO_PARKED } from '../../src/sync/parked-lookup.ts'
import { NO_CARD_CODES } from '../../src/system/card-codes.ts'
import { NO_LOOKUP } from '../../src/sync/sale-lookup.ts'
import { systemClock } from '../../src/system/clock.ts'
import { scryptHasher } from '../../src/system/pin-hasher.ts'
import { systemRandom } from '../../src/system/random.ts'
import { AT, draftOfFive } from './bench-shop.ts'

const FLOAT = minor(10_000)

export interface ClosingTill {
  /** Opens a session. */
  open(): void
  /** A cash sale of five lines. */
  sell(): Promise<void>
  readX(): void
  /** Counted as it should be. */
  count(): void
  review(): void
  /** With its Z. */
  close(): void
}

export function openClosingTill(store: TerminalStore): ClosingTill {
  const random = systemRandom()
  const never = (): (() => void) => () => undefined
  let now = (store.journal.lastAt() ?? AT) + 1000
  const { till, draft } = createTerminal({
    ...{ store, random, pinHasher: scryptHasher(), receiptWords: receiptWordsFor },
    clock: { ...systemClock({ holdsProcess: false }), now: () => now },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    network: { online: () => true, since: () => null, refused: () => false, onChange: never },
    pull: { running: () => false, onChange: never },
    claims: NO_CLAIMS,
    cardCodes: NO_CARD_CODES,
    lookup: NO_LOOKUP,
    parkedLookup: NO_PARKED,
    office: NO_OFFICE,
    devices: { printer: undefined, scanners: [], payment: undefined },
  })
  const own = () => ({ command: random.id() })
  const waiting = () => store.tills.waiting()[0]?.id ?? ''
  return {
    open: () => void done(till.open({ ...own(), float: FLOAT })),
    async sell() {
      now += 1000
      const cart = draftOfFive(random.id())
      store.drafts.put(cart)
      const { id, version } = cart
      done(await draft.payCash({ ...own(), draft: id, version, tendered: minor(5000) }))
    },
    readX: () => void done(till.readX(own())),
    count() {
      const session = store.tills.current()?.id ?? ''
      const counted = store.tills.expectedCash(session)
      done(till.count({ ...own(), session, after: 0, counted }))
    },
    review: () => void done(till.review({ ...own(), session: waiting() })),
    close: () => void done(till.close({ ...own(), session: waiting(), count: 1 })),
  }
}

function done<Value>(answer: Result<Value>): Value {
  if (!answer.ok) throw new Error(answer.failure.code)
  return answer.value
}
