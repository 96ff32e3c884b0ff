/** What the core promised by saying it. */
import type { Step } from './trace.ts'

/** Grows as the core speaks; only what it said, never what was asked of it. */
export interface Promises {
  /** Numbers of receipts that left by any socket: to a screen, a printer or the backend. */
  readonly receipts: ReadonlySet<string>
  /** Till sessions that a screen was told are closed. */
  readonly closed: ReadonlySet<string>
  /** Backups that were said to be made, by their path in the folder. */
  readonly backups: ReadonlySet<string>
  /** Ids of epochs that were said to be open after a restore. */
  readonly epochs: ReadonlySet<string>
  /** The cart as the last scan left it. */
  readonly cart: { readonly draft: string; readonly version: number } | undefined
}

export const NO_PROMISES: Promises = {
  receipts: new Set(),
  closed: new Set(),
  backups: new Set(),
  epochs: new Set(),
  cart: undefined,
}

const RECEIPT = /\bT\d{1,4}-\d{1,4}[A-Z]{0,3}-\d{6}\b/g
const CLOSED = /"session":"([0-9a-f-]{36})","openedAt":\d+,"closedAt":\d+/g
const CART = /"outcome":"added","draft":\{"id":"([0-9a-f-]{36})","version":(\d+)/g

const BACKUP = /^kept (.+)\.$/gm
const RESTORED = /^restored ([0-9a-f-]{36})\.$/gm

export function heardIn(before: Promises, step: Step): Promises {
  if (step.kind !== 'said') return before
  const { text } = step
  const cart = [...text.matchAll(CART)].at(-1)
  return {
    receipts: joined(before.receipts, text.match(RECEIPT) ?? []),
    closed: joined(before.closed, named(text, CLOSED)),
    backups: joined(before.backups, named(text, BACKUP)),
    epochs: joined(before.epochs, named(text, RESTORED)),
    cart: cart ? { draft: cart[1] ?? '', version: Number(cart[2]) } : before.cart,
  }
}

/** How much was promised, but for the cart. */
export function countOf({ receipts, closed, backups, epochs }: Promises): number {
  return receipts.size + closed.size + backups.size + epochs.size
}

function joined(before: ReadonlySet<string>, more: readonly string[]): ReadonlySet<string> {
  return more.length === 0 ? before : new Set([...before, ...more])
}

function named(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '')
}
