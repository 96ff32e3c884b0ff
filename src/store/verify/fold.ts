/** What a journal comes to, entry by entry: its chain, its keys, its numbers and its totals. */
import { NO_PREVIOUS_HASH, type Head } from '../../domain/journal/entry.ts'
import { receiptNumber } from '../../domain/receipt/number.ts'
import { wrongFigure } from '../../domain/journal/arithmetic.ts'
import type { Entry, Fact, SaleCompleted } from '../../domain/journal/facts.ts'
import {
  isSameTotal,
  NOTHING_SOLD,
  plusSale,
  plusTold,
  type Perpetual,
} from '../../domain/journal/perpetual.ts'
import type { ClosingKind } from '../../domain/fiscal/closing.ts'
import type { Identity } from '../../ports/identity.ts'
import { createClosingFold } from './closings.ts'
import { createSessionFold } from './sessions.ts'
import { readPublicKey, readSealed, type PublicKey, type SealedRow } from './sealed-row.ts'

/** Where a verification ended well: another may begin there. All of it is JSON. */
export interface Checkpoint {
  readonly head: Head
  /** What the epoch's entries are signed with: base64 of the SubjectPublicKeyInfo. */
  readonly publicKey: string
  readonly perpetual: Perpetual
  /** True where they lack what only the backend may hold. */
  readonly untold?: true | undefined
  /** The number of the epoch's last sale; 0 where it has none. */
  readonly saleNumber: number
  /** The number of the epoch's last invoice; absent where it has none. */
  readonly invoiceNumber?: number
  /** The number of the terminal's last Z; absent where none is known. */
  readonly z?: number
  /** The numbers of its last fiscal closings; absent where none is known. */
  readonly closings?: Readonly<Partial<Record<ClosingKind, number>>>
}

type Folded = { readonly entry: Entry; readonly key: PublicKey } | string

export interface Fold {
  /** Takes the next entry; answers it with the key that must have signed it, or what is wrong. */
  take(row: SealedRow): Folded
  /** Where the fold stands; undefined before the first entry. */
  checkpoint(): Checkpoint | undefined
}

/**
 * `owner` is whose entries they must be; undefined where the file does not say. `beginsDay` says
 * that a fiscal day begins with the first entry, as it does with that of a journal.
 */
export function createFold(
  owner: Identity | undefined,
  from?: Checkpoint,
  beginsDay = from === undefined,
): Fold {
  let reached = from
  const sessions = createSessionFold()
  const closings = createClosingFold({ isWhole: from === undefined, beginsDay })
  let key = from && readPublicKey(from.publicKey)

  /** What seq 1 says of its epoch; answers what is wrong with it. */
  const open = (body: Fact<'epoch-opened'>['body'], head: Head): string | undefined => {
    const { publicKey, perpetual, told } = body
    key = readPublicKey(publicKey)
    if (key?.id !== body.keyId) return 'it names a key that is not its own'
    // A file that begins later in a terminal's life begins with what was sold until then.
    const begun = plusTold(reached?.perpetual ?? NOTHING_SOLD, told ?? [])
    if ((reached || body.reason === 'enrolled' || told) && !isSameTotal(begun, perpetual)) {
      return 'the totals that it begins with are not the sum of the sales before it'
    }
    reached = { head, publicKey, perpetual, saleNumber: 0, ...lifeLong(reached) }
    if (told === null) reached = { ...reached, untold: true }
    return undefined
  }

  const sell = (sale: SaleCompleted, { epoch }: Entry): string | undefined => {
    const number = (reached?.saleNumber ?? 0) + 1
    if (sale.number !== number) return `its sale has number ${sale.number}, not ${number}`
    if (owner && sale.receipt !== receiptNumber(owner.terminalCode, epoch, number)) {
      return 'its receipt has another number'
    }
    return wrongFigure(sale)
  }

  return {
    take(row) {
      const before = reached?.head.epoch.id === row.epoch_id ? reached.head : undefined
      if (row.seq !== (before?.seq ?? 0) + 1) return 'a number is missing before it'
      const entry = readSealed(row)
      if (typeof entry === 'string') return entry
      if (row.kind !== entry.kind || row.at !== entry.at) return 'its columns are not its content'
      if (entry.prevHash !== (before?.hash ?? NO_PREVIOUS_HASH)) {
        return 'it does not follow the one before'
      }
      if (owner && !isOf(entry, owner)) return 'it is of another terminal'
      if ((entry.kind === 'epoch-opened') !== (entry.seq === 1)) {
        return 'an epoch begins with the entry that opens it, and with no other'
      }
      const head = { epoch: entry.epoch, seq: entry.seq, hash: row.hash }
      const unopened = entry.kind === 'epoch-opened' ? open(entry.body, head) : undefined
      if (unopened !== undefined) return unopened
      if (!key || !reached || row.key_id !== key.id) return 'it is signed with another key'
      if (entry.kind === 'sale-completed') {
        const wrong = sell(entry.body, entry)
        if (wrong !== undefined) return wrong
        const perpetual = plusSale(reached.perpetual, entry.body)
        reached = { ...reached, perpetual, saleNumber: entry.body.number }
      }
      const counted = plusCounted(reached, entry)
      if (typeof counted === 'string') return counted
      reached = counted
      const wrong = sessions.take(entry, reached) ?? closings.take(entry, reached)
      if (wrong !== undefined) return wrong
      reached = { ...plusNumbers(reached, entry), head }
      return { entry, key }
    },
    checkpoint: () => reached,
  }
}

/** The numbers that go on over epochs. */
function lifeLong(reached: Checkpoint | undefined): Pick<Checkpoint, 'z' | 'closings'> {
  const { z, closings } = reached ?? {}
  return { ...(z !== undefined && { z }), ...(closings && { closings }) }
}

/** The numbers that closing a session or a day gave out. */
function plusNumbers(reached: Checkpoint, entry: Entry): Checkpoint {
  if (entry.kind === 'fiscal-closed') {
    const { kind, number } = entry.body
    return { ...reached, closings: { ...reached.closings, [kind]: number } }
  }
  const { z } = entry.kind === 'session-closed' ? entry.body : {}
  return z ? { ...reached, z: z.number } : reached
}

/** What was told of sales beside the journal, and its invoices; or what is wrong with them. */
function plusCounted(reached: Checkpoint, entry: Entry): Checkpoint | string {
  if (entry.kind === 'invoice-issued') return plusInvoice(reached, entry.body)
  return entry.kind === 'totals-told' ? plusTotals(reached, entry.body) : reached
}

function plusTotals(
  { untold: _, ...reached }: Checkpoint,
  { told, perpetual }: Fact<'totals-told'>['body'],
): Checkpoint | string {
  if (isSameTotal(plusTold(reached.perpetual, told), perpetual)) return { ...reached, perpetual }
  return 'the totals that it was told are not those that it goes on from'
}

function plusInvoice(
  reached: Checkpoint,
  { number }: Fact<'invoice-issued'>['body'],
): Checkpoint | string {
  const invoiceNumber = (reached.invoiceNumber ?? 0) + 1
  if (number === invoiceNumber) return { ...reached, invoiceNumber }
  return `its invoice has number ${number}, not ${invoiceNumber}`
}

function isOf({ tenant, store, terminal }: Entry, owner: Identity): boolean {
  return tenant === owner.tenant && store === owner.store && terminal === owner.terminal
}
