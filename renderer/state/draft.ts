/** Taking over a draft that the core answered or announced. */
import type { DraftView, LineView } from '../../src/contract/terminal/views.ts'
import { SELL, type Step, type TerminalState } from './state.ts'

/** All else of a line is set when it comes. */
const LINE_KEYS = [
  ...(['name', 'size', 'unit', 'quantity', 'unitPrice', 'amount', 'rungAt', 'note'] as const),
]

/** What one discount is does not change: its source, what it takes off, and from how much. */
function areSame(a: LineView['discounts'], b: LineView['discounts']): boolean {
  return (
    a.length === b.length &&
    a.every(({ source, amount, how }, index) => {
      const other = b[index]
      const isOne = other?.source === source && other.amount === amount
      return isOne && other.how.of === how.of && other.how.quantity === how.quantity
    })
  )
}

function isSameLine(a: LineView, b: LineView): boolean {
  return LINE_KEYS.every((key) => a[key] === b[key]) && areSame(a.discounts, b.discounts)
}

/**
 * Keeps the objects of unchanged lines, and the list where none changed, so that only what changed
 * is drawn again: the core tells of a scan twice, by its answer and by its event.
 */
function sharedLines(before: LineView[], after: LineView[]): LineView[] {
  const known = new Map(before.map((line) => [line.id, line]))
  const lines = after.map((line) => {
    const old = known.get(line.id)
    return old && isSameLine(old, line) ? old : line
  })
  const isSame =
    lines.length === before.length && lines.every((line, index) => line === before[index])
  return isSame ? before : lines
}

/** An answer can arrive after the event that overtook it: an older version changes nothing. */
function isStale(state: TerminalState, draft: DraftView): boolean {
  if (state.sold?.sale === draft.id) return true
  return state.draft?.id === draft.id && draft.version < state.draft.version
}

/** A card payment that is not over holds the pay column, also after a restart of anything. */
function stepFor(state: TerminalState, draft: DraftView): Step {
  const { step } = state
  if (draft.payment?.state === 'unknown') {
    const isShown = step.name === 'card' && (step.phase === 'unknown' || step.phase === 'asking')
    return isShown ? step : { name: 'card', phase: 'unknown', reason: '' }
  }
  if (draft.payment) {
    const phase = draft.payment.kind === 'payment' ? 'waiting' : 'returning'
    return step.name === 'card' ? step : { name: 'card', phase, reason: '' }
  }
  const isNewCustomer = state.draft !== null && state.draft.id !== draft.id
  const isGrown = draft.lines.length > 0 && step.name === 'done'
  if (isGrown || (isNewCustomer && step.name !== 'done')) return SELL
  if (step.name === 'quantity' && !draft.lines.some((line) => line.id === step.line)) return SELL
  return step
}

function selectionFor(state: TerminalState, draft: DraftView): string | null {
  const has = (id: string | null) => draft.lines.some((line) => line.id === id)
  if (draft.touched !== null && has(draft.touched)) return draft.touched
  if (has(state.selected)) return state.selected
  // The selected line is gone: the one that took its place, or else the last.
  const position = state.draft?.lines.findIndex((line) => line.id === state.selected) ?? -1
  return draft.lines[Math.max(position, 0)]?.id ?? draft.lines.at(-1)?.id ?? null
}

export function withDraft(state: TerminalState, draft: DraftView): TerminalState {
  if (isStale(state, draft)) return state
  const isNews = state.draft?.id !== draft.id || state.draft.version !== draft.version
  const lines = sharedLines(state.draft?.lines ?? [], draft.lines)
  const step = stepFor(state, draft)
  const isSame = state.draft?.id === draft.id
  // What was asked for one cart is not approved for the next, nor answered in it.
  const approval = isSame ? state.approval : null
  const questions = isSame || state.draft === null ? state.questions : []
  const next = { ...state, draft: { ...draft, lines }, step, approval, questions }
  if (!isNews) return next
  const lit =
    draft.touched !== null && state.draft !== null
      ? { line: draft.touched, turn: (state.lit?.turn ?? 0) + 1 }
      : null
  return { ...next, lit, selected: selectionFor(state, draft) }
}
