/** A till whose files are what a real one leaves: ids that never repeat, every session an entry. */
import { receiptNumber } from '../../src/domain/receipt/number.ts'
import type { SaleCompleted } from '../../src/domain/journal/facts.ts'
import { openStore, type StoreOptions, type TerminalStore } from '../../src/store/open.ts'
import { systemRandom } from '../../src/system/random.ts'
import { beginMigrated } from './migrated.ts'
import { context, id, IDENTITY, optionsFor, saleOf, session, START } from './shop.ts'

export const random = systemRandom()

export function tillOptions(file: string, changes: Partial<StoreOptions> = {}): StoreOptions {
  return optionsFor(file, { random, ...changes })
}

/** Enrolled, with nothing sold. */
export function openNewTill(file: string, changes: Partial<StoreOptions> = {}): TerminalStore {
  beginMigrated(file)
  const store = openStore(tillOptions(file, changes))
  store.identity.enrol(IDENTITY, { at: START, businessDate: '2026-11-23' })
  return store
}

/** Sells one, in the open session or a new one, as the use cases do. */
export function sellOn(store: TerminalStore): SaleCompleted {
  return store.transaction(() => {
    const own = { ...context, session: store.tills.current()?.id ?? openSession(store) }
    const number = store.journal.nextSaleNumber()
    const plain = saleOf(number, id(9))
    const receipt = receiptNumber('T1', store.journal.head().epoch, number)
    const lines = plain.lines.map((line) => ({ ...line, id: random.id() }))
    const sale = { ...plain, sale: random.id(), receipt, lines }
    const entry = store.journal.append({ kind: 'sale-completed', body: sale }, own)
    store.sales.record(sale, entry, own)
    return sale
  })
}

function openSession(store: TerminalStore): string {
  const opened = { ...session, id: random.id() }
  const { id: name, currency, float } = opened
  const body = { session: name, currency, float }
  store.journal.append({ kind: 'session-opened', body }, { ...context, session: name })
  store.tills.open(opened)
  return name
}

/** Answers whose it was: the next sale opens a session. */
export function takeDrawerAway(store: TerminalStore): string {
  return store.transaction(() => {
    const name = store.tills.current()?.id ?? ''
    const own = { ...context, session: name }
    store.journal.append({ kind: 'session-count-begun', body: { session: name } }, own)
    store.tills.beginCount(name, START, id(9))
    return name
  })
}

/** Every entry that the terminal holds, by id: in its journal, or saved beside it. */
export function hashesOf({ delivery }: TerminalStore): Map<string, string> {
  const epochs = [
    ...delivery.heads(500).map(({ epoch }) => epoch),
    ...delivery.recoveredEpochs().map((each) => each.epoch),
  ]
  const entries = epochs.flatMap(({ id: epoch }) => [
    ...delivery.entriesAfter(epoch, 0, 100_000),
    ...delivery.recoveredAfter(epoch, 0, 100_000),
  ])
  return new Map(entries.map((entry) => [entry.id, entry.hash]))
}
