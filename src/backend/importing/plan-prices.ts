/** Prices of a file as windows of time that never overlap, so that no reader has to choose. */
import { Temporal } from 'temporal-polyfill'
import type { UnitPrice } from '../../domain/money.ts'
import type { ImportGround, PlannedPrice } from './plan.ts'
import { readUnitPrice } from './read-figures.ts'
import { REASONS } from './reasons.ts'
import type { RowAccount } from './row-account.ts'

export interface SaleCells {
  readonly price: string
  readonly starts: string
  readonly ends: string
}

/** One price without end; none, remarked, where the cell is empty or no price. */
export function planPrice(
  account: RowAccount,
  line: number,
  raw: string,
  ground: ImportGround,
): PlannedPrice[] {
  if (raw.trim() === '') {
    account.change(line, REASONS.noPrice, '')
    return []
  }
  const unitPrice = readUnitPrice(raw, ground.currency)
  if (unitPrice !== undefined) return [{ from: 0, to: null, unitPrice }]
  account.change(line, REASONS.priceUnreadable, raw)
  return []
}

/** What the goods cost the store; undefined, remarked where the cell is no price. */
export function planCost(
  account: RowAccount,
  line: number,
  raw: string,
  ground: ImportGround,
): UnitPrice | undefined {
  if (raw.trim() === '') return undefined
  const cost = readUnitPrice(raw, ground.currency)
  if (cost === undefined) account.change(line, REASONS.costUnreadable, raw)
  return cost
}

/** The regular price with a sale price laid over its dates; both dates are days of the store. */
export function planPriceWithSale(
  account: RowAccount,
  line: number,
  regular: string,
  sale: SaleCells,
  ground: ImportGround,
): PlannedPrice[] {
  if (sale.price.trim() === '') return planPrice(account, line, regular, ground)
  if (regular.trim() === '') return planPrice(account, line, sale.price, ground)
  const usual = planPrice(account, line, regular, ground)
  const lowered = readUnitPrice(sale.price, ground.currency)
  const full = usual[0]?.unitPrice
  if (full === undefined) return usual
  if (lowered === undefined || lowered >= full) {
    account.change(line, REASONS.saleIgnored, sale.price)
    return usual
  }
  const from = sale.starts.trim() === '' ? 0 : readInstant(sale.starts, ground.zone, 'begin')
  const to = sale.ends.trim() === '' ? null : readInstant(sale.ends, ground.zone, 'end')
  if (from === undefined || to === undefined || (to !== null && to <= from)) {
    account.change(line, REASONS.saleDates, `${sale.starts} – ${sale.ends}`)
    return usual
  }
  return windows(full, lowered, from, to)
}

function windows(
  full: UnitPrice,
  lowered: UnitPrice,
  from: number,
  to: number | null,
): PlannedPrice[] {
  return [
    ...(from > 0 ? [{ from: 0, to: from, unitPrice: full }] : []),
    { from, to, unitPrice: lowered },
    ...(to === null ? [] : [{ from: to, to: null, unitPrice: full }]),
  ]
}

/** `2026-11-27` or `2026-11-27 09:00:00` in the store's zone, as an instant; ends are included. */
function readInstant(text: string, zone: string, edge: 'begin' | 'end'): number | undefined {
  try {
    const moment = Temporal.PlainDateTime.from(text.trim().replace(' ', 'T'))
    const wholeDay = !text.includes(':')
    const last = wholeDay ? moment.add({ days: 1 }) : moment.add({ seconds: 1 })
    const instant = (edge === 'end' ? last : moment).toZonedDateTime(zone).epochMilliseconds
    return instant >= 0 ? instant : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
