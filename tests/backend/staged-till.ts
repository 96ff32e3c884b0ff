/** A till with one session, whose entries a test writes as a terminal does. */
import type { FoundedShop } from '../../src/backend/setup/found-shop.ts'
import type { Head } from '../../src/domain/journal/entry.ts'
import type { Entry, Fact } from '../../src/domain/journal/facts.ts'
import { sessionFigures } from '../../src/domain/till/figures.ts'
import { Journal, random, saleFact, type StagedTerminal } from './stage.ts'

export const FLOAT = 10_000

export class Till {
  readonly session = random.id()
  readonly terminal: StagedTerminal
  readonly #shop: FoundedShop
  journal: Journal

  constructor(terminal: StagedTerminal, shop: FoundedShop) {
    this.terminal = terminal
    this.#shop = shop
    this.journal = new Journal(terminal)
    this.journal.open()
    this.#write({
      kind: 'session-opened',
      body: { session: this.session, currency: 'EUR', float: FLOAT },
    } as Fact)
  }

  #write(fact: Fact, header: object = {}): void {
    this.journal.append(fact, { session: this.session, ...header })
  }

  /** So many sales of one euro, in cash. */
  sell(times = 1): void {
    for (let turn = 0; turn < times; turn += 1) {
      this.#write(saleFact(this.#shop, [{ item: random.id(), quantity: 1000 }]))
    }
  }

  /** One more sale of one euro, for which so many cents were handed over. */
  giveChange(given: number): void {
    const { kind, body } = saleFact(this.#shop, [{ item: random.id(), quantity: 1000 }])
    const tenders = [{ kind: 'cash', amount: given }]
    this.#write({ kind, body: { ...body, tenders, change: given - 100 } } as Fact)
  }

  /** One more sale of one euro, for which so many cents too many were taken and given back. */
  giveBack(amount: number): void {
    const { kind, body } = saleFact(this.#shop, [{ item: random.id(), quantity: 1000 }])
    const tenders = [100 + amount, 0 - amount].map((each) => ({ kind: 'cash', amount: each }))
    this.#write({ kind, body: { ...body, tenders } } as Fact)
  }

  payOut(amount: number): void {
    const move = { move: random.id(), session: this.session, kind: 'paid-out', currency: 'EUR' }
    this.#write({ kind: 'cash-moved', body: { ...move, amount, reason: 'Milk' } } as Fact)
  }

  /** Whatever else somebody does in the session. */
  also(fact: Fact, header: object = {}): void {
    this.#write(fact, header)
  }

  count(counted: number): void {
    const body = { session: this.session, number: 1, currency: 'EUR', counted }
    this.#write({ kind: 'session-counted', body } as Fact)
  }

  /** The Z of all that this journal and, of one before, `earlier` hold. */
  close(
    counted: number,
    number = 1,
    before: readonly Entry[] = [],
    changed: (fact: Fact<'session-closed'>) => Fact = (fact) => fact,
  ): void {
    const entries = [...before, ...this.journal.entries.map(read)].filter(
      (each) => each.session === this.session,
    )
    const figures = sessionFigures(entries)
    const [first] = entries
    const lastBefore = before.findLast((each) => each.session === this.session)
    const expected = FLOAT + figures.turnover - sumOf(figures.moves)
    const report = {
      ...{ openedAt: 1, openedBy: random.id(), float: FLOAT, figures },
      ...{ first: { epoch: first!.epoch, seq: first!.seq }, last: this.journal.head() },
      ...(lastBefore && { earlier: [{ epoch: lastBefore.epoch, seq: lastBefore.seq }] }),
      ...{ perpetual: this.journal.totals(), unsent: { entries: 3, sales: 1 } },
    }
    const body = {
      ...{ session: this.session, currency: 'EUR', expected, counted },
      ...{ difference: counted - expected, sales: figures.sales, count: 1, z: { number, report } },
    }
    this.#write(changed({ kind: 'session-closed', body } as Fact<'session-closed'>))
  }

  closeDay(number: number): void {
    const { people: _, ...figures } = sessionFigures([])
    const body = {
      ...{ kind: 'day', number, period: '2026-11-24', currency: 'EUR', figures },
      ...{ first: { epoch: this.journal.head().epoch, seq: 1 }, last: this.journal.head() },
      perpetual: this.journal.totals(),
    }
    this.#write({ kind: 'fiscal-closed', body } as Fact)
  }

  /** Goes on from an older state of itself, as a restored backup does. */
  restore(seq: number): readonly Entry[] {
    const held = this.journal.entries.slice(0, seq).map(read)
    const last: Head = this.journal.head()
    this.journal = new Journal(this.terminal, { ordinal: 2, id: random.id() })
    this.journal.open(last)
    return held
  }
}

const read = ({ canonical }: { readonly canonical: string }) => JSON.parse(canonical) as Entry
const sumOf = (rows: readonly { readonly amount: number }[]) =>
  rows.reduce((sum, { amount }) => sum + amount, 0)
