/** The acts on a draft. Each is pure: a draft and what was done make the next draft, or a failure. */
import { fail, succeed, type Result } from '../failure.ts'
import { quantity, QUANTITY_LIMIT, type Quantity } from '../quantity.ts'
import { LINES_LIMIT, REMOVALS_LIMIT, STEPS_LIMIT } from './draft.ts'
import type { Draft, Line, Removal, Step } from './draft.ts'

/** When and by whom an act was done: what a removal records. */
export interface Act {
  readonly at: number
  readonly by: string
}

function next(draft: Draft, change: Partial<Draft>, step: Step | undefined): Draft {
  const steps = step === undefined ? draft.steps : [...draft.steps, step].slice(-STEPS_LIMIT)
  return { ...draft, steps, ...change, version: draft.version + 1 }
}

function removalOf(line: Line, removed: Quantity, act: Act): Removal {
  const { id, variant, name, unitPrice } = line
  return { line: id, variant, name, quantity: removed, unitPrice, at: act.at, by: act.by }
}

function withRemoval(draft: Draft, removal: Removal): Removal[] {
  return [...draft.removals, removal].slice(-REMOVALS_LIMIT)
}

/** Two of the same thing share a line: same variant, rung at the same price, sold by the piece. */
function mergesWith(line: Line, added: Line): boolean {
  return (
    added.variant !== null &&
    line.variant === added.variant &&
    line.price === added.price &&
    line.unitPrice === added.unitPrice &&
    line.unit === 'piece'
  )
}

/** Puts a line in the cart, or raises the line that already holds the same thing at the same price. */
export function addLine(draft: Draft, line: Line): Result<Draft> {
  if (line.quantity <= 0) return fail('limit-amount')
  const existing = draft.lines.find((candidate) => mergesWith(candidate, line))
  if (existing) return raise(draft, existing, line.quantity)
  if (draft.lines.length >= LINES_LIMIT) return fail('limit-lines', { limit: LINES_LIMIT })
  const lines = [...draft.lines, line]
  return succeed(next(draft, { lines }, { kind: 'added', line: line.id }))
}

function raise(draft: Draft, line: Line, by: Quantity): Result<Draft> {
  const raised = line.quantity + by
  if (raised > QUANTITY_LIMIT) return fail('limit-amount')
  const step: Step = { kind: 'quantity', line: line.id, before: line.quantity }
  return succeed(next(draft, { lines: withQuantity(draft, line.id, quantity(raised)) }, step))
}

function withQuantity(draft: Draft, id: string, amount: Quantity): Line[] {
  return draft.lines.map((line) => (line.id === id ? { ...line, quantity: amount } : line))
}

/** Sets a line's quantity (above zero). Lowering it is a removal of the difference, and recorded as one. */
export function setQuantity(draft: Draft, id: string, amount: Quantity, act: Act): Result<Draft> {
  const line = draft.lines.find((candidate) => candidate.id === id)
  if (!line) return fail('line-unknown')
  if (amount <= 0 || amount > QUANTITY_LIMIT) return fail('limit-amount')
  const lowered = line.quantity - amount
  const removals =
    lowered > 0 ? withRemoval(draft, removalOf(line, quantity(lowered), act)) : draft.removals
  const step: Step = { kind: 'quantity', line: id, before: line.quantity }
  return succeed(next(draft, { lines: withQuantity(draft, id, amount), removals }, step))
}

/** Takes a line out; it stays known as a removal and can be put back by undo. */
export function removeLine(draft: Draft, id: string, act: Act): Result<Draft> {
  const position = draft.lines.findIndex((candidate) => candidate.id === id)
  const line = draft.lines[position]
  if (!line) return fail('line-unknown')
  const lines = draft.lines.toSpliced(position, 1)
  const removals = withRemoval(draft, removalOf(line, line.quantity, act))
  return succeed(next(draft, { lines, removals }, { kind: 'removed', line, position }))
}

/**
 * Takes back the last act. Undoing an addition is a removal like any other and is recorded;
 * undoing a removal puts the line back and leaves its record, since both did happen.
 */
export function undo(draft: Draft, act: Act): Result<Draft> {
  const step = draft.steps.at(-1)
  if (!step) return fail('nothing-to-undo')
  const before: Draft = { ...draft, steps: draft.steps.slice(0, -1) }
  const reached = takeBack(before, step, act)
  return reached.ok ? succeed({ ...reached.value, steps: before.steps }) : reached
}

function takeBack(draft: Draft, step: Step, act: Act): Result<Draft> {
  switch (step.kind) {
    case 'added':
      return removeLine(draft, step.line, act)
    case 'quantity':
      return setQuantity(draft, step.line, step.before, act)
    case 'removed':
      return succeed(
        next(draft, { lines: draft.lines.toSpliced(step.position, 0, step.line) }, undefined),
      )
  }
}
