/**
 * The acts on a draft. Each is pure: a draft and what was done make the next draft, or a failure.
 */
import { CLAIMS_LIMIT } from '../claim.ts'
import { fail, succeed, type Result } from '../failure.ts'
import { MINOR_LIMIT, multiplyDivided, UNIT_PRICE_SCALE } from '../money.ts'
import { quantity, QUANTITY_LIMIT, QUANTITY_SCALE, type Quantity } from '../quantity.ts'
import { LINES_LIMIT, MOVEMENTS_LIMIT, REMOVALS_LIMIT, STEPS_LIMIT, TAXES_LIMIT } from './draft.ts'
import type { Draft, Line, Removal, Step } from './draft.ts'
import { takeBackPrice } from './discounting.ts'
import { leaving } from './sale.ts'
import { countTaxes } from '../pricing/tax.ts'

/** The most that a cart may come to before tax; taxes on top still fit into one figure. */
export const CART_AMOUNT_LIMIT = MINOR_LIMIT / 10

/** When and by whom an act was done: what a removal records. */
export interface Act {
  readonly at: number
  readonly by: string
}

/**
 * Puts a line in the cart, or raises the line that already holds the same thing at the same price.
 */
export function addLine(draft: Draft, line: Line): Result<Draft> {
  if (!isSaleable(line, line.quantity)) return fail('limit-amount')
  const existing = draft.lines.find((candidate) => mergesWith(candidate, line))
  if (existing) return resize(draft, existing, existing.quantity + line.quantity)
  if (draft.lines.length >= LINES_LIMIT) return fail('limit-lines', { limit: LINES_LIMIT })
  const lines = [...draft.lines, line]
  return withinLimits(next(draft, { lines }, { kind: 'added', line: line.id }))
}

/**
 * Puts goods that come back in the cart, each return a line of its own; what goes back for them is
 * fixed, so that no other act changes it.
 */
export function addReturn(draft: Draft, line: Line): Result<Draft> {
  if (draft.lines.length >= LINES_LIMIT) return fail('limit-lines', { limit: LINES_LIMIT })
  const returns = draft.lines.filter(({ returned }) => returned !== undefined)
  if (returns.length >= CLAIMS_LIMIT) return fail('limit-lines', { limit: CLAIMS_LIMIT })
  const lines = [...draft.lines, line]
  return withinLimits(next(draft, { lines }, { kind: 'added', line: line.id }))
}

/**
 * Sets a line's quantity (above zero). Lowering it is a removal of the difference, and recorded as
 * one.
 */
export function setQuantity(draft: Draft, id: string, amount: Quantity, act: Act): Result<Draft> {
  const line = draft.lines.find((candidate) => candidate.id === id)
  if (!line) return fail('line-unknown')
  if (amount === line.quantity) return succeed(draft)
  if (amount > line.quantity) return resize(draft, line, amount)
  const resized = resize(draft, line, amount)
  if (!resized.ok) return resized
  return remember(resized.value, line, quantity(line.quantity - amount), act)
}

/** Takes a line out; it stays known as a removal and can be put back by undo. */
export function removeLine(draft: Draft, id: string, act: Act): Result<Draft> {
  const position = draft.lines.findIndex((candidate) => candidate.id === id)
  const line = draft.lines[position]
  if (!line) return fail('line-unknown')
  const lines = draft.lines.toSpliced(position, 1)
  // Goods that come back are claimed anew when they are put in the cart again.
  const step: Step | undefined = line.returned ? undefined : { kind: 'removed', line, position }
  const removed = next(draft, { lines }, step)
  return remember(removed, line, line.quantity, act)
}

/**
 * Takes back the last act. Undoing an addition is a removal like any other and is recorded;
 * undoing a removal puts the line back and leaves its record, since both did happen.
 */
export function undo(draft: Draft, act: Act): Result<Draft> {
  const step = draft.steps.at(-1)
  if (!step) return fail('nothing-to-undo')
  const reached = takeBack(draft, step, act)
  return reached.ok ? succeed({ ...reached.value, steps: draft.steps.slice(0, -1) }) : reached
}

/** Says whose purchase it is, or that nobody knows. It may be what a cart begins with. */
export function setCustomer(draft: Draft, customer: string | null, at: number): Draft {
  if ((draft.customer ?? null) === customer) return draft
  return next(draft, { customer, openedAt: draft.version === 0 ? at : draft.openedAt })
}

function takeBack(draft: Draft, step: Step, act: Act): Result<Draft> {
  switch (step.kind) {
    case 'added':
      return removeLine(draft, step.line, act)
    case 'quantity':
      return setQuantity(draft, step.line, step.before, act)
    case 'removed':
      return succeed(next(draft, { lines: draft.lines.toSpliced(step.position, 0, step.line) }))
    case 'priced':
    case 'given':
      return succeed(takeBackPrice(draft, step))
  }
}

function next(draft: Draft, change: Partial<Draft>, step?: Step): Draft {
  const steps = step === undefined ? draft.steps : [...draft.steps, step].slice(-STEPS_LIMIT)
  return { ...draft, steps, ...change, version: draft.version + 1 }
}

function resize(draft: Draft, line: Line, amount: number): Result<Draft> {
  if (!isSaleable(line, amount)) return fail('limit-amount')
  const resized = { ...line, quantity: quantity(amount) }
  const lines = draft.lines.map((each) => (each.id === line.id ? resized : each))
  const step: Step = { kind: 'quantity', line: line.id, before: line.quantity }
  return withinLimits(next(draft, { lines }, step))
}

function remember(draft: Draft, line: Line, removed: Quantity, act: Act): Result<Draft> {
  if (draft.removals.length >= REMOVALS_LIMIT) {
    return fail('limit-removals', { limit: REMOVALS_LIMIT })
  }
  const { id, variant, name, unitPrice } = line
  const removal: Removal = { line: id, variant, name, quantity: removed, unitPrice, ...act }
  return succeed({ ...draft, removals: [...draft.removals, removal] })
}

/** Pieces are sold whole. */
function isSaleable(line: Pick<Line, 'unit'>, amount: number): boolean {
  if (amount <= 0 || amount > QUANTITY_LIMIT) return false
  return line.unit !== 'piece' || amount % QUANTITY_SCALE === 0
}

/** A cart is never more than its sale could hold: what is in it can always be paid. */
function withinLimits(draft: Draft): Result<Draft> {
  let worth = 0
  for (const { unitPrice, quantity } of draft.lines) {
    worth += multiplyDivided(unitPrice, Math.abs(quantity), UNIT_PRICE_SCALE * QUANTITY_SCALE)
  }
  const moved = leaving(draft.lines)
  const most = Math.max(0, ...[...moved.values()].map(Math.abs))
  if (worth > CART_AMOUNT_LIMIT || most > QUANTITY_LIMIT) return fail('limit-amount')
  const isFull = moved.size > MOVEMENTS_LIMIT || countTaxes(draft.lines) > TAXES_LIMIT
  return isFull ? fail('limit-lines', { limit: LINES_LIMIT }) : succeed(draft)
}

/**
 * Two of the same thing share a line: same variant, price and taxes, sold by the piece. What a
 * person gave on a line is for what was on it then.
 */
function mergesWith(line: Line, added: Line): boolean {
  return (
    added.variant !== null &&
    line.returned === undefined &&
    line.variant === added.variant &&
    line.price === added.price &&
    line.unitPrice === added.unitPrice &&
    (line.discounts ?? []).length === 0 &&
    line.priceChange === undefined &&
    line.unit === 'piece' &&
    line.taxClass === added.taxClass &&
    line.rates.length === added.rates.length &&
    line.rates.every(({ code, rate }, index) => {
      const other = added.rates[index]
      return other?.code === code && other.rate === rate
    })
  )
}
