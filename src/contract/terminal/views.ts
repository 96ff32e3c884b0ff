/**
 * What a screen is shown. Views are made by the core, ready to draw: the renderer computes no
 * money.
 */
import { z } from 'zod'
import { heldAccountSchema, heldPointsSchema } from './account-views.ts'
import { refundViewSchema, tenderViewSchema } from './tender-views.ts'
import { openTillViewSchema, otherDrawersShape } from './till-view.ts'
import { unitSchema, variantOptionSchema } from '../../domain/catalogue/documents.ts'
import { customerDetailsSchema } from '../../domain/customer/customer.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { currencySchema, minorSchema, unitPriceSchema } from '../../domain/money.ts'
import { heldRoleSchema, permissionSchema } from '../../domain/permission.ts'
import { lineDiscountSchema } from '../../domain/pricing/discount.ts'
import { passedReasonSchema } from '../../domain/pricing/priced.ts'
import { couponCodeSchema } from '../../domain/pricing/promotion.ts'
import { quantitySchema } from '../../domain/quantity.ts'
import { receiptDocumentSchema } from '../../domain/receipt/document.ts'
import { rateSchema } from '../../domain/rate.ts'
import { returnReasonSchema } from '../../domain/returns/returned.ts'
import { layawayEndSchema } from '../../domain/selling/layaway.ts'
import { tenderKindSchema } from '../../domain/selling/tender.ts'
import { lineDetailShape, noteSchema } from '../../domain/selling/line-detail.ts'
import { businessDateSchema, instantSchema } from '../../domain/time.ts'

export const personViewSchema = z.object({
  id: idSchema,
  name: textSchema(80),
  role: heldRoleSchema,
  /** Of a role of the store's own; null for those that every store has. */
  roleName: textSchema(40).nullable(),
})

export const lineViewSchema = z.object({
  id: idSchema,
  name: textSchema(200),
  size: textSchema(80),
  unit: unitSchema,
  quantity: quantitySchema,
  unitPrice: unitPriceSchema,
  /** Before its discounts. */
  amount: minorSchema,
  /** Of goods that come back: the receipt that they were sold on, and why they do. */
  returned: z
    .object({ receipt: z.string(), reason: returnReasonSchema, word: z.enum(['granted', 'none']) })
    .nullable(),
  /** What it was rung at first, where a person set another price; else null. */
  rungAt: unitPriceSchema.nullable(),
  /** In the order in which they were taken off, each with what explains it. */
  discounts: z.array(lineDiscountSchema),
  ...lineDetailShape,
})

export const taxViewSchema = z.object({
  code: textSchema(8),
  name: textSchema(40),
  rate: rateSchema,
  base: minorSchema,
  tax: minorSchema,
})

export const customerViewSchema = z.object({
  id: idSchema,
  details: customerDetailsSchema,
  /** Null where the store gives none. */
  points: z.int().nullable(),
  /** Known here alone so far. */
  isProvisional: z.boolean(),
})

export const draftViewSchema = z.object({
  id: idSchema,
  version: z.int().min(0),
  /** Whose purchase it is; null where nobody knows. */
  customer: customerViewSchema.nullable(),
  lines: z.array(lineViewSchema),
  /** After discounts; `discount` is what the customer saves. */
  subtotal: minorSchema,
  discount: minorSchema,
  tax: minorSchema,
  taxes: z.array(taxViewSchema),
  total: minorSchema,
  /** What is still to be paid, and the same as cash can pay it. */
  due: minorSchema,
  cashDue: minorSchema,
  /** Where the money goes that goes back, part by part; null where none does. */
  refund: refundViewSchema.nullable(),
  tip: minorSchema,
  /** The layaway that it ends, as it is printed. */
  layaway: z.object({ layaway: z.string(), as: layawayEndSchema }).optional(),
  /** Money that was taken already. */
  tenders: z.array(tenderViewSchema),
  /** What is still due in other currencies that are taken in cash. */
  foreign: z.array(
    z.object({
      currency: currencySchema,
      due: minorSchema,
      quickAmounts: z.array(minorSchema),
      /** The day from which the rate is. */
      date: businessDateSchema,
    }),
  ),
  /** Tips to offer; empty where none are wanted. */
  tips: z.array(minorSchema),
  /** Likely cash amounts, the exact one first. */
  quickAmounts: z.array(minorSchema),
  /** Given by hand on the whole cart; those of a line are among its discounts. */
  given: z.array(z.object({ id: idSchema, reason: textSchema(80), saving: minorSchema })),
  /** A coupon that brings nothing says why. */
  coupons: z.array(
    z.object({
      code: couponCodeSchema,
      name: textSchema(80),
      saving: minorSchema,
      why: passedReasonSchema.nullable(),
      /** Good for one sale, and nobody has said yet that it is this one. */
      isProvisional: z.boolean(),
    }),
  ),
  note: noteSchema.optional(),
  canUndo: z.boolean(),
  /** Nothing is in it any more; what was taken out is told when it is given up or makes way. */
  isEmptied: z.literal(true).optional(),
  /** What the customer has here or may owe, where the store keeps that. */
  accounts: z.array(heldAccountSchema),
  /** Null where the store's points buy nothing, or nobody is named. */
  points: heldPointsSchema.nullable(),
  /** How many carts wait on this till's own hook. */
  parked: z.int().min(0),
  /** The line that the last act touched, lit up once. */
  touched: idSchema.nullable(),
  /** A card payment of this draft whose end is not known yet. */
  payment: z
    .object({
      intent: idSchema,
      amount: minorSchema,
      state: z.enum(['started', 'unknown']),
      /** Money is paid, or goes back. */
      kind: z.enum(['payment', 'reversal', 'refund']),
    })
    .nullable(),
})

export const sellableViewSchema = z.object({
  variant: idSchema,
  name: textSchema(200),
  size: textSchema(80),
  unit: unitSchema,
  sku: textSchema(80),
  barcode: z.string().nullable(),
  packQuantity: quantitySchema,
  /** Null where it has no price here: it can be sold as an open item only. */
  unitPrice: unitPriceSchema.nullable(),
  /** On hand as this terminal knows it; null where nothing is known. */
  onHand: quantitySchema.nullable(),
  /** What tells it from its product's other variants; empty where there are none. */
  options: z.array(variantOptionSchema),
  /** It stands for all variants of its product: which one is asked when it is taken. */
  family: z
    .object({ product: idSchema, name: textSchema(200), variants: z.int().min(2) })
    .nullable(),
})

export const departmentViewSchema = z.object({
  id: idSchema,
  name: textSchema(80),
  hue: z.int().min(0).max(11),
})

export const saleViewSchema = z.object({
  sale: idSchema,
  receipt: z.string(),
  at: instantSchema,
  total: minorSchema,
  tendered: minorSchema,
  change: minorSchema,
  /** Went back to tenders, above zero; 0 where the sale only took. */
  givenBack: minorSchema,
  /** What rounding to the smallest coin added to the total, and what was given on top. */
  cashRounding: minorSchema,
  tip: minorSchema,
  tender: z.union([tenderKindSchema, z.literal('mixed')]),
  document: receiptDocumentSchema,
})

/** Print jobs that may wait: with each new one beyond it the oldest is given up. */
export const PRINT_JOBS_LIMIT = 500

export const printJobViewSchema = z.object({
  id: idSchema,
  kind: z.enum([
    ...(['receipt', 'copy', 'gift-receipt', 'drawer'] as const),
    ...(['close-slip', 'cash-slip', 'report-slip', 'credit-note', 'invoice', 'quote'] as const),
    'labels',
    'layaway',
  ]),
  state: z.enum([
    'queued',
    'checking',
    'sending',
    'held',
    'unknown',
    'printed',
    'sent',
    'cancelled',
  ]),
  condition: z.string().nullable(),
  receipt: z.string().nullable(),
  /** Of labels: of which goods, and how many. */
  labels: z.object({ name: textSchema(200), copies: z.int().min(1) }).nullable(),
  createdAt: instantSchema,
})

/** The thin bar above everything, and who stands at the till. */
export const statusViewSchema = z.object({
  person: personViewSchema.nullable(),
  /** What the person may do, also where that takes a second person's word. */
  permissions: z.array(permissionSchema),
  till: openTillViewSchema.nullable(),
  ...otherDrawersShape,
  /**
   * `since` is the instant from which the backend has not answered, null while it does; `refused`
   * says that it answers but does not know this terminal.
   */
  network: z.object({
    online: z.boolean(),
    since: instantSchema.nullable(),
    refused: z.boolean(),
  }),
  unsent: z.object({ entries: z.int(), sales: z.int(), oldestAt: instantSchema.nullable() }),
  /** Null where no printer is set up. */
  printer: z.string().nullable(),
  /** As it was for the last job; null where none is set up. */
  labelPrinter: z.string().nullable(),
  scanners: z.array(z.object({ kind: z.enum(['serial', 'hid']), condition: z.string() })),
  /** Those that wait for a person, oldest first: the first fifty. */
  printJobs: z.array(printJobViewSchema),
  /** How many wait, listed or not. */
  printJobsWaiting: z.int().min(0),
  /** Receipts by e-mail that came to nothing, until somebody says that they saw it. */
  failedMails: z.int().min(0),
  /** Entries that the backend keeps aside, and whether this terminal exists twice. */
  delivery: z.object({ parked: z.int().min(0), forked: z.boolean() }),
  /**
   * The last reading that found this clock wrong: what it said, and the server's then. Null where
   * nothing is known against it.
   */
  clock: z.object({ at: instantSchema, server: instantSchema }).nullable(),
  /** Null unless the database was damaged: since when it is whole, and what is missing. */
  recovery: z
    .object({
      at: instantSchema,
      /** By epoch and number, both ends inclusive; `to` is null where nobody knows it. */
      missing: z.array(
        z.object({ epoch: z.int().min(1), from: z.int().min(1), to: z.int().min(1).nullable() }),
      ),
    })
    .nullable(),
  /**
   * The newest backup that verified, and why the last that was tried did not come to be; null where
   * none are made.
   */
  backup: z
    .object({
      newestAt: instantSchema.nullable(),
      failure: z
        .enum(['disk-full', 'disk-read-only', 'disk-failed', 'database-damaged'])
        .nullable(),
    })
    .nullable(),
  /** The disk is full, and the sale under way is finished on what was kept back for it. */
  reserveSpent: z.boolean(),
  /** Catalogue rows known here; while a first pull is running `pulling` says so. */
  catalogue: z.object({ rows: z.int(), pulling: z.boolean() }),
  /** What keeps this terminal from selling, as a failure code; null where nothing does. */
  blocked: z.string().nullable(),
})

export type PersonView = z.infer<typeof personViewSchema>
export type TenderView = z.infer<typeof tenderViewSchema>
export type LineView = z.infer<typeof lineViewSchema>
export type CustomerView = z.infer<typeof customerViewSchema>
export type DraftView = z.infer<typeof draftViewSchema>
export type SellableView = z.infer<typeof sellableViewSchema>
export type DepartmentView = z.infer<typeof departmentViewSchema>
export type SaleView = z.infer<typeof saleViewSchema>
export type PrintJobView = z.infer<typeof printJobViewSchema>
export type StatusView = z.infer<typeof statusViewSchema>
