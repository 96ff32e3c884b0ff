/**
 * What a till session comes to, from its own entries and nothing else: the same fold makes the
 * figures of an X, writes those of a Z and verifies it. All sums are integer minor units of the
 * store's own currency, except where a currency is named.
 */
import { z } from 'zod'
import { turnoverOf } from '../accounts/moves.ts'
import { idSchema } from '../identifier.ts'
import type { Entry, Fact, FactKind, SaleCompleted, SaleLine } from '../journal/facts.ts'
import { currencySchema, multiplyDivided, UNIT_PRICE_SCALE } from '../money.ts'
import { taxRateSchema } from '../pricing/tax-rate.ts'
import { QUANTITY_SCALE } from '../quantity.ts'
import type { Removal } from '../selling/draft.ts'
import { cashMoveKindSchema } from './cash-move.ts'
import { hasAny, layawayFiguresSchema, noLayaways, takeLayaway } from './layaway-figures.ts'
import type { LayawayFigures } from './layaway-figures.ts'
import { noTender, takeTender, tenderFiguresSchema, tenderRow } from './tender-figures.ts'
import type { TenderSum } from './tender-figures.ts'

const counted = z.object({ count: z.int().min(0), amount: z.int() })

export const sessionFiguresSchema = z.object({
  sales: z.int().min(0),
  /** Σ totals without what was put on accounts; net is turnover less tax. */
  turnover: z.int(),
  net: z.int(),
  tax: z.int(),
  /** By rate, in the order of their codes. */
  taxes: z.array(taxRateSchema.extend({ base: z.int(), tax: z.int() })),
  /** Put on gift cards and accounts: taken, and no turnover; absent where nothing was. */
  loads: counted.optional(),
  /** For goods laid away; absent where nothing was. */
  layaways: layawayFiguresSchema.optional(),
  /** By kind, as the sales have them; any kind that is ever taken has a row of its own. */
  tenders: tenderFiguresSchema,
  change: z.int(),
  cashRounding: z.int(),
  tips: z.int(),
  /** What was taken off lines, by promotions and by people. */
  promotions: counted,
  byHand: counted,
  priceChanges: z.int().min(0),
  /** Lines of goods that came back; what went back to customers, above zero. */
  returns: counted,
  /** Taken out of carts before they were paid, at the price that stood there. */
  removals: counted,
  abandoned: counted,
  /** Money that was taken and given back before its sale was finished. */
  undone: counted,
  noSales: z.int().min(0),
  moves: z.array(counted.extend({ kind: cashMoveKindSchema, currency: currencySchema })),
  reprints: z.int().min(0),
  approvals: z.int().min(0),
  refusals: z.int().min(0),
  /** How often somebody read the figures while the session was under way. */
  reads: z.int().min(0),
  /** Everybody who did anything, in the order in which they came. */
  people: z.array(z.object({ person: idSchema, sales: z.int().min(0), turnover: z.int() })),
})
export type SessionFigures = z.infer<typeof sessionFiguresSchema>

export interface SessionTally {
  /** Takes an entry of the session, in the order of the journal. */
  take(entry: Entry): void
  figures(): SessionFigures
  /** As it stands at this moment: another tally may go on from there. All of it is JSON. */
  state(): TallyState
}

/** Counts what the sums of a kept state mean: one of another version is not gone on from. */
export const TALLY_VERSION = 4

export interface TallyState {
  readonly sums: Readonly<Record<Sum, number>>
  readonly counts: Readonly<Record<(typeof COUNTS)[CountedKind], number>>
  readonly priceChanges: number
  readonly loads: Counted
  readonly layaways: LayawayFigures
  readonly parts: Readonly<Record<Part, Counted>>
  readonly taxes: readonly (readonly [string, Tax])[]
  readonly tenders: readonly (readonly [string, TenderSum])[]
  readonly moves: readonly (readonly [string, Move])[]
  readonly people: readonly (readonly [string, { sales: number; turnover: number }])[]
}

type Writable = { -readonly [Name in keyof TallyState]: TallyState[Name] }
type Sum = 'sales' | 'turnover' | 'tax' | 'change' | 'cashRounding' | 'tips'
type Part = 'promotions' | 'byHand' | 'returns' | 'removals' | 'abandoned' | 'undone'
type Counted = { count: number; amount: number }
type Move = SessionFigures['moves'][number]
type Tax = SessionFigures['taxes'][number]

/** What is counted by the kind of its entry alone. */
const COUNTS = {
  'drawer-opened': 'noSales',
  'receipt-reprinted': 'reprints',
  'invoice-reprinted': 'reprints',
  'act-approved': 'approvals',
  'act-refused': 'refusals',
  'approval-refused': 'refusals',
  'session-read': 'reads',
} as const satisfies Partial<Record<FactKind, keyof SessionFigures>>

type CountedKind = keyof typeof COUNTS

class Tally implements SessionTally {
  #sums: Record<Sum, number> = {
    sales: 0,
    turnover: 0,
    tax: 0,
    change: 0,
    cashRounding: 0,
    tips: 0,
  }
  #counts = { noSales: 0, reprints: 0, approvals: 0, refusals: 0, reads: 0 }
  #priceChanges = 0
  #loads = none()
  #layaways = noLayaways()
  #parts: Record<Part, Counted> = {
    ...{ promotions: none(), byHand: none(), returns: none() },
    ...{ removals: none(), abandoned: none(), undone: none() },
  }
  #taxes = new Map<string, Tax>()
  #tenders = new Map<string, TenderSum>()
  #moves = new Map<string, Move>()
  #people = new Map<string, { sales: number; turnover: number }>()

  constructor(from?: TallyState) {
    if (!from) return
    // Its sums are added to: what goes on from a state shares nothing with it.
    const own = JSON.parse(JSON.stringify(from)) as Writable
    this.#sums = own.sums
    this.#counts = own.counts
    this.#priceChanges = own.priceChanges
    this.#loads = own.loads
    this.#layaways = own.layaways
    this.#parts = own.parts
    this.#taxes = new Map(own.taxes)
    this.#tenders = new Map(own.tenders)
    this.#moves = new Map(own.moves)
    this.#people = new Map(own.people)
  }

  state(): TallyState {
    return {
      ...{ sums: this.#sums, counts: this.#counts, priceChanges: this.#priceChanges },
      ...{ loads: this.#loads, layaways: this.#layaways, parts: this.#parts },
      ...{ taxes: [...this.#taxes], tenders: [...this.#tenders] },
      ...{ moves: [...this.#moves], people: [...this.#people] },
    }
  }

  take(entry: Entry): void {
    if (entry.kind === 'sale-completed') this.#takeSale(entry.body)
    else if (entry.kind === 'cash-moved') this.#takeMove(entry.body)
    else if (entry.kind === 'cart-abandoned') {
      add(this.#parts.abandoned, entry.body.total)
      this.#takeLost(entry.body)
    } else if (isCounted(entry.kind)) this.#counts[COUNTS[entry.kind]] += 1
    this.#takePerson(entry)
  }

  figures(): SessionFigures {
    const { turnover, tax } = this.#sums
    return {
      ...{ ...this.#sums, ...this.#counts, ...this.#parts },
      priceChanges: this.#priceChanges,
      net: turnover - tax,
      ...(this.#loads.count > 0 && { loads: this.#loads }),
      ...(hasAny(this.#layaways) && { layaways: this.#layaways }),
      taxes: inOrder(this.#taxes).map(([, row]) => row),
      tenders: inOrder(this.#tenders).map(([kind, sum]) => tenderRow(kind, sum)),
      moves: inOrder(this.#moves).map(([, row]) => row),
      people: [...this.#people].map(([person, sold]) => ({ person, ...sold })),
    }
  }

  #takeSale(sale: SaleCompleted): void {
    const sums = this.#sums
    sums.sales += 1
    sums.turnover += turnoverOf(sale)
    sums.tax += sale.tax
    sums.change += sale.change
    sums.cashRounding += sale.cashRounding ?? 0
    sums.tips += sale.tip ?? 0
    for (const { taxClass: _, base, tax, ...rate } of sale.taxes) {
      const key = JSON.stringify([rate.code, rate.name, rate.rate, rate.compound, rate.joined])
      const row = this.#taxes.get(key) ?? { ...rate, base: 0, tax: 0 }
      this.#taxes.set(key, { ...row, base: row.base + base, tax: row.tax + tax })
    }
    for (const tender of sale.tenders) {
      const { kind } = tender
      const sum = this.#tenders.get(kind) ?? noTender()
      takeTender(sum, tender)
      this.#tenders.set(kind, sum)
    }
    for (const line of sale.lines) this.#takeLine(line)
    takeLayaway(this.#layaways, sale)
    this.#takeLost(sale)
  }

  #takeLine(line: SaleLine): void {
    const { priceChange, returned, unproven, amount, load, discounts = [] } = line
    if (load && load.kind !== 'layaway') add(this.#loads, amount)
    if (priceChange) this.#priceChanges += 1
    if (returned ?? unproven) add(this.#parts.returns, 0 - amount)
    for (const discount of discounts) {
      const { promotions, byHand } = this.#parts
      add(discount.kind === 'promotion' ? promotions : byHand, discount.amount)
    }
  }

  /** What a cart had held before it was paid or given up. */
  #takeLost({ removals, undone = [] }: Pick<SaleCompleted, 'removals' | 'undone'>): void {
    for (const removal of removals) add(this.#parts.removals, worthOf(removal))
    for (const { tender } of undone) add(this.#parts.undone, tender.amount)
  }

  #takeMove({ kind, currency, amount }: Fact<'cash-moved'>['body']): void {
    const row = this.#moves.get(`${kind} ${currency}`) ?? { kind, currency, ...none() }
    add(row, amount)
    this.#moves.set(`${kind} ${currency}`, row)
  }

  #takePerson(entry: Entry): void {
    if (entry.actor === null) return
    const person = this.#people.get(entry.actor) ?? { sales: 0, turnover: 0 }
    this.#people.set(entry.actor, person)
    if (entry.kind !== 'sale-completed') return
    person.sales += 1
    person.turnover += turnoverOf(entry.body)
  }
}

/** One that goes on from a state, or from nothing. */
export function createSessionTally(from?: TallyState): SessionTally {
  return new Tally(from)
}

/** The figures of entries that are all of one session. */
export function sessionFigures(entries: Iterable<Entry>): SessionFigures {
  const tally = createSessionTally()
  for (const entry of entries) tally.take(entry)
  return tally.figures()
}

function isCounted(kind: FactKind): kind is CountedKind {
  return kind in COUNTS
}

function none(): Counted {
  return { count: 0, amount: 0 }
}

function add(sum: Counted, amount: number): void {
  sum.count += 1
  sum.amount += amount
}

function worthOf({ unitPrice, quantity }: Removal): number {
  return multiplyDivided(unitPrice, quantity, UNIT_PRICE_SCALE * QUANTITY_SCALE)
}

function inOrder<Row>(rows: ReadonlyMap<string, Row>): (readonly [string, Row])[] {
  return [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1))
}
