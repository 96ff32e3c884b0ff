/**
 * Sells through the use cases, as a screen does: a payment whose answer never came is asked for
 * again under its own command, and whatever was answered is remembered for ever.
 */
import type { Terminal } from '../../src/application/terminal.ts'
import type { SaleView } from '../../src/contract/terminal/views.ts'
import type { Result } from '../../src/domain/failure.ts'
import { minor } from '../../src/domain/money.ts'
import { pieces } from '../../src/domain/quantity.ts'
import type { Random } from '../../src/ports/random.ts'
import type { Chance } from './chance.ts'
import { PIN } from './shop.ts'

const LINES_MOST = 3
const PIECES_MOST = 3
const FLOAT = minor(10_000)
/** Customers hand over notes: the sum is rounded up to these, in cents. */
const NOTES = [1, 500, 1000, 5000] as const

type Payment = Parameters<Terminal['draft']['payCash']>[0]

export class Cashier {
  /** Every sale whose answer left the core. */
  readonly acknowledged: SaleView[] = []
  readonly #chance: Chance
  readonly #random: Random
  #unanswered: Payment | undefined

  constructor(chance: Chance, random: Random) {
    this.#chance = chance
    this.#random = random
  }

  get waitsForAnAnswer(): boolean {
    return this.#unanswered !== undefined
  }

  async openTill(terminal: Terminal): Promise<void> {
    const [person] = valueOf(terminal.staff.list())
    const staff = person?.id ?? ''
    valueOf(await terminal.staff.signIn({ command: this.#random.id(), staff, pin: PIN }))
    valueOf(terminal.till.open({ command: this.#random.id(), float: FLOAT }))
  }

  /** Rings up some of the variants and takes cash. Rejects where the terminal dies over it. */
  async sell(terminal: Terminal, variants: readonly string[]): Promise<SaleView> {
    if (this.#unanswered) return this.askAgain(terminal)
    const count = this.#chance.between(1, LINES_MOST)
    for (let line = 0; line < count; line += 1) {
      await this.#add(terminal, this.#chance.pick(variants), this.#chance.between(1, PIECES_MOST))
    }
    return this.#pay(terminal)
  }

  /** One piece of one variant, whatever the cart holds already. */
  async sellOne(terminal: Terminal, variant: string): Promise<SaleView> {
    if (this.#unanswered) await this.askAgain(terminal)
    await this.#add(terminal, variant, 1)
    return this.#pay(terminal)
  }

  async askAgain(terminal: Terminal): Promise<SaleView> {
    if (!this.#unanswered) throw new Error('there is nothing to ask again')
    const sale = valueOf(await terminal.draft.payCash(this.#unanswered))
    this.#unanswered = undefined
    this.acknowledged.push(sale)
    return sale
  }

  async #add(terminal: Terminal, variant: string, count: number): Promise<void> {
    const command = this.#random.id()
    valueOf(await terminal.draft.add({ command, variant, barcode: null, quantity: pieces(count) }))
  }

  #pay(terminal: Terminal): Promise<SaleView> {
    const { id: draft, version, total } = valueOf(terminal.draft.current())
    const note = this.#chance.pick(NOTES)
    const tendered = minor(Math.ceil(total / note) * note)
    this.#unanswered = { command: this.#random.id(), draft, version, tendered }
    return this.askAgain(terminal)
  }
}

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`a use case refused: ${JSON.stringify(result.failure)}`)
  return result.value
}
