/** The journal of this terminal as somebody reads it who looks for an entry. */
import { z } from 'zod'
import { closingKindSchema } from '../../domain/fiscal/closing.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { hashSchema } from '../../domain/journal/entry.ts'
import { subjectSchema } from '../../domain/journal/subject.ts'
import { currencySchema } from '../../domain/money.ts'
import { permissionSchema } from '../../domain/permission.ts'
import { receiptDocumentSchema } from '../../domain/receipt/document.ts'
import { businessDateSchema, instantSchema } from '../../domain/time.ts'
import { guardedSchema } from './commands.ts'

/** Entries of one answer; `next` asks for those before them. */
export const ENTRIES_SHOWN = 50
/** Entries that are looked at for one answer: it may hold fewer, and a `next`. */
export const ENTRIES_AMONG = 5000

export const journalPlaceSchema = z.strictObject({
  epoch: z.int().min(1).max(9999),
  seq: z.int().min(1),
})

export const searchJournalSchema = guardedSchema.extend({
  /** Null for all that there is. */
  subject: subjectSchema.nullable(),
  text: z.string().max(100),
  before: journalPlaceSchema.nullable(),
})

export const showEntrySchema = guardedSchema.extend({ place: journalPlaceSchema })

export const journalRowSchema = z.object({
  place: journalPlaceSchema,
  at: instantSchema,
  businessDate: businessDateSchema,
  kind: z.string().max(40),
  /** Null for what the terminal does by itself. */
  person: textSchema(80).nullable(),
  approver: textSchema(80).nullable(),
  /** What was allowed or refused. */
  permission: permissionSchema.nullable(),
  /** A receipt, a reason, a name: whatever tells one of a kind from another. */
  about: z.string().max(300).nullable(),
  amount: z.object({ currency: currencySchema, minor: z.int() }).nullable(),
  /** Of a start of the program: the run before it did not stop in good order. */
  brokeOff: z.literal(true).optional(),
  /** Whether the backend has it. */
  isConfirmed: z.boolean(),
})
export type JournalRow = z.infer<typeof journalRowSchema>

export const journalPageSchema = z.object({
  rows: z.array(journalRowSchema).max(ENTRIES_SHOWN),
  next: journalPlaceSchema.nullable(),
})
export type JournalPage = z.infer<typeof journalPageSchema>

export const journalEntrySchema = z.object({
  row: journalRowSchema,
  hash: hashSchema,
  prevHash: hashSchema,
  proof: z.object({
    content: z.boolean(),
    chain: z.boolean(),
    signature: z.boolean(),
    keyId: z.string().max(16),
  }),
  /** The entry as it was sealed, as indented JSON; personal data lies beside it. */
  content: z.string(),
  /** What was printed of it, where anything was. */
  paper: receiptDocumentSchema.nullable(),
  /** What prints that again, marked as a copy. */
  again: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('receipt'), sale: idSchema }),
      z.object({ kind: z.literal('z'), session: idSchema }),
      z.object({ kind: z.literal('closing'), closing: closingKindSchema, number: z.int().min(1) }),
    ])
    .nullable(),
})
export type JournalEntry = z.infer<typeof journalEntrySchema>
