/** What appears in the cart where a line would have: a scan that did not become one. */
import type { ScanAnswer } from '../../src/contract/terminal/commands.ts'
import type { SellableView } from '../../src/contract/terminal/views.ts'
import type { Quantity } from '../../src/domain/quantity.ts'

export type Notice =
  | { readonly kind: 'unknown'; readonly text: string; readonly quantity: Quantity }
  | {
      readonly kind: 'choose'
      readonly text: string
      readonly quantity: Quantity
      readonly choices: readonly SellableView[]
    }
  | {
      readonly kind: 'blocked'
      readonly text: string
      readonly quantity: Quantity
      readonly name: string
      readonly reason: string
    }

/** The notice that an answer calls for; null where the cart itself shows it. */
export function noticeOf(answer: ScanAnswer, quantity: Quantity): Notice | null {
  switch (answer.outcome) {
    case 'added':
    case 'receipt':
      return null
    case 'unknown':
      return { kind: 'unknown', text: answer.text, quantity }
    case 'choose':
      return { kind: 'choose', text: answer.text, quantity, choices: answer.choices }
    case 'blocked':
      return {
        kind: 'blocked',
        text: answer.text,
        quantity,
        name: answer.name,
        reason: answer.reason,
      }
  }
}
