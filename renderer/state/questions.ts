/**
 * What waits for an answer: goods that were scanned or chosen and are not sold yet. A scan never
 * ends in a question that is open; its own goes behind it, and none is lost.
 */
import type { ScanAnswer } from '../../src/contract/terminal/commands.ts'
import type { SellableView } from '../../src/contract/terminal/views.ts'
import type { Quantity } from '../../src/domain/quantity.ts'
import type { Answers, Need } from '../../src/domain/selling/needs.ts'

/** More than anybody scans without looking up; the next is told as blocked. */
export const QUESTIONS_LIMIT = 20

export interface Question {
  /** Tells it from the others, and from itself when it asks for more. */
  readonly key: string
  readonly from:
    | { readonly kind: 'scan'; readonly text: string; readonly symbology: string | null }
    | { readonly kind: 'goods'; readonly goods: SellableView }
  readonly quantity: Quantity | null
  /** What was answered so far. */
  readonly answers: Answers
  readonly asks:
    | { readonly kind: 'choose'; readonly choices: readonly SellableView[] }
    | { readonly kind: 'needs'; readonly goods: SellableView; readonly needs: readonly Need[] }
}

export type Questions = readonly Question[]

type Asking = Extract<ScanAnswer, { outcome: 'ask' | 'choose' }>

export function isAsking(answer: ScanAnswer): answer is Asking {
  return answer.outcome === 'ask' || answer.outcome === 'choose'
}

/** The question that an answer of the core calls for; `key` is new for each. */
export function questionOf(
  answer: Asking,
  from: Question['from'],
  known: Pick<Question, 'key' | 'quantity' | 'answers'>,
): Question {
  const asks: Question['asks'] =
    answer.outcome === 'choose'
      ? { kind: 'choose', choices: answer.choices }
      : { kind: 'needs', goods: answer.goods, needs: answer.needs }
  return { ...known, from, asks }
}

/** What is asked first; undefined where the choice between goods is open. */
export function firstNeed({ asks }: Question): Need | undefined {
  return asks.kind === 'needs' ? asks.needs[0] : undefined
}

/**
 * The question that a code which belongs to no goods answers: somebody scanned the number on the
 * box. Undefined where nothing asks for one.
 */
export function markedBy(questions: Questions): Question | undefined {
  const [first] = questions
  const kind = first && firstNeed(first)?.kind
  return kind === 'serial' || kind === 'lot' ? first : undefined
}
