/** Days of sales for the tests of reports, and what they come to by a fold of its own. */
import fc from 'fast-check'
import type { SealedEntry } from '../../src/domain/journal/entry.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import { saleLineKey } from '../../src/domain/claim.ts'
import { random, type Stage } from './stage.ts'

export const GOODS = [random.id(), random.id(), random.id()]
export const PEOPLE = [random.id(), random.id()]
export const DATES = ['2026-05-27', '2026-05-28', '2026-05-29']

export interface MadeLine {
  readonly goods: number
  readonly pieces: number
  readonly cents: number
  readonly off: number
  readonly isBack: boolean
  readonly restocked: boolean
  readonly cost: number | null
}

export interface MadeSale {
  readonly date: number
  readonly hour: number
  readonly person: number
  readonly isTaxIncluded: boolean
  readonly isCard: boolean
  readonly lines: readonly MadeLine[]
}

const line: fc.Arbitrary<MadeLine> = fc.record({
  goods: fc.nat(GOODS.length - 1),
  pieces: fc.integer({ min: 1, max: 5 }),
  cents: fc.integer({ min: 1, max: 999 }),
  off: fc.integer({ min: 0, max: 9 }),
  isBack: fc.boolean(),
  restocked: fc.boolean(),
  cost: fc.option(fc.integer({ min: 1, max: 500 })),
})

export const madeSale: fc.Arbitrary<MadeSale> = fc.record({
  date: fc.nat(DATES.length - 1),
  hour: fc.integer({ min: 6, max: 20 }),
  person: fc.nat(PEOPLE.length - 1),
  isTaxIncluded: fc.boolean(),
  isCard: fc.boolean(),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
})

/** Berlin is two hours ahead of UTC on these days. */
export function headerOf({ date, hour, person }: Pick<MadeSale, 'date' | 'hour' | 'person'>) {
  const businessDate = DATES[date] ?? ''
  const at = Date.parse(`${businessDate}T00:30:00Z`) + (hour - 2) * 3_600_000
  return { businessDate, at, actor: PEOPLE[person] ?? null }
}

export function factOf({ shop }: Stage, made: MadeSale): Fact<'sale-completed'> {
  const claims: object[] = []
  const lines = made.lines.map((each) => {
    const id = random.id()
    const amount = amountOf(each)
    const tax = taxOf(amount)
    const discount = {
      ...{ source: id, kind: 'manual-line', name: 'dented', amount: offOf(each), coupon: null },
      how: { rule: 'amount', quantity: each.pieces * 1000, times: 1, of: amount },
    }
    const given = { kind: 'amount', amount: offOf(each), id, reason: 'dented', approver: null }
    const returned = returnOf(each)
    if (returned) {
      const key = saleLineKey(returned.sale, returned.line)
      claims.push({ id: returned.claim, kind: 'sale-line', key, amount: each.pieces * 1000 })
    }
    return {
      ...{ id, variant: GOODS[each.goods], barcode: null, name: 'Goods', size: '' },
      ...{ unit: 'piece', department: null, quantity: (each.isBack ? -1 : 1) * each.pieces * 1000 },
      ...{ unitPrice: each.cents * 10_000, price: null, taxClass: 'standard', amount },
      taxes: [{ row: 0, base: amount - (made.isTaxIncluded ? tax : 0), tax }],
      ...(each.cost !== null && { cost: each.cost * 10_000 }),
      ...(returned && { returned }),
      ...(!returned && each.off > 0 && { discounts: [discount] }),
      ...(!returned && each.off > 0 && { given: [{ ...given, by: PEOPLE[1 - made.person] }] }),
    }
  })
  const subtotal = lines.reduce((all, { amount }) => all + amount, 0)
  const tax = lines.reduce((all, each) => all + (each.taxes[0]?.tax ?? 0), 0)
  const base = lines.reduce((all, each) => all + (each.taxes[0]?.base ?? 0), 0)
  const total = subtotal + (made.isTaxIncluded ? 0 : tax)
  const change = !made.isCard && total > 0 ? 7 : 0
  const card = { intent: random.id(), scheme: 'Visa', lastFour: null, authorisation: 'x' }
  const body = {
    ...{ sale: random.id(), number: 1, receipt: 'T1-1-000001', currency: 'EUR' },
    ...{ taxIncluded: made.isTaxIncluded, priceList: shop.priceList, engine: 1 },
    ...{ openedAt: 1_780_000_000_000, lines, removals: [], marks: [], movements: [], claims },
    taxes: [{ code: 'A', name: 'VAT', rate: 190_000, taxClass: 'standard', base, tax }],
    ...{ subtotal, tax, total, change },
    tenders: [
      { kind: made.isCard ? 'card' : 'cash', amount: total + change, ...(made.isCard && card) },
    ],
  }
  return { kind: 'sale-completed', body } as unknown as Fact<'sale-completed'>
}

function returnOf({ isBack, restocked }: MadeLine) {
  if (!isBack) return undefined
  const ids = { sale: random.id(), line: random.id(), claim: random.id(), receipt: 'T1-1-000009' }
  return { ...ids, reason: 'faulty', condition: 'opened', restocked, word: 'none' }
}

const offOf = ({ off, cents, pieces }: MadeLine) => Math.min(off, cents * pieces)
const taxOf = (amount: number) => Math.trunc(amount / 10)
function amountOf(each: MadeLine): number {
  const gross = each.cents * each.pieces
  return each.isBack ? 0 - gross : gross - offOf(each)
}

type Sums = Record<string, number>

/**
 * What sales of some dates come to, told in the fewest words and from what was made, not from the
 * entries: it shares nothing with the figures that it judges but the words for them.
 */
export function comesTo(sales: readonly MadeSale[], dates: readonly string[]): Sums {
  const sums: Sums = {}
  const add = (name: string, by: number) => void (sums[name] = (sums[name] ?? 0) + by)
  for (const sale of sales.filter(({ date }) => dates.includes(DATES[date] ?? ''))) {
    const withTax = (each: MadeLine) =>
      amountOf(each) + (sale.isTaxIncluded ? 0 : taxOf(amountOf(each)))
    const total = sale.lines.reduce((all, each) => all + withTax(each), 0)
    add('sales', 1)
    add('turnover', total)
    add(`hour ${String(sale.hour).padStart(2, '0')}`, total)
    add(`person ${PEOPLE[sale.person] ?? ''}`, total)
    add(`tender ${sale.isCard ? 'card' : 'cash'}`, total)
    if (sale.lines.some(({ isBack }) => !isBack)) add('baskets', 1)
    for (const each of sale.lines) {
      const tax = taxOf(amountOf(each))
      add('tax', tax)
      add(`product ${GOODS[each.goods] ?? ''}`, withTax(each))
      add(`pieces ${GOODS[each.goods] ?? ''}`, each.pieces * (each.isBack ? -1 : 1))
      if (each.isBack) add('return faulty', 0 - withTax(each))
      else add('sold', withTax(each))
      if (!each.isBack && each.off > 0)
        add(`discount ${PEOPLE[1 - sale.person] ?? ''}`, offOf(each))
      if (each.cost === null) continue
      add('costed', withTax(each) - tax)
      if (each.isBack && each.restocked) add('cost', -each.cost * each.pieces)
      if (!each.isBack) add('cost', each.cost * each.pieces)
    }
  }
  return sums
}

/** In the order that the numbers say. */
export function shuffled(entries: readonly SealedEntry[], order: readonly number[]): SealedEntry[] {
  const left = [...entries]
  return entries.flatMap((_, index) => {
    const place = (order[index % order.length] ?? 0) % left.length
    return left.splice(place, 1)
  })
}
