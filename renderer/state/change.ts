/** What can happen to the state of the screens. */
import type { ProposedLabels } from '../../src/contract/terminal/labels.ts'
import type { ScanAnswer } from '../../src/contract/terminal/commands.ts'
import type { TerminalEvent } from '../../src/contract/terminal/events.ts'
import type { DraftView, SaleView, SellableView } from '../../src/contract/terminal/views.ts'
import type { Quantity } from '../../src/domain/quantity.ts'
import type { Answers } from '../../src/domain/selling/needs.ts'
import type { LinkState } from '../connection/connection.ts'
import type { Trouble } from '../connection/trouble.ts'
import type { ApprovalAsked } from './approval.ts'
import type { Bench } from './bench.ts'
import type { GoodsDesk } from './goods-desk.ts'
import type { Question } from './questions.ts'
import type { Closing, Panel, ScanAside, Step, TerminalState } from './state.ts'

export type Change =
  | { readonly kind: 'link'; readonly link: LinkState }
  | { readonly kind: 'event'; readonly event: TerminalEvent }
  /** A code was scanned or typed: what is in its way gives way at once. */
  | { readonly kind: 'scanning' }
  /** And was answered. */
  | {
      readonly kind: 'scanned'
      readonly answer: ScanAnswer
      readonly quantity: Quantity | null
      /** Where goods were chosen and not scanned. */
      readonly goods?: SellableView
    }
  /** The screen asks by itself. */
  | { readonly kind: 'asked'; readonly question: Question }
  /** A question was answered; the answer may be another one. */
  | {
      readonly kind: 'answered'
      readonly key: string
      readonly from: Question['from']
      readonly answer: ScanAnswer
      readonly answers: Answers
    }
  /** What it asked about is not sold. */
  | { readonly kind: 'withdrawn'; readonly key: string }
  /** A command on the cart was answered. */
  | { readonly kind: 'drafted'; readonly draft: DraftView }
  | { readonly kind: 'sold'; readonly sale: SaleView }
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'entry-cleared' }
  /** A step that was asked for has done its work; one that was begun since is left alone. */
  | { readonly kind: 'step-over'; readonly step: Step }
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'selected'; readonly line: string | null }
  | { readonly kind: 'moved'; readonly by: 1 | -1 }
  | { readonly kind: 'panel'; readonly panel: Panel | null }
  /** The panel of what is laid away, with one of it or with all. */
  | { readonly kind: 'layaway'; readonly park: string | null }
  /** The panel of goods that come back, with the sale of this receipt. */
  | { readonly kind: 'returning'; readonly receipt: string }
  /** What a panel was open for is done; one that was opened since is left alone. */
  | { readonly kind: 'panel-over'; readonly panel: Panel | null }
  | { readonly kind: 'closing'; readonly closing: Closing | null }
  | { readonly kind: 'reading'; readonly what: TerminalState['reading'] }
  /** A scan came to a screen without a cart. */
  | { readonly kind: 'aside'; readonly aside: ScanAside }
  | { readonly kind: 'bench'; readonly bench: Partial<Bench> }
  | { readonly kind: 'goods-desk'; readonly goodsDesk: Partial<GoodsDesk> }
  | { readonly kind: 'labelling'; readonly of: ProposedLabels | null }
  | { readonly kind: 'trouble'; readonly trouble: Trouble | null }
  /** An act waits for a second person, or no longer does. */
  | { readonly kind: 'approval'; readonly approval: ApprovalAsked | null }
  | { readonly kind: 'approval-failed'; readonly trouble: Trouble }
  /** One step back: closes what lies on top, and nothing else. */
  | { readonly kind: 'back' }
