/** What the terminal's use cases need from outside; composed by the host of the core. */
import type { ReceiptWords } from '../domain/receipt/words.ts'
import type { CardCodes } from '../ports/accounts.ts'
import type { Books } from '../ports/books.ts'
import type { Backups } from '../ports/backup.ts'
import type { Claims } from '../ports/claims.ts'
import type { Clock } from '../ports/clock.ts'
import type { LabelPrinter, PaymentTerminal, ReceiptPrinter, Scanner } from '../ports/devices.ts'
import type { FiscalUnit } from '../ports/fiscal.ts'
import type { Log } from '../ports/log.ts'
import type { Network, Pull } from '../ports/network.ts'
import type { Office } from '../ports/office.ts'
import type { ParkedLookup } from '../ports/parked-carts.ts'
import type { Random } from '../ports/random.ts'
import type { SaleLookup } from '../ports/sale-lookup.ts'
import type { PinHasher } from '../ports/secrets.ts'
import type { Store } from '../ports/store.ts'

/** The devices of the moment: they come and go with the pulled settings. */
import type { Verifier } from '../ports/verifier.ts'

export interface Devices {
  readonly printer: ReceiptPrinter | undefined
  readonly labelPrinter?: LabelPrinter | undefined
  readonly scanners: readonly { readonly kind: 'serial' | 'hid'; readonly scanner: Scanner }[]
  readonly payment: PaymentTerminal | undefined
}

export interface TerminalDependencies {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly pinHasher: PinHasher
  readonly network: Network
  readonly pull: Pull
  readonly claims: Claims
  readonly cardCodes: CardCodes
  readonly lookup: SaleLookup
  readonly parkedLookup: ParkedLookup
  readonly office: Office
  /** The words of receipts, by the store's locale. */
  readonly receiptWords: (locale: string) => ReceiptWords
  readonly fiscal?: FiscalUnit
  readonly devices: Devices
  readonly backups?: Backups
  /** Absent where there is no disk to write them to. */
  readonly books?: Books
  /** Absent where there is no file to verify. */
  readonly verifier?: Verifier
}
