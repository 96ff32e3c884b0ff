/**
 * A cashier who works by the contract alone: scans, takes money, looks at what the screen would
 * show.
 */
import type { ScanAnswer } from '../../contract/terminal/commands.ts'
import type { TerminalEvent } from '../../contract/terminal/events.ts'
import type { DraftView, SaleView, StatusView } from '../../contract/terminal/views.ts'
import { minor, type Minor } from '../../domain/money.ts'
import { ONE } from '../../domain/quantity.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'
import { connectTerminal, type TerminalApi } from '../terminal-client.ts'

export interface CashierOptions {
  readonly url: string
  readonly clock: Clock
  readonly random: Random
  /** Scans as the gun does; where there is none, the code is typed. */
  readonly beep: ((code: string) => void) | undefined
}

const LOOK_AGAIN_MS = 20
const PATIENCE_MS = 30_000

export class Cashier {
  readonly #options: CashierOptions
  #api: TerminalApi | undefined
  #close: () => void = () => undefined
  #status: StatusView | undefined
  #draft: DraftView | undefined

  constructor(options: CashierOptions) {
    this.#options = options
  }

  get api(): TerminalApi {
    if (!this.#api) throw new Error('the cashier is not at the till')
    return this.#api
  }

  get draft(): DraftView | undefined {
    return this.#draft
  }

  /** Connects, again after a crash too, and waits for the first full picture. */
  async comeToTill(): Promise<void> {
    const connected = await this.until('the till answers', async () => {
      try {
        return await connectTerminal(this.#options.url)
      } catch {
        // Nobody listens yet: the core is on its way back.
        return undefined
      }
    })
    this.#close()
    this.#api = connected.api
    this.#close = connected.close
    this.#status = undefined
    this.#draft = undefined
    void this.#follow(connected.api)
    await this.until('the first picture', () => this.#status && this.#draft)
  }

  leave(): void {
    this.#close()
  }

  async openTill(pin: string, float: number): Promise<void> {
    const person = (await this.api.staff.list())[0]
    if (!person) throw new Error('nobody works here')
    await this.api.staff.signIn({ command: this.#id(), staff: person.id, pin })
    await this.api.till.open({ command: this.#id(), float: minor(float) })
  }

  /** One beep, and waits until the line is in the cart. */
  async scan(code: string): Promise<void> {
    const before = this.#draft?.version ?? 0
    if (this.#options.beep) this.#options.beep(code)
    else {
      const { outcome } = await this.type(code)
      if (outcome !== 'added') throw new Error(`${code} is ${outcome}`)
    }
    await this.until(`the line of ${code}`, () => (this.#draft?.version ?? 0) > before)
  }

  type(code: string): Promise<ScanAnswer> {
    return this.api.draft.scan({ command: this.#id(), text: code, symbology: null, quantity: ONE })
  }

  /** Takes a round note and gives change. */
  async takeCash(): Promise<SaleView> {
    const draft = await this.api.draft.current()
    const tendered: Minor = draft.quickAmounts.at(-1) ?? draft.total
    const { id, version } = draft
    return this.api.draft.payCash({ command: this.#id(), draft: id, version, tendered })
  }

  async status(wanted: (status: StatusView) => boolean, what: string): Promise<StatusView> {
    return this.until(what, () => (this.#status && wanted(this.#status) ? this.#status : undefined))
  }

  /** Looks until there is something to see; gives up, loudly, after half a minute. */
  async until<Seen>(
    what: string,
    look: () => Seen | undefined | false | Promise<Seen | undefined | false>,
  ): Promise<Seen> {
    const { clock } = this.#options
    const began = clock.elapsed()
    for (;;) {
      const seen = await look()
      if (seen !== undefined && seen !== false) return seen
      if (clock.elapsed() - began > PATIENCE_MS) throw new Error(`waited in vain: ${what}`)
      await clock.sleep(LOOK_AGAIN_MS)
    }
  }

  async #follow(api: TerminalApi): Promise<void> {
    try {
      for await (const event of await api.watch()) this.#see(event)
    } catch {
      // The core went away; `comeToTill` begins anew when it is back.
    }
  }

  #see(event: TerminalEvent): void {
    if (event.kind === 'status') this.#status = event.status
    if (event.kind === 'draft') this.#draft = event.draft
  }

  #id(): string {
    return this.#options.random.id()
  }
}
