/** Everything that the screens draw from: what the core told, and where the person stands. */
import type { ProposedLabels } from '../../src/contract/terminal/labels.ts'
import type { BringGoods } from '../../src/contract/terminal/returns.ts'
import type { ClosedTillView, ReviewView, WaitingView } from '../../src/contract/terminal/till.ts'
import type { DraftView, SaleView, StatusView } from '../../src/contract/terminal/views.ts'
import type { ShopView } from '../../src/contract/terminal/shop-view.ts'
import type { GoodsCondition, ReturnReason } from '../../src/domain/returns/returned.ts'
import type { LinkState } from '../connection/connection.ts'
import type { Trouble } from '../connection/trouble.ts'
import type { ApprovalAsked } from './approval.ts'
import { EMPTY_BENCH, type Bench } from './bench.ts'
import { emptyEntry, type Entry } from './entry.ts'
import { EMPTY_GOODS_DESK, type GoodsDesk } from './goods-desk.ts'
import type { Notice } from './notice.ts'
import type { Questions } from './questions.ts'

/** What the pay column and the cart are busy with. The three zones stay; only this changes. */
export type Step =
  | { readonly name: 'sell' }
  | { readonly name: 'quantity'; readonly line: string }
  | { readonly name: 'open-item'; readonly label: string }
  /** `line` is null for the note of the whole sale. */
  | { readonly name: 'note'; readonly line: string | null }
  /** Containers come back: what is scanned now gives its deposit back. */
  | { readonly name: 'deposits' }
  | Brought
  /** Null for the whole sale. */
  | { readonly name: 'price'; readonly line: string | null }
  | { readonly name: 'coupon' }
  | { readonly name: 'cash' }
  | { readonly name: 'tip' }
  /** The code as it was typed or scanned; empty while it is asked for. */
  | { readonly name: 'gift-card'; readonly code: string }
  /** What the customer has here, may owe, or has earned. */
  | { readonly name: 'account' }
  | { readonly name: 'voucher' }
  | { readonly name: 'card'; readonly phase: CardPhase; readonly reason: string }
  | { readonly name: 'done'; readonly sale: SaleView }

/** Goods come back without a receipt: what is scanned now is taken back for this reason. */
export interface Brought {
  readonly name: 'brought'
  readonly reason: ReturnReason
  readonly condition: GoodsCondition
  readonly restock: boolean
  /** A code that did not tell what it is: the goods are chosen from what it may be. */
  readonly sought: string
  /** They each have a number of their own, which is asked for; null where none is. */
  readonly numbered: BringGoods['goods'] | null
}

export const BROUGHT: Brought = {
  ...{ name: 'brought', reason: 'unwanted', condition: 'as-new', restock: true, sought: '' },
  numbered: null,
}

const PAYING: ReadonlySet<Step['name']> = new Set([
  ...(['cash', 'card', 'tip', 'gift-card', 'account', 'voucher'] as const),
])

/** Whether the pay column is at one way to pay, and not at the choice among them. */
export function isPaying(step: Step['name']): boolean {
  return PAYING.has(step)
}

/** `asking`: the payment terminal is being asked what became of an unknown payment. */
export type CardPhase =
  | 'waiting'
  | 'declined'
  | 'cancelled'
  | 'unknown'
  | 'asking'
  /** Money that a card paid goes back; and it did not. */
  | 'returning'
  | 'not-returned'

/** Nothing is under way any more, and nothing is unknown. */
export function isCardOver(phase: CardPhase): boolean {
  return phase === 'declined' || phase === 'cancelled' || phase === 'not-returned'
}

export type Panel =
  | 'customer'
  | 'help'
  | 'menu'
  | 'printer'
  | 'calibration'
  | 'terminal'
  | 'returns'
  | 'parked'
  | 'layaways'
  | 'mails'
  | 'till'

/**
 * The end of a till session: the drawer is counted, somebody who may looks at how it came out, and
 * it is closed. `after` is how many counts there were before.
 */
export type Closing =
  | { readonly phase: 'count'; readonly session: string; readonly after: number }
  | { readonly phase: 'counted'; readonly waiting: WaitingView }
  | { readonly phase: 'review'; readonly review: ReviewView }
  | { readonly phase: 'closed'; readonly till: ClosedTillView }

/** `turn` rises, so that one thing can be looked up twice. */
export type ScanAside =
  | {
      readonly kind: 'look-up'
      readonly text: string
      readonly turn: number
    }
  | { readonly kind: 'unsold' }

export interface TerminalState {
  readonly link: LinkState
  readonly shop: ShopView | null
  readonly status: StatusView | null
  readonly draft: DraftView | null
  /** The line that was touched last; `turn` rises so that one line can light up twice. */
  readonly lit: { readonly line: string; readonly turn: number } | null
  readonly selected: string | null
  readonly step: Step
  readonly entry: Entry
  readonly notice: Notice | null
  /** The first is shown; the others wait behind it. */
  readonly questions: Questions
  /** How many there were: each has a key of its own. */
  readonly asked: number
  readonly trouble: Trouble | null
  readonly panel: Panel | null
  /** The receipt that was scanned to take goods back; null where its sale is searched for. */
  readonly returning: string | null
  /** What is looked at of the goods laid away; null where all is listed. */
  readonly layaway: string | null
  /** What waits for a second person; a scan does not end it. */
  readonly approval: ApprovalAsked | null
  readonly closing: Closing | null
  /** Reports are read, or stock and goods are worked on, in place of the sale. */
  readonly reading: 'reports' | 'journal' | 'stock' | 'goods' | 'closings' | null
  /** The last scan on a screen without a cart: looked up there, or good for nothing there. */
  readonly aside: ScanAside | null
  readonly bench: Bench
  readonly goodsDesk: GoodsDesk
  /** What labels are to be printed of, in place of what lies below; null while of nothing. */
  readonly labelling: ProposedLabels | null
  /** Rises whenever goods changed: what a search or a tile shows may be old. */
  readonly goods: number
  /** Rises whenever sales came down: what became of a receipt may be old. */
  readonly sales: number
  /** Rises whenever the proof of the database went on: how far it is may be old. */
  readonly verified: number
  /** The last completed sale: an answer about its draft that comes late is stale. */
  readonly sold: SaleView | null
}

export const SELL: Step = { name: 'sell' }

export const initialState: TerminalState = {
  link: 'connecting',
  shop: null,
  status: null,
  draft: null,
  lit: null,
  selected: null,
  step: SELL,
  entry: emptyEntry,
  notice: null,
  questions: [],
  asked: 0,
  trouble: null,
  panel: null,
  returning: null,
  layaway: null,
  approval: null,
  closing: null,
  reading: null,
  aside: null,
  bench: EMPTY_BENCH,
  goodsDesk: EMPTY_GOODS_DESK,
  labelling: null,
  goods: 0,
  sales: 0,
  verified: 0,
  sold: null,
}
