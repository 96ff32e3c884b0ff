/**
 * The money that a sale in progress has taken already. It is part of the draft, so whatever dies
 * finds it there again. While there is any, the lines stand: what is to be paid must not move under
 * the money.
 */
import { fail, succeed, type Result } from '../failure.ts'
import { minor, sum, type Minor } from '../money.ts'
import type { Act } from './cart.ts'
import type { Draft, Taken, Undone } from './draft.ts'
import { roundCash, TENDERS_LIMIT, type Tender } from './tender.ts'

export interface Balance {
  /** What is still to be paid. */
  readonly due: Minor
  /** The same as cash can pay it. */
  readonly cashDue: Minor
}

/** `total` is what the lines come to. */
export function balanceOf(
  { tenders, tip }: Pick<Draft, 'tenders' | 'tip'>,
  total: Minor,
  smallestCoin: number | undefined,
): Balance {
  const due = minor(total + tip - sum(tenders.map(({ tender }) => tender.amount)))
  return { due, cashDue: roundCash(due, smallestCoin) }
}

export function tendersOf({ tenders }: Pick<Draft, 'tenders'>): Tender[] {
  return tenders.map(({ tender }) => tender)
}

/** A part of what is due. The last place of a sale is for the tender that ends it. */
export function takeTender(draft: Draft, taken: Taken): Result<Draft> {
  if (draft.tenders.length >= TENDERS_LIMIT - 1) {
    return fail('limit-tenders', { limit: TENDERS_LIMIT })
  }
  return succeed(next(draft, { tenders: [...draft.tenders, taken] }))
}

/** The money goes back to the customer, and that it was there stays known. */
export function undoTender(draft: Draft, id: string, act: Act): Result<Draft> {
  const taken = draft.tenders.find((each) => each.id === id)
  if (!taken) return fail('tender-unknown')
  if (draft.undone.length >= TENDERS_LIMIT) return fail('limit-tenders', { limit: TENDERS_LIMIT })
  const tenders = draft.tenders.filter((each) => each.id !== id)
  return succeed(next(draft, { tenders, undone: [...draft.undone, undoneOf(taken, act)] }))
}

/** All that is still there goes back: a payment card's is undone by its device, one by one. */
export function undoAll({ tenders, undone }: Draft, act: Act): Result<readonly Undone[]> {
  if (tenders.some(({ tender }) => tender.kind === 'card')) return fail('tenders-taken')
  return succeed([...undone, ...tenders.map((taken) => undoneOf(taken, act))])
}

/**
 * What the customer gives on top, never part of the total. More than the goods cost is taken for a
 * slip of the finger (`limit-amount`), and so is less than what was paid already.
 */
export function setTip(draft: Draft, tip: Minor, total: Minor): Result<Draft> {
  const after = next(draft, { tip })
  const isFine = tip >= 0 && tip <= total && balanceOf(after, total, undefined).due >= 0
  return isFine ? succeed(after) : fail('limit-amount')
}

function undoneOf({ tender }: Taken, { at, by }: Act): Undone {
  return { tender, at, by }
}

function next(draft: Draft, change: Partial<Draft>): Draft {
  return { ...draft, ...change, version: draft.version + 1 }
}
