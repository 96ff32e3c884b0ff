/** Where reports come from: this terminal's core, or the backend; the screens do not tell. */
import type { ReactNode } from 'react'
import type { FigureOf, ReportReceipt, ReportReceipts } from '../../src/contract/reports.ts'
import type { ReceiptDocument } from '../../src/domain/receipt/document.ts'
import type { StockDifferences } from '../../src/contract/backend/stock-differences.ts'
import type { FigureEntries, LinePlace, OwnPlace } from '../../src/contract/figure-entries.ts'
import type { SessionEntries } from '../../src/contract/session-entries.ts'
import type { SettleInput, ShownRefund, ToldRefunds } from '../../src/contract/backend/refunds.ts'
import type { TillSessionDetail, TillSessions } from '../../src/contract/backend/tills.ts'
import type { Dashboard, PartRows } from '../../src/domain/reports/dashboard.ts'
import type { FigurePart } from '../../src/domain/reports/figure.ts'
import type { LayawaysReport } from '../../src/domain/reports/layaways.ts'
import type { Period } from '../../src/domain/reports/period.ts'
import type { PurchaseOrder } from '../../src/domain/stock/purchase-order.ts'
import type { StockReport } from '../../src/domain/reports/stock.ts'
import type { StockItems, StockItemsAsked } from '../../src/domain/reports/stock-items.ts'
import type { Answer } from '../connection/trouble.ts'
import type { Format } from '../format/format.ts'

export interface WantedOrder {
  readonly order: string
  readonly supplier: string
  readonly lines: readonly { readonly item: string; readonly quantity: number }[]
}

export interface RowsOf extends Period {
  readonly part: FigurePart
}

export interface DifferencesOf extends Period {
  readonly part: 'stock-lost' | 'stock-found'
  /** The reason. */
  readonly key: string
}

export interface ReportSource {
  /** Tells one place that is reported from another: with it everything is read anew. */
  readonly name: string
  /** The longest time that it reports at once, in days. */
  readonly longest: number
  /** Null for the trading day of now. */
  dashboard(period: Period | null): Promise<Answer<Dashboard>>
  /** Rows of a part behind the first so many, as the dashboard tells its first ones. */
  rows(of: RowsOf, skip: number, most: number): Promise<Answer<PartRows>>
  receipts(
    of: FigureOf,
    before: ReportReceipts['next'],
    most: number,
  ): Promise<Answer<ReportReceipts>>
  receipt(receipt: Pick<ReportReceipt, 'sale'>): Promise<Answer<ReceiptDocument>>
  /** The entries behind a figure that is not of sales. */
  readonly entries: AskEntries
  /** The lines behind lost and found stock. */
  differences(
    of: DifferencesOf,
    before: LinePlace | null,
    most: number,
  ): Promise<Answer<StockDifferences>>
  /** Draws an entry with all that proves it; absent where it is not here, or may not be seen. */
  readonly entry?: (place: OwnPlace) => ReactNode
  /** What a till session is made of; absent where nobody may read the till. */
  readonly session?: SessionSource
  /** Where it knows the whole stock of a store; absent where it does not. */
  readonly stock?: StockSource
  /** Where goods are laid away; absent where they are not. */
  readonly layaways?: () => Promise<Answer<LayawaysReport>>
  /** Where it knows what goes back to payments made online, of all stores of the shop. */
  readonly refunds?: RefundSource
  /** Writes an order down by an id of its own: asked again it is the same one. */
  readonly order?: (wanted: WantedOrder) => Promise<Answer<PurchaseOrder>>
  /** Where it knows the till sessions of a store; absent where it does not. */
  readonly tills?: TillSource
}

export type AskEntries = (
  of: FigureOf,
  before: LinePlace | null,
  most: number,
) => Promise<Answer<FigureEntries>>

export interface SessionSource {
  /** Those behind the first so many. */
  entries(session: string, skip: number, most: number): Promise<Answer<SessionEntries>>
  z(session: string): Promise<Answer<ReceiptDocument>>
}

/** By what was sold in so many days. */
export interface StockSource {
  report(days: number): Promise<Answer<StockReport>>
  items(asked: StockItemsAsked): Promise<Answer<StockItems>>
}

export type Settle = (word: SettleInput) => Promise<Answer<ShownRefund>>

export interface RefundSource {
  told(): Promise<Answer<ToldRefunds>>
  /** Absent where whoever reads may not. */
  readonly settle?: Settle
}

/** A person's word that a session is over. */
export interface ElsewhereWord {
  /** Absent where who is signed in speaks for themselves. */
  readonly person?: string
  readonly reason: string
  /** Null where nobody could count the drawer. */
  readonly counted: number | null
  /** When the word was said that it takes the place of. */
  readonly corrects?: number | undefined
}

export type CloseElsewhere = (
  session: string,
  word: ElsewhereWord,
) => Promise<Answer<TillSessionDetail>>

export interface TillSource {
  /** Those after the first so many. */
  sessions(skip: number, most: number): Promise<Answer<TillSessions>>
  session(session: string): Promise<Answer<TillSessionDetail>>
  /** Absent where whoever reads may not. */
  readonly closeElsewhere?: CloseElsewhere
  /** Whose word it is; absent where they say their name. */
  readonly speaker?: string
}

/** What the screens of reports need beside the figures. */
export interface ReportGround {
  readonly source: ReportSource
  /** In the currency and the language of what is reported. */
  readonly format: Format
  /** The key that goes one step back, as it is printed. */
  readonly backKey: string
  /** Calls when it is pressed; the answer ends that. */
  onBackKey(back: () => void): () => void
}
