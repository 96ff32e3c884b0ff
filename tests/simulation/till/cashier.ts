/**
 * Sells through the router, as a screen does: a payment whose answer never came is asked for again
 * under its own command. What a person remembers outlives the machine.
 */
import { ORPCError } from '@orpc/client'
import type { RouterClient } from '@orpc/server'
import type { TerminalRouter } from '../../../src/application/router.ts'
import type { SaleView, StatusView } from '../../../src/contract/terminal/views.ts'
import { minor } from '../../../src/domain/money.ts'
import { pieces } from '../../../src/domain/quantity.ts'
import { TENDERS_LIMIT } from '../../../src/domain/selling/tender.ts'
import { cashMoveKindSchema } from '../../../src/domain/till/cash-move.ts'
import type { Chance } from '../chance.ts'
import type { CashierMemory, UnansweredPayment } from './protocol.ts'

export type Screens = RouterClient<TerminalRouter>

export const PIN = '1234'
/** Lines that one deed puts into the cart. */
const LINES_MOST = 3
const PIECES_MOST = 3
/** How often something else happens to the money before the rest is paid. */
const PARTS_MOST = 2
const FLOAT = minor(10_000)
/** Customers hand over notes: the sum is rounded up to these, in cents. */
const NOTES = [1, 500, 1000, 5000] as const

export class Cashier {
  readonly screens: Screens
  readonly chance: Chance
  /** A new id for a command. */
  readonly id: () => string
  #unanswered: UnansweredPayment | undefined
  #acknowledged: SaleView[] = []

  constructor(screens: Screens, chance: Chance, id: () => string, memory: CashierMemory) {
    this.screens = screens
    this.chance = chance
    this.id = id
    this.#unanswered = memory.unanswered
  }

  get memory(): CashierMemory {
    return { unanswered: this.#unanswered }
  }

  /** The sales that were answered since this was asked last. */
  hear(): readonly SaleView[] {
    const heard = this.#acknowledged
    this.#acknowledged = []
    return heard
  }

  async openTill(): Promise<void> {
    await this.#signIn()
    await this.#open()
  }

  /** A restored terminal has forgotten who stood at it, and perhaps that its till was open. */
  async ready(): Promise<void> {
    const { person, till } = await this.#status()
    if (person === null) await this.#signIn()
    if (till === null) await this.#open()
    // Past midnight whoever is there says that they go on.
    else if (till.day?.asks === 'passed') {
      await this.screens.till.continueDay({ command: this.id(), session: till.session })
    }
  }

  /** What waits for the backend may be asked about the day meanwhile: then it is done again. */
  async overMidnight(act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
    } catch (error) {
      if (!(error instanceof ORPCError) || error.code !== 'day-passed') throw error
      await this.ready()
      await act()
    }
  }

  /** Where the clock cannot be trusted, the person says the later of the days in question. */
  async #open(): Promise<void> {
    try {
      await this.screens.till.open({ command: this.id(), float: FLOAT })
    } catch (error) {
      const businessDate = dayAsked(error)
      if (businessDate === undefined) throw error
      await this.screens.till.open({ command: this.id(), float: FLOAT, businessDate })
    }
  }

  async #signIn(): Promise<void> {
    const [person] = await this.screens.staff.list()
    const staff = person?.id ?? ''
    await this.screens.staff.signIn({ command: this.id(), staff, pin: PIN })
  }

  async #status(): Promise<StatusView> {
    for await (const event of await this.screens.watch()) {
      if (event.kind === 'status') return event.status
    }
    throw new Error('a screen is always told the status first')
  }

  /** Counts what there is, which is seldom what there should be; and reviews what was counted. */
  async closeTill(): Promise<void> {
    if (this.#unanswered) await this.askAgain()
    await this.ready()
    const { till, counting, waiting } = await this.#status()
    const session = till?.session ?? ''
    for (const away of counting) await this.#count(away.session)
    // Now and then the drawer is counted elsewhere: the next session sells until somebody closes.
    if (counting.length === 0 && this.chance.happens(0.3)) {
      await this.screens.till.beginCount({ command: this.id(), session })
      await this.#open()
      return
    }
    await this.#count(session)
    // Now and then it waits, while the next session sells.
    if (waiting.length === 0 && this.chance.happens(0.3)) return
    for (const each of [...waiting, ...counting, { session }]) await this.#review(each.session)
  }

  async #count(session: string): Promise<void> {
    const counted = minor(this.chance.between(0, 3) * FLOAT)
    await this.screens.till.count({ command: this.id(), session, after: 0, counted })
  }

  async #review(session: string): Promise<void> {
    const { counts } = await this.screens.till.review({ command: this.id(), session })
    const closing = { session, count: counts.length, reason: 'counted' }
    await this.screens.till.close({ command: this.id(), ...closing })
  }

  /** Into the drawer, out of it or to the safe, in either currency. */
  async moveCash(): Promise<void> {
    if (this.#unanswered) await this.askAgain()
    await this.ready()
    const kind = this.chance.pick(cashMoveKindSchema.options)
    const currency = this.chance.pick(['CHF', null] as const)
    const amount = minor(this.chance.between(1, 5000))
    const command = this.id()
    await this.screens.till.moveCash({ command, kind, currency, amount, reason: 'change' })
  }

  /** Rings up some of the variants and takes cash. Rejects where the terminal dies over it. */
  async sell(variants: readonly string[]): Promise<SaleView> {
    if (this.#unanswered) return this.askAgain()
    if (!(await this.makeWay())) await this.ring(variants, this.chance.between(1, LINES_MOST))
    return this.pay()
  }

  /**
   * Ends what is open and stands ready. Answers whether money lies there already: whoever died over
   * a part finds it in the cart, and nothing joins it any more.
   */
  async makeWay(): Promise<boolean> {
    if (this.#unanswered) await this.askAgain()
    await this.ready()
    return (await this.screens.draft.current()).tenders.length > 0
  }

  /** So many lines of any of the variants join the cart. */
  async ring(variants: readonly string[], lines: number): Promise<void> {
    for (let line = 0; line < lines; line += 1) {
      await this.#add(this.chance.pick(variants), this.chance.between(1, PIECES_MOST))
    }
  }

  /** One piece of one variant, whatever the cart holds already. */
  async sellOne(variant: string): Promise<SaleView> {
    if (await this.makeWay()) await this.pay()
    await this.#add(variant, 1)
    return this.pay()
  }

  async askAgain(): Promise<SaleView> {
    const payment = this.#unanswered
    if (!payment) throw new Error('there is nothing to ask again')
    const tendered = minor(payment.tendered)
    const sale = await this.screens.draft.payCash({ ...payment, tendered })
    this.#unanswered = undefined
    this.#acknowledged.push(sale)
    return sale
  }

  /** A tip, a part in either currency, or one that goes back. What died with it is not missed. */
  async #payPart(): Promise<void> {
    const seen = await this.screens.draft.current()
    const own = { command: this.id(), draft: seen.id, version: seen.version }
    const part = minor(Math.floor(seen.due / 4))
    const [first] = seen.tenders
    // Where money goes back, all of it goes at once.
    if (seen.due <= 0) return
    const act = this.chance.pick(['tip', 'cash', 'foreign', 'undo'] as const)
    if (act === 'tip') {
      const tip = minor(this.chance.between(0, Math.floor(seen.total / 10)))
      if (seen.tenders.length === 0) await this.screens.draft.setTip({ ...own, tip })
    } else if (act === 'undo') {
      if (first) await this.screens.draft.undoTender({ ...own, tender: first.id })
    } else if (part > 0 && seen.tenders.length < TENDERS_LIMIT - 1) {
      const currency = act === 'foreign' ? 'CHF' : null
      await this.screens.draft.takeCash({ ...own, tendered: part, currency })
    }
  }

  async #add(variant: string, count: number): Promise<void> {
    const command = this.id()
    await this.screens.draft.add({ command, variant, barcode: null, quantity: pieces(count) })
  }

  /** Takes cash for what the cart holds, or gives it back; whoever dies over it asks again. */
  async pay(): Promise<SaleView> {
    for (let part = this.chance.between(0, PARTS_MOST); part > 0; part -= 1) await this.#payPart()
    const { id: draft, version, cashDue } = await this.screens.draft.current()
    const note = this.chance.pick(NOTES)
    const tendered = Math.max(0, Math.ceil(cashDue / note) * note)
    this.#unanswered = { command: this.id(), draft, version, tendered }
    return this.askAgain()
  }
}

/** The later of the clock's day and the last session's; undefined for any other refusal. */
function dayAsked(error: unknown): string | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'business-date-needed') return undefined
  const { date, last } = error.data as { readonly date: string; readonly last: string }
  return date > last ? date : last
}
