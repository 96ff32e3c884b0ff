/**
 * Devices as the use cases know them: what they can do and how they can fail, never how they are
 * wired.
 */
import type { GoodsLabel } from '../domain/labels/goods-label.ts'
import type { ReceiptDocument } from '../domain/receipt/document.ts'

export type PrinterCondition =
  | 'ready'
  | 'paper-low'
  | 'paper-out'
  | 'cover-open'
  | 'offline'
  | 'error'
  | 'unreachable'
  /** Of label printers: somebody paused it, the ribbon is out, a label waits to be taken off. */
  | 'paused'
  | 'ribbon-out'
  | 'label-waiting'
  /** It has labels of somebody else to print. */
  | 'busy'
  /** A printer that never answers: what is sent is sent, more cannot be known. */
  | 'unknown'

/**
 * How a job ended. `held`: nothing was sent, it may be tried again freely. `unknown`: bytes were
 * sent and no proof came back; only a person may say whether it came out.
 */
export type PrintOutcome =
  | { readonly state: 'printed' }
  | { readonly state: 'sent' }
  | { readonly state: 'held'; readonly condition: PrinterCondition }
  | { readonly state: 'unknown'; readonly condition: PrinterCondition }

export interface ReceiptPrinter {
  /**
   * Prints one document and waits for the printer's own word that it was processed. One job at a
   * time.
   */
  print(job: PrintRequest): Promise<PrintOutcome>
  /**
   * Kicks the drawer. Never retried: a drawer that opens twice is an open drawer nobody watches.
   */
  openDrawer(): Promise<PrintOutcome>
  condition(): PrinterCondition
  onCondition(listener: (condition: PrinterCondition) => void): () => void
  close(): Promise<void>
}

export interface PrintRequest {
  readonly id: string
  readonly document: ReceiptDocument
  /**
   * Called once, just before the first byte goes out: from here on the job is not `held` any more.
   */
  readonly onSending: () => void
}

export interface LabelPrinter {
  /**
   * Prints labels of one kind of goods and waits for the printer's own word that none of them is
   * left to print. One job at a time; while the printer waits for paper the job waits with it.
   */
  print(job: LabelRequest): Promise<PrintOutcome>
  /** As it was when it was last asked: it is asked for each job, and `unknown` before the first. */
  condition(): PrinterCondition
  onCondition(listener: (condition: PrinterCondition) => void): () => void
  /** A job under way ends as unknown. */
  close(): Promise<void>
}

export interface LabelRun {
  readonly label: GoodsLabel
  readonly copies: number
}

export interface LabelRequest extends LabelRun {
  readonly id: string
  /** Called once, just before the first byte goes out. */
  readonly onSending: () => void
}

export interface Scanned {
  /** The characters of the code, without prefix, suffix and AIM identifier. */
  readonly text: string
  /** AIM symbology identifier such as `]E0`, where the scanner tells it. */
  readonly symbology: string | undefined
  readonly source: 'wedge' | 'serial' | 'hid'
}

export type ScannerCondition = 'ready' | 'missing' | 'failed'

export interface Scanner {
  onScan(listener: (scanned: Scanned) => void): () => void
  onCondition(listener: (condition: ScannerCondition) => void): () => void
  condition(): ScannerCondition
  close(): Promise<void>
}

/**
 * The answer of a payment terminal. No field can hold a card number, a track or a security code.
 */
export type PaymentOutcome =
  | {
      readonly state: 'approved'
      readonly amountMinor: number
      readonly scheme: string
      readonly lastFour: string | null
      readonly authorisation: string
      /** The device's own number for the payment, by which it is asked again. */
      readonly trace: string
      /** Its number of the payment's receipt, by which a reversal names it; null where unknown. */
      readonly receipt: string | null
    }
  | { readonly state: 'declined'; readonly reason: string }
  | { readonly state: 'cancelled' }
  /** The link broke or the answer made no sense: ask the device, never charge again. */
  | { readonly state: 'unknown'; readonly reason: string }

export interface PaymentTerminal {
  /** Asks for money. The intent must have been committed before this is called. */
  pay(intent: PaymentRequest): Promise<PaymentOutcome>
  /**
   * Takes a payment back, whole and on the same day; approved says that the money is with the
   * customer again. Its own intent must have been committed before this is called.
   */
  reverse(intent: ReversalRequest): Promise<PaymentOutcome>
  /**
   * Pays money out to a card, as for returned goods; amounts are positive here too. Where it has to
   * be a certain card, another one is declined as `another-card`, and keeps nothing; approved with
   * another one's digits says that it could not be kept from it.
   */
  refund(intent: RefundRequest): Promise<PaymentOutcome>
  /** What became of an intent of any kind whose outcome is unknown. */
  inquire(intent: PaymentRequest): Promise<PaymentOutcome>
  cancel(): Promise<void>
  close(): Promise<void>
}

export interface ReversalRequest extends PaymentRequest {
  /** The payment that is taken back, as the device numbered it. */
  readonly original: { readonly trace: string | null; readonly receipt: string | null }
}

export interface RefundRequest extends PaymentRequest {
  /** The last four digits of the card that had paid; null where any card will do. */
  readonly card: string | null
}

export interface PaymentRequest {
  readonly intent: string
  readonly amountMinor: number
  readonly currency: string
  /**
   * For `inquire` after a restart: traces of payments that are settled already, so that an older
   * payment of the same amount is not taken for this one.
   */
  readonly settledTraces?: readonly string[]
}
