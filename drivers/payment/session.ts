/** What a till asks of a ZVT terminal, one thing at a time, on a connection of its own. */
import type { Clock } from '../../src/ports/clock.ts'
import { converse, type Ending, type Patience } from './conversation.ts'
import { packAmount, packDigits, readStatus, type PaymentStatus } from './fields.ts'
import { COMMAND, frame, type Message } from './frames.ts'
import { openLink, type Link, type TerminalAddress } from './link.ts'

export interface Session {
  pay(amountMinor: number): Promise<Paid>
  /** Takes a payment of this day back, whole; `receipt` are the four digits that it had. */
  reverse(receipt: string): Promise<Paid>
  /** Pays out to a card that the customer shows. */
  refund(amountMinor: number): Promise<Paid>
  /**
   * The last payment that the terminal keeps; `undefined` where it does not say. Charges nothing.
   */
  lastPayment(): Promise<LastPayment | undefined>
  /** Presses the red key, as it were; the payment's own end says whether it was in time. */
  cancel(): void
  close(): void
}

export interface Paid {
  readonly ending: Ending
  /** Every status that came before the end. */
  readonly statuses: readonly PaymentStatus[]
}

export type LastPayment =
  | { readonly type: 'none' }
  | { readonly type: 'some'; status: PaymentStatus }

export type SessionAnswer =
  | { readonly ok: true; readonly session: Session }
  /**
   * Stable codes: `not-reached`, `busy`, `refused-…`, `code-…`. Nothing that costs money was sent.
   */
  | { readonly ok: false; readonly reason: string }

export interface ZvtTerminal extends TerminalAddress {
  /** Six digits; the terminal's own setting. */
  readonly password: string
}

const CONNECT_MS = 3000
const SHORT: Patience = { acceptMs: 5000, pauseMs: 15_000, wholeMs: 30_000 }
/** A customer finds the card, enters the PIN twice, and the host is slow. */
const PAYMENT: Patience = { acceptMs: 5000, pauseMs: 120_000, wholeMs: 300_000 }

/**
 * Till starts payments (10) and hears of their progress (08); the terminal prints its own receipts.
 */
const REGISTRATION = 0x18
/** Repeat the receipt as a status message, without paper. */
const STATUS_ONLY = 0x03
export const BUSY = '9c'

/** `currency` is ISO 4217 in four digits, such as `0978`. */
export async function openSession(
  terminal: ZvtTerminal,
  currency: string,
  clock: Clock,
): Promise<SessionAnswer> {
  const link = await openLink(terminal, CONNECT_MS, clock)
  if (link === undefined) return { ok: false, reason: 'not-reached' }
  const register = frame(COMMAND.register, [
    ...packDigits(terminal.password),
    REGISTRATION,
    ...packDigits(currency),
  ])
  const see = (): void => undefined
  const ending = await converse(link, register, { see, patience: SHORT, clock })
  if (ending.type === 'completed') {
    return { ok: true, session: sessionOver(link, terminal, currency, clock) }
  }
  link.close()
  return { ok: false, reason: reasonOf(ending) }
}

/** Names an end that is no success, as a stable code. */
export function reasonOf(ending: Exclude<Ending, { type: 'completed' }>): string {
  if (ending.type === 'refused') return ending.code === BUSY ? 'busy' : `refused-${ending.code}`
  return ending.type === 'aborted' ? `code-${ending.code}` : 'not-reached'
}

function sessionOver(link: Link, terminal: ZvtTerminal, currency: string, clock: Clock): Session {
  const ask = async (command: Uint8Array, patience: Patience): Promise<Paid> => {
    const statuses: PaymentStatus[] = []
    const see = ({ command, data }: Message): void => {
      if (command === COMMAND.status) statuses.push(readStatus(data))
    }
    return { ending: await converse(link, command, { see, patience, clock }), statuses }
  }
  return {
    pay(amountMinor) {
      const fields = [0x04, ...packAmount(amountMinor), 0x49, ...packDigits(currency)]
      return ask(frame(COMMAND.pay, fields), PAYMENT)
    },
    reverse(receipt) {
      const fields = [...packDigits(terminal.password), 0x87, ...packDigits(receipt)]
      return ask(frame(COMMAND.reverse, fields), PAYMENT)
    },
    refund(amountMinor) {
      const amount = [0x04, ...packAmount(amountMinor), 0x49, ...packDigits(currency)]
      return ask(frame(COMMAND.refund, [...packDigits(terminal.password), ...amount]), PAYMENT)
    },
    async lastPayment() {
      const fields = [...packDigits(terminal.password), 0x03, STATUS_ONLY]
      const { ending, statuses } = await ask(frame(COMMAND.repeatReceipt, fields), SHORT)
      // Its answer may still come, and would be taken for that of a payment: nothing follows on
      // this link.
      if (ending.type === 'silent') link.close()
      if (ending.type === 'aborted') return { type: 'none' }
      const status = statuses.at(-1)
      return ending.type === 'completed' && status ? { type: 'some', status } : undefined
    },
    cancel: () => void link.send(frame(COMMAND.cancel)),
    close: () => link.close(),
  }
}
