/**
 * The acts on a draft. Each is pure: a draft and what was done make the next draft, or a failure.
 */
import { CLAIMS_LIMIT } from '../claim.ts'
import { fail, succeed, type Result } from '../failure.ts'
import { MINOR_LIMIT, multiplyDivided, UNIT_PRICE_SCALE } from '../money.ts'
import { quantity, QUANTITY_LIMIT, QUANTITY_SCALE, times, type Quantity } from '../quantity.ts'
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
 * Puts a line in the cart with what belongs to it (deposit, add-ons: same quantity × `per`), or
 * raises the line that already holds the same thing at the same price with the same company.
 */
export function addLine(draft: Draft, line: Line, company: readonly Line[] = []): Result<Draft> {
  if (!isSaleable(line, line.quantity)) return fail('limit-amount')
  const existing = draft.lines.find((candidate) => mergesWith(draft, candidate, line, company))
  if (existing) return resize(draft, existing, existing.quantity + line.quantity)
  if (draft.lines.length + company.length >= LINES_LIMIT) {
    return fail('limit-lines', { limit: LINES_LIMIT })
  }
  const lines = [...draft.lines, line, ...company]
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
 * Sets a line's quantity, on its own side of zero; what belongs to it follows. Lowering it is a
 * removal of the difference, and recorded as one.
 */
export function setQuantity(draft: Draft, id: string, amount: Quantity, act: Act): Result<Draft> {
  const line = draft.lines.find((candidate) => candidate.id === id)
  if (!line) return fail('line-unknown')
  if (line.belongsTo) return fail('line-linked')
  if (amount === line.quantity) return succeed(draft)
  if (Math.abs(amount) > Math.abs(line.quantity)) return resize(draft, line, amount)
  const resized = resize(draft, line, amount)
  if (!resized.ok) return resized
  const lowered = familyOf(draft, line).map((before) => ({
    line: before,
    removed: quantity(before.quantity - (find(resized.value, before.id)?.quantity ?? 0)),
  }))
  return remember(resized.value, lowered, act)
}

/**
 * Takes a line out with all that belongs to it; they stay known as removals and can be put back by
 * undo. A deposit goes with its line and never alone.
 */
export function removeLine(draft: Draft, id: string, act: Act): Result<Draft> {
  const position = draft.lines.findIndex((candidate) => candidate.id === id)
  const line = draft.lines[position]
  if (!line) return fail('line-unknown')
  if (line.belongsTo?.as === 'deposit') return fail('line-linked')
  const family = familyOf(draft, line)
  const lines = draft.lines.toSpliced(position, family.length)
  // Goods that come back are claimed, or brought, anew when they are put in the cart again.
  const isBack = (line.returned ?? line.unproven) !== undefined
  const removed = isBack
    ? next(draft, { lines, steps: stepsWithout(draft, id) })
    : next(draft, { lines }, { kind: 'removed', lines: family, position })
  return remember(
    removed,
    family.map((each) => ({ line: each, removed: each.quantity })),
    act,
  )
}

/** There is no way back to what was done to a line that is gone for good. */
function stepsWithout({ steps }: Draft, id: string): Step[] {
  return steps.filter((step) => !('line' in step) || step.line !== id)
}

/**
 * Once more what the last act put into the cart: the six of a six-pack, one where it was lowered.
 * What is weighed or has a number of its own is another one, and scanned.
 */
export function repeatLast(draft: Draft): Result<Draft> {
  const step = draft.steps.findLast(
    (each): each is Extract<Step, { kind: 'added' | 'quantity' }> =>
      (each.kind === 'added' || each.kind === 'quantity') && find(draft, each.line) !== undefined,
  )
  const line = step && find(draft, step.line)
  if (!line) return fail('nothing-to-repeat')
  if (line.unit !== 'piece' || line.serial !== undefined || line.label || line.load || line.kept) {
    return fail('repeat-scan')
  }
  const last = line.quantity - (step.kind === 'quantity' ? step.before : 0)
  const one = line.isDepositBack ? -QUANTITY_SCALE : QUANTITY_SCALE
  return resize(draft, line, line.quantity + (last * one > 0 ? last : one))
}

/** Writes a note on a line, or on the sale where `id` is null; an empty one takes it away. */
export function setNote(draft: Draft, id: string | null, note: string): Result<Draft> {
  const line = id === null ? undefined : find(draft, id)
  if (id !== null && !line) return fail('line-unknown')
  const before = (id === null ? draft.note : line?.note) ?? ''
  if (note === before) return succeed(draft)
  const lines = draft.lines.map((each) => (each.id === id ? noted(each, note) : each))
  const changed = next(draft, { lines }, { kind: 'note', line: id, before })
  return succeed(id === null ? noted(changed, note) : changed)
}

function noted<Noted extends { readonly note?: string | undefined }>(
  { note: _, ...rest }: Noted,
  note: string,
): Noted {
  return (note === '' ? rest : { ...rest, note }) as Noted
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
      return succeed(next(draft, { lines: draft.lines.toSpliced(step.position, 0, ...step.lines) }))
    case 'priced':
    case 'given':
      return succeed(takeBackPrice(draft, step))
    case 'note':
      return setNote(draft, step.line, step.before)
  }
}

function find(draft: Draft, id: string): Line | undefined {
  return draft.lines.find((each) => each.id === id)
}

/** A line and what belongs to it: they stand together, the line first. */
function familyOf(draft: Draft, line: Line): Line[] {
  return [line, ...draft.lines.filter((each) => each.belongsTo?.line === line.id)]
}

function next(draft: Draft, change: Partial<Draft>, step?: Step): Draft {
  const steps = step === undefined ? draft.steps : [...draft.steps, step].slice(-STEPS_LIMIT)
  return { ...draft, steps, ...change, version: draft.version + 1 }
}

function resize(draft: Draft, line: Line, amount: number): Result<Draft> {
  if (line.serial !== undefined) return fail('serial-needed')
  if (line.load ?? line.kept) return fail('load-alone')
  // What comes back is what somebody brought: more of it is another return.
  if (line.returned ?? line.unproven) return fail('limit-amount')
  if (line.unit === 'piece' && amount % QUANTITY_SCALE !== 0) return fail('quantity-whole')
  if (!isSaleable(line, amount)) return fail('limit-amount')
  const resized = quantity(amount)
  const lines = draft.lines.map((each) => {
    if (each.id === line.id) return { ...each, quantity: resized }
    const { belongsTo } = each
    return belongsTo?.line === line.id ? { ...each, quantity: times(resized, belongsTo.per) } : each
  })
  const step: Step = { kind: 'quantity', line: line.id, before: line.quantity }
  return withinLimits(next(draft, { lines }, step))
}

interface Lowered {
  readonly line: Line
  readonly removed: Quantity
}

function remember(draft: Draft, lowered: readonly Lowered[], act: Act): Result<Draft> {
  if (draft.removals.length + lowered.length > REMOVALS_LIMIT) {
    return fail('limit-removals', { limit: REMOVALS_LIMIT })
  }
  const removals = lowered.map(({ line, removed }): Removal => {
    const { id, variant, name, unitPrice } = line
    return { line: id, variant, name, quantity: removed, unitPrice, ...act }
  })
  return succeed({ ...draft, removals: [...draft.removals, ...removals] })
}

/** Pieces are sold whole. Below zero stands what comes back: a bottle and its deposit. */
function isSaleable(line: Pick<Line, 'unit' | 'isDepositBack'>, amount: number): boolean {
  const most = line.isDepositBack ? -amount : amount
  if (most <= 0 || most > QUANTITY_LIMIT) return false
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

/** Two of the same thing share a line, where what belongs to them is the same too. */
function mergesWith(draft: Draft, line: Line, added: Line, company: readonly Line[]): boolean {
  if (line.belongsTo || !isSame(line, added)) return false
  const [, ...own] = familyOf(draft, line)
  return (
    own.length === company.length &&
    own.every((each, index) => {
      const other = company[index]
      return (
        other !== undefined &&
        isSame(each, other) &&
        each.belongsTo?.per === other.belongsTo?.per &&
        each.belongsTo?.as === other.belongsTo?.as
      )
    })
  )
}

/**
 * Same variant, price and taxes, by the piece and in the same direction, with nothing of its own.
 * What a person gave on a line is for what was on it then.
 */
function isSame(line: Line, added: Line): boolean {
  return (
    added.variant !== null &&
    line.returned === undefined &&
    line.variant === added.variant &&
    line.price === added.price &&
    line.unitPrice === added.unitPrice &&
    (line.discounts ?? []).length === 0 &&
    line.priceChange === undefined &&
    line.unit === 'piece' &&
    line.isDepositBack === added.isDepositBack &&
    line.taxClass === added.taxClass &&
    hasNothingOwn(line) &&
    hasNothingOwn(added) &&
    line.lot === added.lot &&
    line.expiry === added.expiry &&
    line.ageChecked === added.ageChecked &&
    line.rates.length === added.rates.length &&
    line.rates.every(({ code, rate }, index) => {
      const other = added.rates[index]
      return other?.code === code && other.rate === rate
    })
  )
}

/** What is true of one alone: its number, its label, what was wished for or noted. */
function hasNothingOwn({ serial, label, wishes, note, unproven }: Line): boolean {
  return (serial ?? label ?? wishes ?? note ?? unproven) === undefined
}
