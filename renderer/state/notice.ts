/** What appears in the cart where a line would have: a scan that did not become one. */
import type { ScanAnswer } from '../../src/contract/terminal/commands.ts'
import type { Quantity } from '../../src/domain/quantity.ts'

export type Notice =
  | {
      readonly kind: 'unknown' | 'repeated'
      readonly text: string
      readonly quantity: Quantity | null
    }
  | {
      readonly kind: 'blocked'
      readonly text: string
      readonly quantity: Quantity | null
      readonly name: string
      readonly reason: string
    }

/** The notice that an answer calls for; null where the cart or a question shows it. */
export function noticeOf(answer: ScanAnswer, quantity: Quantity | null): Notice | null {
  switch (answer.outcome) {
    case 'added':
    case 'receipt':
    case 'quote':
    case 'gift-card':
    case 'badge':
    case 'choose':
    case 'ask':
      return null
    case 'unknown':
    case 'repeated':
      return { kind: answer.outcome, text: answer.text, quantity }
    case 'blocked': {
      const { text, name, reason } = answer
      return { kind: 'blocked', text, quantity, name, reason }
    }
  }
}
