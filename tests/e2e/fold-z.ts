/**
 * What a Z has to say, from the text of the journal's entries alone. It shares nothing with the
 * program, not even its types: what both of them get wrong would have to be thought wrong twice.
 */
import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'

interface Sum {
  count: number
  amount: number
}

interface Amount {
  readonly amount: number
}

interface Tax {
  readonly taxClass: string
  readonly code: string
  readonly name: string
  /** In parts per million. */
  readonly rate: number
  readonly base: number
  readonly tax: number
}

interface Line extends Amount {
  readonly discounts?: readonly (Amount & { readonly kind: string })[]
  readonly priceChange?: object
  readonly returned?: object
  readonly unproven?: object
  /** Money that is put on an account, or kept of what was paid for goods that nobody took. */
  readonly load?: object
  readonly kept?: object
}

interface Lost {
  readonly removals: readonly { readonly unitPrice: number; readonly quantity: number }[]
  readonly undone?: readonly { readonly tender: Amount }[]
}

interface Sale extends Lost {
  readonly total: number
  readonly tax: number
  readonly currency: string
  readonly change: number
  readonly cashRounding?: number
  readonly tip?: number
  readonly lines: readonly Line[]
  readonly taxes: readonly Tax[]
  readonly tenders: readonly Tender[]
}

interface Tender extends Amount {
  readonly kind: string
  /** Of a voucher: what the store calls it, and what stands on it. */
  readonly name?: string
  readonly face?: number
}

interface Move extends Amount {
  readonly kind: string
  readonly currency: string
}

/** An entry as its canonical text has it. */
export interface Told {
  readonly kind: string
  readonly at: number
  readonly seq: number
  readonly epoch: object
  readonly prevHash: string
  /** Of the entry itself. */
  readonly hash: string
  readonly actor: string | null
  readonly session: string | null
  readonly body: unknown
}

/** The journal as a till's file has it, in its order; throws where its chain does not hold. */
export function journalIn(file: string): Told[] {
  const database = new Database(file, { readonly: true })
  const texts = database
    .prepare<[], string>('SELECT canonical FROM journal ORDER BY epoch_ordinal, seq')
    .pluck()
    .all()
  database.close()
  let before: string | undefined
  return texts.map((text) => {
    const hash = createHash('sha256').update(`holdfast entry 1\n${text}`).digest('hex')
    const entry: Told = { ...(JSON.parse(text) as Told), hash }
    if (before !== undefined && entry.prevHash !== before) throw new Error('the chain is broken')
    before = hash
    return entry
  })
}

/** What stands in the entry that closes a session, but for what no journal tells: `unsent`. */
export function foldZ(journal: readonly Told[], closing: Told) {
  const before = journal.slice(0, journal.indexOf(closing))
  const own = before.filter(({ session }) => session === closing.session)
  const [opened, last] = [own[0], before.at(-1)]
  if (!opened || !last) throw new Error('a session without an entry that opens it')
  const { float } = opened.body as { float: number }
  const { counted } = bodies<{ counted: number }>(own, 'session-counted').at(-1) ?? { counted: 0 }
  const sales = bodies<Sale>(own, 'sale-completed')
  const cash = tendersOf(sales).find(({ kind }) => kind === 'cash')?.amount ?? 0
  const change = total(sales, (sale) => sale.change)
  const moved = total(bodies<Move>(own, 'cash-moved'), ({ kind, amount }) =>
    kind === 'paid-in' ? amount : 0 - amount,
  )
  const expected = float + cash - change + moved
  return {
    ...{ expected, counted, difference: counted - expected, sales: sales.length },
    number: bodies(before, 'session-closed').length + 1,
    report: {
      ...{ openedAt: opened.at, openedBy: opened.actor, float, figures: figuresOf(own) },
      first: { epoch: opened.epoch, seq: opened.seq },
      last: { epoch: last.epoch, seq: last.seq, hash: closing.prevHash },
      perpetual: perpetualOf(bodies<Sale>(before, 'sale-completed')),
    },
  }
}

function figuresOf(own: readonly Told[]) {
  const sales = bodies<Sale>(own, 'sale-completed')
  const abandoned = bodies<Lost & { total: number }>(own, 'cart-abandoned')
  const lines = sales.flatMap((sale) => sale.lines)
  const discounts = lines.flatMap((line) => line.discounts ?? [])
  const lost: readonly Lost[] = [...sales, ...abandoned]
  const [turnover, tax] = [total(sales, turnoverOf), total(sales, (sale) => sale.tax)]
  return {
    ...{ sales: sales.length, turnover, tax, net: turnover - tax, taxes: taxesOf(sales) },
    tenders: tendersOf(sales),
    change: total(sales, (sale) => sale.change),
    cashRounding: total(sales, (sale) => sale.cashRounding ?? 0),
    tips: total(sales, (sale) => sale.tip ?? 0),
    promotions: sumOf(discounts.filter(({ kind }) => kind === 'promotion')),
    byHand: sumOf(discounts.filter(({ kind }) => kind !== 'promotion')),
    priceChanges: lines.filter(({ priceChange }) => priceChange).length,
    returns: below(sumOf(lines.filter(({ returned, unproven }) => returned ?? unproven))),
    removals: sumOf(
      lost
        .flatMap(({ removals }) => removals)
        .map(({ unitPrice, quantity }) => ({
          amount: Math.round((unitPrice * quantity) / 10_000_000),
        })),
    ),
    abandoned: sumOf(abandoned.map((cart) => ({ amount: cart.total }))),
    undone: sumOf(lost.flatMap(({ undone = [] }) => undone.map(({ tender }) => tender))),
    moves: movesOf(bodies<Move>(own, 'cash-moved')),
    noSales: many(own, 'drawer-opened'),
    reprints: many(own, 'receipt-reprinted', 'invoice-reprinted'),
    approvals: many(own, 'act-approved'),
    refusals: many(own, 'act-refused', 'approval-refused'),
    reads: many(own, 'session-read'),
    people: peopleOf(own),
  }
}

function taxesOf(sales: readonly Sale[]) {
  const rows = new Map<string, Omit<Tax, 'taxClass'>>()
  for (const { taxClass: _, ...tax } of sales.flatMap((sale) => sale.taxes)) {
    const { base, tax: amount } = rows.get(tax.code) ?? { base: 0, tax: 0 }
    rows.set(tax.code, { ...tax, base: base + tax.base, tax: amount + tax.tax })
  }
  return inOrder(rows)
}

function tendersOf(sales: readonly Sale[]) {
  const all = sales.flatMap((sale) => sale.tenders)
  const kinds = new Map(all.map(({ kind }) => [kind, kind]))
  return inOrder(kinds).map((kind) => {
    const own = all.filter((tender) => tender.kind === kind)
    const taken = sumOf(own.filter(({ amount }) => amount >= 0))
    const back = below(sumOf(own.filter(({ amount }) => amount < 0)))
    const named = namesOf(own)
    const sum = { kind, count: own.length, amount: taken.amount - back.amount, taken, back }
    return named.length > 0 ? { ...sum, named } : sum
  })
}

/** Vouchers by what the store calls them, with what stands on them. */
function namesOf(own: readonly Tender[]) {
  const names = new Map(
    own.flatMap(({ name }) => (name === undefined ? [] : [[name, name] as const])),
  )
  return inOrder(names).map((name) => {
    const faces = own.filter((tender) => tender.name === name)
    return { name, ...sumOf(faces.map(({ face = 0 }) => ({ amount: face }))) }
  })
}

function movesOf(moves: readonly Move[]) {
  const kinds = new Map(moves.map((move) => [`${move.kind} ${move.currency}`, move]))
  return inOrder(kinds).map(({ kind, currency }) => {
    const own = moves.filter((move) => move.kind === kind && move.currency === currency)
    return { kind, currency, ...sumOf(own) }
  })
}

/** Whoever did anything, as they came. */
function peopleOf(own: readonly Told[]) {
  const actors = new Set(own.flatMap(({ actor }) => actor ?? []))
  return [...actors].map((person) => {
    const sales = bodies<Sale>(
      own.filter(({ actor }) => actor === person),
      'sale-completed',
    )
    return { person, sales: sales.length, turnover: total(sales, turnoverOf) }
  })
}

function perpetualOf(sales: readonly Sale[]) {
  const turnover: Record<string, number> = {}
  for (const sale of sales) {
    turnover[sale.currency] = (turnover[sale.currency] ?? 0) + turnoverOf(sale)
  }
  return { sales: sales.length, turnover }
}

/** Other specs at this till sell gift cards: money is turnover when it is spent. */
function turnoverOf({ total: paid, lines }: Sale): number {
  return paid - total(lines, ({ load, kept, amount }) => ((load ?? kept) ? amount : 0))
}

function bodies<Body>(entries: readonly Told[], kind: string): Body[] {
  return entries.filter((entry) => entry.kind === kind).map(({ body }) => body as Body)
}

function many(entries: readonly Told[], ...kinds: readonly string[]): number {
  return entries.filter(({ kind }) => kinds.includes(kind)).length
}

function total<Each>(of: readonly Each[], figure: (each: Each) => number): number {
  return of.reduce((sum, each) => sum + figure(each), 0)
}

function sumOf(rows: readonly Amount[]): Sum {
  return { count: rows.length, amount: total(rows, ({ amount }) => amount) }
}

/** What went back, above zero. */
function below({ count, amount }: Sum): Sum {
  return { count, amount: 0 - amount }
}

function inOrder<Row>(rows: ReadonlyMap<string, Row>): Row[] {
  return [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}
