/**
 * The terminal's store as the use cases see it: small tables of the trade over one SQLite
 * connection. All calls are synchronous; whatever runs inside `transaction` commits together or not
 * at all.
 */
import type { ClosingKind } from '../domain/fiscal/closing.ts'
import type { Head, SealedEntry } from '../domain/journal/entry.ts'
import type { Fact, Perpetual, SaleCompleted } from '../domain/journal/facts.ts'
import type { ReceiptDocument } from '../domain/receipt/document.ts'
import type { Draft } from '../domain/selling/draft.ts'
import type { Staff, StoreSettings, TerminalSettings } from '../domain/settings.ts'
import type { Accounts } from './accounts.ts'
import type { Customers } from './customers.ts'
import type { LabelRun } from './devices.ts'
import type { OwnDepartments } from './departments.ts'
import type { OwnGoods } from './goods.ts'
import type { Invoices } from './invoices.ts'
import type { Catalogue } from './catalogue.ts'
import type { Epochs } from './epochs.ts'
import type { JournalReader } from './journal-reader.ts'
import type { Mails } from './mails.ts'
import type { ParkedCarts } from './parked-carts.ts'
import type { Payments } from './payments.ts'
import type { FiscalClosings } from './fiscal-closings.ts'
import type { FiguredEntries } from './reports.ts'
import type { SoldSales } from './sold-sales.ts'
import type { Standing } from './standing.ts'
import type { StockWork } from './stock-work.ts'
import type { Tills } from './tills.ts'

export type {
  CashMove,
  CountedSession,
  CountingSession,
  RecordedZ,
  TillClosing,
  TillCount,
  Tills,
  SessionSum,
  TillSession,
} from './tills.ts'

export interface Store {
  /**
   * `BEGIN IMMEDIATE` … `COMMIT` around `work`; an inner call joins the outer one. A throw rolls
   * back and reaches the caller: a full, failed or read-only disk as `StoreFailure`.
   */
  transaction<Answer>(work: () => Answer): Answer
  /**
   * Runs once the transaction under way is durable; never when it rolls back. Outside one, at once.
   */
  afterCommit(call: () => void): void
  /**
   * A small durable write that changes nothing, after a reserve that was spent is whole again.
   * Throws `StoreFailure` where the disk takes none.
   */
  proveWritable(): void
  /**
   * Calls when the ground gives way under whatever is read or written here. Once it is lost
   * ('disk-failed', 'database-damaged') nothing is read or written here any more.
   */
  onFailure(listener: (failure: StoreFailure) => void): void
  readonly reserve: Reserve
  readonly journal: Journal
  readonly epochs: Epochs
  readonly standing: Standing
  readonly commands: Commands
  readonly drafts: Drafts
  readonly parkedCarts: ParkedCarts
  readonly tills: Tills
  readonly closings: FiscalClosings
  readonly sales: Sales
  readonly soldSales: SoldSales
  readonly figured: FiguredEntries
  readonly journalReader: JournalReader
  readonly printJobs: PrintJobs
  readonly payments: Payments
  readonly signIns: SignIns
  readonly catalogue: Catalogue
  readonly customers: Customers
  readonly goods: OwnGoods
  readonly departments: OwnDepartments
  readonly accounts: Accounts
  readonly invoices: Invoices
  readonly stockWork: StockWork
  readonly mails: Mails
  readonly settings: Settings
}

/** Room on the disk that is kept so that on a full one the sale under way can still end. */
export interface Reserve {
  /** Gives the room to the disk. False where there is none to give. */
  spend(): boolean
  isSpent(): boolean
}

/** Thrown by the store where its ground gives way; `code` is from the closed table of failures. */
export class StoreFailure extends Error {
  readonly code:
    | 'disk-full'
    | 'disk-read-only'
    | 'disk-failed'
    | 'second-instance'
    | 'pragma-wrong'
    | 'database-from-future'
    | 'database-damaged'
    | 'key-changed'

  constructor(code: StoreFailure['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreFailure'
    this.code = code
  }
}

/** Who and when of an entry; the journal itself knows the rest of the header. */
export interface FactContext {
  readonly at: number
  readonly businessDate: string
  readonly session: string | null
  readonly actor: string | null
  readonly approver: string | null
}

export interface Journal {
  /**
   * Appends one fact in the transaction under way: allocates seq, checks the whole entry against
   * its schema and limits, hashes, signs, stores. Throws outside a transaction.
   */
  append(fact: Fact, context: FactContext, personal?: string): SealedEntry
  /** What a body holds of personal data that lies beside it: SHA-256 in hex. */
  digestOf(personal: string): string
  head(): Head
  perpetual(): Perpetual
  /** Whether these lack what only the backend may hold: it has not told since a restore. */
  lacksTotals(): boolean
  /** When the last entry was written, by the clock of then; undefined before the first. */
  lastAt(): number | undefined
  /** The number that the next sale of this epoch gets, from 1 and gap-free. */
  nextSaleNumber(): number
  /** How many entries, and how many sales among them, the backend has not confirmed; by SQL. */
  unsent(): {
    readonly entries: number
    readonly sales: number
    readonly oldestAt: number | undefined
  }
}

/** A command's answer, kept so that asking again after a crash gets the same one. JSON text. */
export interface Commands {
  answer(id: string): string | undefined
  remember(id: string, answer: string, at: number): void
}

export interface Drafts {
  current(): Draft | undefined
  put(draft: Draft): void
  clear(): void
}

export interface Sales {
  /**
   * Writes all that a completed sale derives: the sale, its lines and tenders, its movements, the
   * till's cash and the perpetual totals; in the transaction that appended its entry.
   */
  record(sale: SaleCompleted, entry: SealedEntry, context: FactContext): void
  latest(): RecordedSale | undefined
  find(sale: string): RecordedSale | undefined
  /** How many of this terminal's used the coupon of this code. */
  couponUses(coupon: string): number
  has(sale: string): boolean
}

export interface RecordedSale {
  readonly sale: SaleCompleted
  readonly at: number
  readonly actor: string | null
  readonly entryHash: string
  /** How many times its receipt was printed again. */
  readonly copies: number
}

/**
 * `queued` waits for its turn; `checking` asks the printer; `sending` has bytes out;
 * `printed`, `sent` (a printer that never answers) and `cancelled` are ends; `held` waits for
 * the printer with nothing sent; `unknown` waits for a person.
 */
export type PrintState =
  | 'queued'
  | 'checking'
  | 'sending'
  | 'held'
  | 'unknown'
  | 'printed'
  | 'sent'
  | 'cancelled'

/** A Z or a closing, whose copies are entries; any other slip counts its own. */
export type SlipSubject =
  | { readonly kind: 'z'; readonly session: string }
  | { readonly kind: 'closing'; readonly closing: ClosingKind; readonly number: number }
  | { readonly kind: 'copy'; readonly copy: number }

export interface PrintJob {
  readonly id: string
  readonly kind:
    | ('receipt' | 'copy' | 'drawer')
    | ('close-slip' | 'cash-slip' | 'report-slip' | 'gift-receipt' | 'credit-note')
    | ('invoice' | 'quote' | 'layaway')
    /** For the label printer, not the receipts' one. */
    | 'labels'
  readonly sale: string | null
  /** Of a slip without a sale: what a copy of it is counted by. */
  readonly about?: SlipSubject
  /** Null for a drawer job, and for labels. */
  readonly document: ReceiptDocument | null
  /** Of labels: what stands on them, and how many. */
  readonly labels?: LabelRun
  readonly state: PrintState
  /** The printer's condition when it was held or lost, for the screen. */
  readonly condition: string | null
  readonly createdAt: number
}

export interface PrintJobs {
  add(job: Omit<PrintJob, 'state' | 'condition'>): void
  find(id: string): PrintJob | undefined
  /** The oldest job for paper that may be sent now: queued, or held and due again. */
  next(): PrintJob | undefined
  /** The oldest job for labels that may be sent now, as `next` has it. */
  nextLabels(): PrintJob | undefined
  /** The oldest queued job for the drawer; a held one is never due again. */
  nextDrawer(): PrintJob | undefined
  setState(id: string, state: PrintState, condition: string | null, at: number): void
  /** All labels that are queued wait for what holds the one before them. */
  holdLabels(condition: string, at: number): void
  /** Whether there are labels that wait for their printer. */
  holdsLabels(): boolean
  /** Jobs for labels that have not ended. */
  countLabels(): number
  /** Held and unknown, for a person to see: oldest first, labels last, at most 50. */
  open(): readonly PrintJob[]
  /** How many a person should know of, listed or not. */
  waiting(): number
  /**
   * The oldest in nobody's hand, where more than the limit are open: what has to give way now.
   * Labels neither count nor give way: they are refused before there are too many.
   */
  beyondLimit(): readonly PrintJob[]
  /**
   * At start: what was being sent when the process died is `unknown` now, and a Z that waited for
   * its turn is held. Answers how many became unknown.
   */
  loseSight(at: number): number
}

/** Wrong PINs in a row, per person; survives restart. */
export interface SignIns {
  /** The person signed in here, across restarts of the core; undefined where nobody is. */
  current(): { readonly staff: string; readonly at: number } | undefined
  set(staff: string | undefined, at: number): void
  refusals(staff: string): { readonly count: number; readonly lastAt: number }
  refused(staff: string, at: number): void
  forgive(staff: string): void
}

export interface Settings {
  store(): StoreSettings | undefined
  terminal(): TerminalSettings | undefined
  staff(): readonly Staff[]
  staffMember(id: string): Staff | undefined
  /** What this terminal alone decides, such as the calibration of its wedge; JSON text by name. */
  local(name: string): string | undefined
  setLocal(name: string, value: string): void
}
