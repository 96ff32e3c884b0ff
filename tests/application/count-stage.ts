/** A shelf with milk and bread on it, and what is done at it while it is counted. */
import { v7 } from 'uuid'
import type { CountReview, SheetView } from '../../src/contract/terminal/stock.ts'
import { levelId } from '../../src/domain/catalogue/stock.ts'
import { pieces } from '../../src/domain/quantity.ts'
import type { CountScope } from '../../src/domain/stock/count.ts'
import { START } from '../store/terminal.ts'
import { entries, MILK, present, pull, value, type Shop } from './shop.ts'

const kind = 'count'

export const beep = ({ terminal }: Shop, text: string) =>
  value(terminal.stock.scan({ command: v7(), kind, text, symbology: null }))
export const sheetOf = ({ terminal }: Shop) => value(terminal.stock.sheet({ kind }))
export const seen = ({ sheet, version }: SheetView) => ({ command: v7(), sheet, version })

export function begin(shop: Shop, scope: Exclude<CountScope['kind'], 'department'> = 'scanned') {
  return value(shop.terminal.stock.beginCount({ command: v7(), scope: { kind: scope } }))
}

/** So many pieces of it lie on the shelf, as the backend tells, with all that was done here. */
export function tell(shop: Shop, item: string, count: number): void {
  const { store } = shop
  const location = present(store.settings.store()).location
  const { epoch, seq } = store.journal.head()
  const amounts = { onHand: count * 1000, reserved: 0, available: count * 1000 }
  const level = { id: levelId(location, item), kind: 'level', location, item, ...amounts }
  const document = { ...level, contains: { [epoch.id]: seq } }
  if (store.documents.of('stock').table.find(level.id)) pull(shop, 'stock', document)
  else store.transaction(() => store.documents.of('stock').append(document, START))
}

/** How many somebody sees on the shelf, typed. */
export function count(shop: Shop, gtin: string, found: number): void {
  const { terminal } = shop
  const scanned = beep(shop, gtin)
  if (scanned.outcome !== 'written') throw new Error(scanned.outcome)
  const set = { ...seen(scanned.sheet), kind, line: scanned.line, quantity: pieces(found) } as const
  value(terminal.stock.set(set))
}

export const review = ({ terminal }: Shop): CountReview =>
  value(terminal.stock.reviewCount({ command: v7() }) as never)

const PLAIN = { reason: 'unexplained' as const, reasons: [], rest: 'alone' as const }

export const post = (
  shop: Shop,
  said: Partial<Parameters<Shop['terminal']['stock']['postCount']>[0]> = {},
) => shop.terminal.stock.postCount({ ...seen(sheetOf(shop)), ...PLAIN, ...said })

/** As a screen shows it. */
export const shelf = ({ terminal }: Shop, variant = MILK.variant) =>
  value(terminal.catalogue.search({ text: variant === MILK.variant ? 'milk' : 'bread' })).find(
    (each) => each.variant === variant,
  )?.onHand

export const booked = (shop: Shop) =>
  entries(shop).flatMap((entry) => (entry.kind === 'stock-counted' ? [entry] : []))
