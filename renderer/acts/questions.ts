/** Answering what is asked about goods: they are rung up again, with all that is known by then. */
import { v7 as newId } from 'uuid'
import type { ScanAnswer } from '../../src/contract/terminal/commands.ts'
import type { SellableView } from '../../src/contract/terminal/views.ts'
import type { Quantity } from '../../src/domain/quantity.ts'
import { lotSchema, serialSchema } from '../../src/domain/selling/line-detail.ts'
import type { Answers } from '../../src/domain/selling/needs.ts'
import type { Answer } from '../connection/trouble.ts'
import { firstNeed, markedBy, type Question } from '../state/questions.ts'
import { command, guarded, shown, type Desk } from './desk.ts'

/** Asks the core for goods as they were scanned or chosen, with what was answered. */
export function rungUp(
  desk: Desk,
  from: Question['from'],
  quantity: Quantity | null,
  answers?: Answers,
): Promise<Answer<ScanAnswer>> {
  const known = { quantity, ...(answers && { answers }) }
  if (from.kind === 'scan') {
    const { text, symbology } = from
    return command(desk, (client, own) => client.draft.scan({ ...own, text, symbology, ...known }))
  }
  const { variant, packQuantity } = from.goods
  const barcode = from.goods.barcode === null ? null : { gtin: from.goods.barcode, packQuantity }
  return command(desk, (client, own) => client.draft.add({ ...own, variant, barcode, ...known }))
}

/** A question of the screen's own: which one of a product's variants. */
export async function askFamily(
  desk: Desk,
  product: string,
  quantity: Quantity | null,
): Promise<void> {
  const asked = await desk.connection.ask((client) => client.catalogue.family({ product }))
  const choices = shown(desk, asked)
  const [first] = choices ?? []
  if (!choices || !first) return
  const question: Question = {
    ...{ key: newId(), from: { kind: 'goods', goods: first }, quantity, answers: {} },
    asks: { kind: 'choose', choices },
  }
  desk.store.change({ kind: 'asked', question })
}

export async function choose(desk: Desk, question: Question, goods: SellableView): Promise<void> {
  if (question.from.kind === 'goods') {
    return resume(desk, { ...question, from: { kind: 'goods', goods } }, {})
  }
  const { variant, packQuantity } = goods
  return resume(desk, question, { variant: { id: variant, packQuantity } })
}

/** Gives one more answer. What was answered wrongly is asked again; what was refused is over. */
export async function resume(desk: Desk, question: Question, more: Answers): Promise<void> {
  const next = await guarded(desk, (desk) => desk.inTurn(() => answered(desk, question, more)))
  // Who is old enough for one is old enough for the next: it is not asked twice.
  if (next && firstNeed(next)?.kind === 'age') await resume(desk, next, {})
}

/** Answers the question that is next, where this one's goods came into the cart. */
async function answered(
  desk: Desk,
  { from, quantity, key, answers: before }: Question,
  more: Answers,
): Promise<Question | undefined> {
  const answers = { ...before, ...more }
  const asked = await rungUp(desk, from, quantity, answers)
  if (!asked.ok && asked.trouble.code === 'age-refused') {
    desk.store.change({ kind: 'withdrawn', key })
  }
  const answer = shown(desk, asked)
  if (!answer) return undefined
  desk.store.change({ kind: 'answered', key, from, answer, answers })
  desk.tones.play(answer.outcome === 'added' ? 'found' : 'unknown')
  return answer.outcome === 'added' ? desk.store.state().questions[0] : undefined
}

/** True where a code that belongs to no goods was the number that is asked for. */
export function answersMark(desk: Desk, answer: ScanAnswer): boolean {
  if (answer.outcome !== 'unknown') return false
  const question = markedBy(desk.store.state().questions)
  if (!question) return false
  void resume(desk, question, markOf(question, answer.text.trim()))
  return true
}

/** A number that is too long or has other signs is sent as it is: the core says what is wrong. */
export function markOf(question: Question, text: string): Answers {
  return firstNeed(question)?.kind === 'serial' ? { serial: text } : { lot: text }
}

export function isMark(question: Question, text: string): boolean {
  const schema = firstNeed(question)?.kind === 'serial' ? serialSchema : lotSchema
  return schema.safeParse(text).success
}

/** Nobody answers: it is not sold. For an age that is a refusal, and logged as one. */
export function putAside(desk: Desk, question: Question): void {
  if (firstNeed(question)?.kind === 'age')
    void resume(desk, question, { age: { how: 'not-shown' } })
  else desk.store.change({ kind: 'withdrawn', key: question.key })
}
