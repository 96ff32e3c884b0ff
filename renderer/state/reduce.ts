/** How each change makes the next state. Pure: no clock, no connection, no sound. */
import type { TerminalEvent } from '../../src/contract/terminal/events.ts'
import type { SaleView, StatusView } from '../../src/contract/terminal/views.ts'
import type { ScanAnswer } from '../../src/contract/terminal/commands.ts'
import type { Bench } from './bench.ts'
import type { Change } from './change.ts'
import type { LinkState } from '../connection/connection.ts'
import { withDraft } from './draft.ts'
import { emptyEntry, typed } from './entry.ts'
import { noticeOf } from './notice.ts'
import {
  isAsking,
  markedBy,
  questionOf,
  QUESTIONS_LIMIT,
  type Question,
  type Questions,
} from './questions.ts'
import { isCardOver, SELL, type TerminalState } from './state.ts'

export function reduce(state: TerminalState, change: Change): TerminalState {
  switch (change.kind) {
    case 'link':
      return linked(state, change.link)
    case 'event':
      return heard(state, change.event)
    case 'scanning':
      return scanning(state)
    case 'scanned':
      return scanned(state, change)
    case 'asked':
      return asked(state, change.question)
    case 'answered':
      return answered(state, change)
    case 'withdrawn':
      return { ...state, questions: without(state, change.key) }
    case 'drafted':
      return withDraft({ ...state, notice: null, trouble: null }, change.draft)
    case 'sold':
      return sold(state, change.sale)
    case 'typed':
      return { ...toSelling(state), entry: typed(state.entry, change.text), trouble: null }
    case 'entry-cleared':
      return { ...state, entry: emptyEntry }
    case 'step-over':
      return state.step === change.step ? { ...state, step: SELL } : state
    case 'step':
      return { ...state, step: change.step, trouble: null, notice: null, panel: null }
    case 'selected':
      return { ...state, selected: change.line }
    case 'moved':
      return { ...state, selected: neighbour(state, change.by) }
    case 'panel':
      return { ...state, panel: change.panel, returning: null, layaway: null }
    case 'layaway':
      return { ...state, panel: 'layaways', returning: null, layaway: change.park }
    case 'returning':
      return { ...state, panel: 'returns', returning: change.receipt, layaway: null }
    case 'panel-over':
      return state.panel === change.panel ? { ...state, panel: null, returning: null } : state
    case 'closing':
      return { ...cleared(state), closing: change.closing }
    case 'reading':
      return reading(state, change.what)
    case 'aside':
      return { ...state, aside: change.aside }
    case 'goods-desk': {
      const labelling = change.goodsDesk.shown ? null : state.labelling
      return { ...state, labelling, goodsDesk: { ...state.goodsDesk, ...change.goodsDesk } }
    }
    case 'bench':
      return benched(state, change.bench)
    case 'labelling':
      return { ...state, labelling: change.of, trouble: null }
    case 'trouble':
      return { ...state, trouble: change.trouble }
    case 'approval':
      return { ...state, approval: change.approval, trouble: null }
    case 'approval-failed':
      return state.approval
        ? { ...state, approval: { ...state.approval, trouble: change.trouble } }
        : { ...state, trouble: change.trouble }
    case 'back':
      return back(state)
  }
}

/** After a broken link everything that was read before may be old. */
function linked(state: TerminalState, link: LinkState): TerminalState {
  if (state.link === link) return state
  return { ...state, link, goods: link === 'open' ? state.goods + 1 : state.goods }
}

function heard(state: TerminalState, event: TerminalEvent): TerminalState {
  switch (event.kind) {
    case 'shop':
      return { ...state, shop: event.shop }
    case 'status':
      return told(state, event.status)
    case 'draft':
      return withDraft(state, event.draft)
    case 'scanned':
      return scanned(scanning(state), { answer: event.answer, quantity: null })
    case 'sold':
      return sold(state, event.sale)
    case 'sales-changed':
      return { ...state, sales: state.sales + 1 }
    case 'verification-changed':
      return { ...state, verified: state.verified + 1 }
    case 'goods-changed':
      return { ...state, goods: state.goods + 1 }
  }
}

/** What one person had open is not the next person's. */
function told(state: TerminalState, status: StatusView): TerminalState {
  const { person, till } = state.status ?? {}
  if (status.person?.id !== person?.id) return { ...toNextPerson(state), status }
  // Where the till was opened or closed, another screen is shown.
  return { ...state, status, aside: status.till?.session === till?.session ? state.aside : null }
}

function toNextPerson(state: TerminalState): TerminalState {
  const nothing = { closing: null, reading: null, questions: [] }
  return { ...cleared(state), step: state.step, notice: state.notice, ...nothing }
}

/** What the last sale left on the screen is no part of the count, nor of the next session. */
function cleared(state: TerminalState): TerminalState {
  const nothingOpen = { panel: null, approval: null, trouble: null, notice: null, aside: null }
  return { ...state, ...nothingOpen, step: SELL, entry: emptyEntry }
}

/** Typing or scanning after a finished sale begins the next one. */
function toSelling(state: TerminalState): TerminalState {
  return state.step.name === 'done' ? { ...state, step: SELL } : state
}

type Scanned = Omit<Extract<Change, { kind: 'scanned' }>, 'kind'>

/** A payment under way keeps its column; everything else gives way to what is scanned. */
function scanning(state: TerminalState): TerminalState {
  const step = state.step.name === 'card' ? state.step : SELL
  const panel = state.panel === 'calibration' ? state.panel : null
  return { ...state, step, panel, notice: null, trouble: null, entry: emptyEntry }
}

function scanned(state: TerminalState, { answer, quantity, goods }: Scanned): TerminalState {
  if (isAsking(answer)) {
    const { text, symbology } = answer
    const from = goods
      ? ({ kind: 'goods', goods } as const)
      : ({ kind: 'scan', text, symbology } as const)
    const key = String(state.asked + 1)
    return asked(state, questionOf(answer, from, { key, quantity, answers: {} }))
  }
  // The number on a box answers the question for it, and is no unknown goods.
  if (answer.outcome === 'unknown' && markedBy(state.questions)) return state
  const next = { ...state, notice: noticeOf(answer, quantity) }
  if (answer.outcome === 'receipt') return { ...next, panel: 'returns', returning: answer.number }
  // The core keeps the code that it read to itself, and names the card.
  if (answer.outcome === 'gift-card') {
    return { ...next, step: { name: 'gift-card', code: answer.card ?? '' } }
  }
  return came(next, answer)
}

function asked(state: TerminalState, question: Question): TerminalState {
  if (state.questions.length >= QUESTIONS_LIMIT) {
    const text = question.from.kind === 'scan' ? question.from.text : question.from.goods.name
    const name = text
    return {
      ...state,
      notice: { kind: 'blocked', text, name, quantity: question.quantity, reason: 'question-open' },
    }
  }
  const questions = [...state.questions, question]
  return { ...toSelling(state), questions, asked: state.asked + 1, notice: null, trouble: null }
}

type Answered = Omit<Extract<Change, { kind: 'answered' }>, 'kind'>

function answered(state: TerminalState, { key, from, answer, answers }: Answered): TerminalState {
  const before = state.questions.find((each) => each.key === key)
  if (!before) return came(state, answer)
  if (isAsking(answer)) {
    const number = state.asked + 1
    const known = { key: String(number), quantity: before.quantity, answers }
    const next = questionOf(answer, from, known)
    const questions = state.questions.map((each) => (each === before ? next : each))
    return { ...state, questions, asked: number, trouble: null }
  }
  const rest = { ...state, questions: without(state, key), trouble: null }
  return came({ ...rest, notice: noticeOf(answer, before.quantity) }, answer)
}

function came(state: TerminalState, answer: ScanAnswer): TerminalState {
  if (answer.outcome !== 'added') return state
  // A line that came into the cart is seen: the drawer is counted when it is empty again.
  const closing = state.closing?.phase === 'count' ? null : state.closing
  return withDraft({ ...state, closing }, answer.draft)
}

function without({ questions }: TerminalState, key: string): Questions {
  return questions.filter((each) => each.key !== key)
}

function sold(state: TerminalState, sale: SaleView): TerminalState {
  if (state.sold?.sale === sale.sale) return state
  return {
    ...state,
    sold: sale,
    step: { name: 'done', sale },
    entry: emptyEntry,
    notice: null,
    trouble: null,
    approval: null,
    lit: null,
  }
}

function reading(state: TerminalState, what: TerminalState['reading']): TerminalState {
  const nothing = { panel: null, trouble: null, approval: null, labelling: null, aside: null }
  return { ...state, ...nothing, reading: what }
}

/** What labels were proposed of is another list by then. */
function benched(state: TerminalState, change: Partial<Bench>): TerminalState {
  const { bench, labelling } = state
  const { sheet = bench.sheet } = change
  const isSame = sheet?.sheet === bench.sheet?.sheet && sheet?.version === bench.sheet?.version
  return { ...state, bench: { ...bench, ...change }, labelling: isSame ? labelling : null }
}

function neighbour(state: TerminalState, by: 1 | -1): string | null {
  const lines = state.draft?.lines ?? []
  const position = lines.findIndex((line) => line.id === state.selected)
  const from = position === -1 ? (by === 1 ? -1 : lines.length) : position
  const target = Math.min(Math.max(from + by, 0), lines.length - 1)
  return lines[target]?.id ?? null
}

function back(state: TerminalState): TerminalState {
  if (state.approval) return { ...state, approval: null }
  if (state.panel) return { ...state, panel: null }
  if (state.trouble) return { ...state, trouble: null }
  if (state.notice) return { ...state, notice: null }
  const { step } = state
  const isOver = step.name === 'card' && isCardOver(step.phase)
  if (step.name === 'card' && !isOver) return state
  if (step.name !== 'sell') return { ...state, step: SELL }
  return { ...state, entry: emptyEntry }
}
