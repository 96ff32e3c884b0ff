/**
 * What an entry can say. A kind, once released, never changes its meaning; a new meaning is a new
 * kind.
 */
import { z } from 'zod'
import { CLAIMS_LIMIT, claimSchema } from '../claim.ts'
import { salePointsSchema, takenBackSchema } from '../customer/loyalty.ts'
import { goodsChangedSchema, goodsCreatedSchema } from '../goods/change.ts'
import { DEPARTMENT_FACTS } from '../goods/department.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { invoiceIssuedSchema } from '../invoice.ts'
import { quoteMailAskedSchema, receiptMailAskedSchema } from '../mail/wish.ts'
import { currencySchema, minorSchema } from '../money.ts'
import { extentSchema, permissionSchema } from '../permission.ts'
import { MANUAL_DISCOUNTS_LIMIT, manualDiscountSchema } from '../pricing/discount.ts'
import { taxShareSchema } from '../pricing/priced.ts'
import {
  COUPONS_LIMIT,
  givenCouponSchema,
  GROUPS_LIMIT,
  LINES_LIMIT,
  MOVEMENTS_LIMIT,
  REMOVALS_LIMIT,
  removalSchema,
  TAXES_LIMIT,
  undoneSchema,
} from '../selling/draft.ts'
import { parkedDraftSchema } from '../selling/parked.ts'
import { endedLayawaySchema, layawaySchema } from '../selling/layaway.ts'
import { quoteSchema } from '../selling/quote.ts'
import { quotedFiguresSchema } from '../selling/quoted-figures.ts'
import { TENDERS_LIMIT, tenderSchema } from '../selling/tender.ts'
import { noteSchema } from '../selling/line-detail.ts'
import { instantSchema } from '../time.ts'
import { entryHeaderSchema, epochSchema, hashSchema } from './entry.ts'
import { booksWrittenSchema, closingPrintedSchema, fiscalClosedSchema } from '../fiscal/closing.ts'
import { movementSchema } from './movement.ts'
import { perpetualSchema, TOLD_LIMIT, toldTotalsSchema } from './perpetual.ts'
import { saleLineSchema, sellerSchema } from './sale-parts.ts'
import { stockFacts } from './stock-facts.ts'
import { tillFacts, type ForeignCount } from './till-facts.ts'

export type { Perpetual } from './perpetual.ts'
export type { SaleLine } from './sale-parts.ts'

const toldTotals = z.array(toldTotalsSchema).max(TOLD_LIMIT)

const epochOpened = z.object({
  reason: z.enum(['enrolled', 'restored', 'replaced', 'cloned']),
  /** The last known entry of the epoch before; null for the first. */
  previous: z.object({ epoch: epochSchema, seq: z.int().min(0), hash: hashSchema }).nullable(),
  /** With what was told. */
  perpetual: perpetualSchema,
  /**
   * What the backend holds beside what this journal does; null where it could not be asked, so that
   * the totals lack it until it tells. Absent of a terminal's first epoch, and of those from before
   * it was asked.
   */
  told: toldTotals.nullable().optional(),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  /** Ed25519, base64 of the SubjectPublicKeyInfo. */
  publicKey: z.string().max(100),
})

/** By what a cart was priced beside its lines: enough for anybody to price it again. */
const salePricingSchema = z.object({
  /** The moment for which promotions were judged. */
  at: instantSchema,
  /** Of the promotions that were known, as `Promotions.version` has it. */
  version: textSchema(20),
  taxRounding: z.enum(['line', 'document']),
  /** How much of the tax comes from rounding by document. */
  rounding: minorSchema,
  exempt: z.boolean(),
  groups: z.array(idSchema).max(GROUPS_LIMIT),
  /** The quote, or the layaway, by which groups and exemption were agreed before; else absent. */
  agreed: idSchema.optional(),
  coupons: z.array(givenCouponSchema).max(COUPONS_LIMIT),
  /** Given by hand on the whole cart, as it was given. */
  discounts: z.array(manualDiscountSchema).max(MANUAL_DISCOUNTS_LIMIT),
})

const saleCompleted = z.object({
  sale: idSchema,
  /** Running number of the sale within the epoch, gap-free. */
  number: z.int().min(1),
  receipt: z.string().max(40),
  /** Who sold it, as the law wants it on a receipt; absent in sales from before it was kept. */
  seller: sellerSchema.optional(),
  /** Absent where it was sold at a counter; `web`: ordered in the online store. */
  channel: z.literal('web').optional(),
  currency: currencySchema,
  taxIncluded: z.boolean(),
  priceList: idSchema,
  engine: z.int().min(1),
  openedAt: instantSchema,
  /** Whose purchase it is; absent where nobody knows. */
  customer: idSchema.optional(),
  /** What it did to the customer's points; absent where the store gives none. */
  points: salePointsSchema.optional(),
  /** Whose points go with goods that came back, beside the customer's; absent where nobody's. */
  takenBack: z.array(takenBackSchema).min(1).max(LINES_LIMIT).optional(),
  lines: z.array(saleLineSchema).min(1).max(LINES_LIMIT),
  removals: z.array(removalSchema).max(REMOVALS_LIMIT),
  /** Absent in sales that knew neither discounts nor promotions. */
  pricing: salePricingSchema.optional(),
  taxes: z.array(taxShareSchema).max(TAXES_LIMIT),
  subtotal: minorSchema,
  tax: minorSchema,
  total: minorSchema,
  tenders: z.array(tenderSchema).min(1).max(TENDERS_LIMIT),
  change: minorSchema,
  /** What rounding to the smallest coin added to the total; absent where nothing was rounded. */
  cashRounding: minorSchema.optional(),
  /** What the customer gave on top of the total, never turnover; absent where nothing. */
  tip: minorSchema.optional(),
  /** Money that was taken and given back before the sale was finished; absent where none was. */
  undone: z.array(undoneSchema).min(1).max(TENDERS_LIMIT).optional(),
  movements: z.array(movementSchema).max(MOVEMENTS_LIMIT),
  /** The layaway that it ended. */
  layaway: endedLayawaySchema.optional(),
  /** What it took of which there is only so much; granted before, or not asked for in time. */
  claims: z
    .array(claimSchema)
    .max(CLAIMS_LIMIT + TENDERS_LIMIT + COUPONS_LIMIT + 1)
    .default([]),
  /** What a fiscal unit wants to see on the receipt, one line each. */
  marks: z.array(textSchema(200)).max(20),
  note: noteSchema.min(1).optional(),
})

/** The digest of the personal data beside the entry (src/domain/customer/customer.ts). */
const aboutCustomer = z.object({ customer: idSchema, digest: hashSchema })

const cartAbandoned = z.object({
  draft: idSchema,
  openedAt: instantSchema,
  lines: z.array(saleLineSchema).max(LINES_LIMIT),
  removals: z.array(removalSchema).max(REMOVALS_LIMIT),
  total: minorSchema,
  /** Money that had been taken for it and was given back; absent where none was. */
  undone: z.array(undoneSchema).min(1).max(TENDERS_LIMIT).optional(),
})

/** Why a PIN or a badge did not count. */
const NOT_ADMITTED = ['pin-wrong', 'pin-locked', 'badge-unknown', 'disabled'] as const

const factSchemas = {
  'epoch-opened': epochOpened,
  /** The backend told what it holds beside this journal. The totals are those with it. */
  'totals-told': z.object({ told: toldTotals, perpetual: perpetualSchema }),
  /** The program runs. That it stops is no entry of its own: its next start says it. */
  'program-started': z.object({
    version: textSchema(40),
    /**
     * When the run before it ended in good order; null where it broke off, as without power. Absent
     * of the first that is recorded.
     */
    stopped: instantSchema.nullable().optional(),
  }),
  'staff-signed-in': z.object({}),
  'staff-signed-out': z.object({ reason: z.enum(['person', 'idle', 'switch']) }),
  'sign-in-refused': z.object({
    staff: idSchema,
    reason: z.enum(NOT_ADMITTED),
  }),
  'act-refused': z.object({ permission: permissionSchema }),
  /** The header's approver vouched for what the actor did; the act's own entries follow it. */
  'act-approved': z.object({ permission: permissionSchema, extent: extentSchema }),
  /** Somebody's PIN was given for an act, and it did not count. */
  'approval-refused': z.object({
    permission: permissionSchema,
    staff: idSchema,
    reason: z.enum([...NOT_ADMITTED, 'not-permitted', 'same-person']),
  }),
  ...tillFacts,
  'fiscal-closed': fiscalClosedSchema,
  'closing-printed': closingPrintedSchema,
  ...stockFacts,
  'books-written': booksWrittenSchema,
  'sale-completed': saleCompleted,
  'cart-abandoned': cartAbandoned,
  'cart-parked': z.object({
    park: idSchema,
    total: minorSchema,
    draft: parkedDraftSchema,
    /** It is a promise too, for so long. */
    quote: quoteSchema.optional(),
    /** What the quote's slip says of its goods; absent in those from before it was kept. */
    figures: quotedFiguresSchema.optional(),
    /** It is laid away: its goods left the shelf, and are paid in parts. */
    layaway: layawaySchema.optional(),
    movements: z.array(movementSchema).max(MOVEMENTS_LIMIT).optional(),
  }),
  /** Where the backend had not given its word for the claim, it counts it all the same. */
  'cart-resumed': z.object({ park: idSchema, draft: idSchema, claim: claimSchema }),
  'customer-created': aboutCustomer,
  /** Beside it lies only what was changed. */
  'customer-changed': aboutCustomer,
  /** Its personal data goes everywhere, also beside the entries that brought it. */
  'customer-erased': z.object({ customer: idSchema }),
  'goods-created': goodsCreatedSchema,
  /** Beside what is wanted stands what it was: the backend tells whom it crossed. */
  'goods-changed': goodsChangedSchema,
  ...DEPARTMENT_FACTS,
  /** Whoever asked, how, and for which age: of the customer it says nothing. */
  'age-checked': z.object({
    draft: idSchema,
    variant: idSchema,
    name: textSchema(200),
    minimum: z.int().min(1).max(99),
    how: z.enum(['date-of-birth', 'clearly-older', 'not-shown']),
    outcome: z.enum(['passed', 'refused']),
  }),
  'receipt-reprinted': z.object({ sale: idSchema, copy: z.int().min(1) }),
  'invoice-issued': invoiceIssuedSchema,
  'invoice-reprinted': z.object({ sale: idSchema, copy: z.int().min(1) }),
  'receipt-mail-asked': receiptMailAskedSchema,
  'quote-mail-asked': quoteMailAskedSchema,
  /** A receipt without prices, to be given away. */
  'gift-receipt-printed': z.object({ sale: idSchema }),
  'drawer-opened': z.object({ reason: textSchema(200) }),
  'print-job-settled': z.object({
    job: idSchema,
    /** `given-up` is the terminal's own word, where too many jobs wait. */
    outcome: z.enum(['printed', 'cancelled', 'sent-again', 'given-up']),
  }),
  'payment-settled': z.object({
    intent: idSchema,
    amount: minorSchema,
    /** Absent for a payment: the undoing of one before its sale, or money back after it. */
    kind: z.enum(['reversal', 'refund']).optional(),
    outcome: z.enum(['approved', 'declined', 'cancelled', 'unknown']),
    /** True where money was taken and no sale holds it: someone must give it back or ring it up. */
    withoutSale: z.boolean(),
  }),
} as const

export type FactKind = keyof typeof factSchemas
export type Fact<Kind extends FactKind = FactKind> = {
  [K in Kind]: { readonly kind: K; readonly body: z.infer<(typeof factSchemas)[K]> }
}[Kind]

const entrySchemas = (Object.keys(factSchemas) as FactKind[]).map((kind) =>
  entryHeaderSchema.extend({ kind: z.literal(kind), body: factSchemas[kind] }).strict(),
)

/**
 * The whole entry, header and body: what a terminal checks before it commits and intake on arrival.
 */
export const entrySchema = z.discriminatedUnion(
  'kind',
  entrySchemas as [(typeof entrySchemas)[number], ...(typeof entrySchemas)[number][]],
) as unknown as z.ZodType<Entry>

export type Entry<Kind extends FactKind = FactKind> = z.infer<typeof entryHeaderSchema> & Fact<Kind>

export type SaleCompleted = Fact<'sale-completed'>['body']
export type { ForeignCount }
export type { Movement } from './movement.ts'
