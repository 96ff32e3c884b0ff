/**
 * What the settings collection replicates down to a terminal: its store, itself, and who may work
 * there.
 */
import { z } from 'zod'
import { customerAccountsSchema, giftCardPolicySchema } from './accounts/account.ts'
import { loyaltyRuleSchema } from './customer/loyalty.ts'
import { labelRuleSchema } from './barcode/label.ts'
import { keyedHashSchema } from './badge.ts'
import { invoiceRuleSchema } from './invoice.ts'
import { priceLabelRuleSchema } from './labels/goods-label.ts'
import { idSchema, textSchema } from './identifier.ts'
import { currencySchema, minorSchema } from './money.ts'
import { heldRoleSchema, OWN_ROLES_LIMIT, ownRoleSchema, rolesSchema } from './permission.ts'
import { CUSTOMER_GROUPS_LIMIT, customerGroupSchema } from './pricing/group-price.ts'
import { rateSchema } from './rate.ts'
import { layawayRuleSchema } from './selling/layaway.ts'
import { quoteRuleSchema } from './selling/quote.ts'
import { logoSchema } from './receipt/logo.ts'
import { onlineRefundsSchema, returnPolicySchema } from './returns/policy.ts'
import { FOREIGN_LIMIT, foreignCurrencySchema } from './till/foreign.ts'
import { tillRulesSchema } from './till/rules.ts'
import { zoneSchema } from './time.ts'

/** BCP 47, by its shape. */
const localeSchema = z.string().regex(/^[a-zA-Z0-9-]{2,35}$/)

/**
 * A picture as it stands in the settings: at most 100 kB, since a till reads its settings whole.
 * What it is, its first bytes say: the signature of PNG (ISO 15948, 5.2), or a JPEG's start.
 */
export const pictureSchema = z
  .string()
  .max(136_600)
  .regex(
    /^data:image\/(?:png;base64,iVBORw0KGgo|jpeg;base64,\/9j\/)(?:[A-Za-z0-9+/]+)={0,2}$/,
    'neither a PNG nor a JPEG',
  )
/** Kinds of paper vouchers that a store takes: as many as a person chooses from at a glance. */
export const VOUCHERS_LIMIT = 8
export const PICTURES_LIMIT = 6
/** How a store sells what may not simply be sold. */
export const sellingRulesSchema = z.strictObject({
  /** What its own scales print, by prefix. */
  labels: z.array(labelRuleSchema).max(11),
  /** Goods past the day that their code tells: never, by somebody who may, or with a warning. */
  expired: z.enum(['block', 'approval', 'warn']),
  /** Whether "clearly older" may stand for a date of birth, said by somebody who may. */
  clearlyOlder: z.boolean(),
  /** The same code from the same scanner within so many ms counts once; 0 counts each. */
  doubleScanMs: z.int().min(0).max(5000),
})

/** The careful ones, for a store that says nothing. */
export const SELLING_RULES: z.infer<typeof sellingRulesSchema> = {
  ...{ labels: [], expired: 'block', clearlyOlder: false, doubleScanMs: 0 },
}

/** How the people at a till are watched over. */
export const staffingSchema = z.object({
  /** A till that nobody touches for so long signs its person out; 0 never does. */
  lockAfterMinutes: z.int().min(0).max(240),
  /**
   * A till that has not heard from the backend for so many days may not know who left: whoever
   * signs in needs somebody's word then. 0 asks nobody.
   */
  trustedOfflineDays: z.int().min(0).max(365),
})

/** For a store that says nothing: a person is out at most a week after the backend said so. */
export const STAFFING: z.infer<typeof staffingSchema> = {
  ...{ lockAfterMinutes: 10, trustedOfflineDays: 7 },
}

/** Stores of one shop. */
export const STORES_LIMIT = 50
const otherStoreSchema = z.object({ id: idSchema, name: textSchema(80) })

export const storeSettingsSchema = z.object({
  id: idSchema,
  kind: z.literal('store'),
  name: textSchema(80),
  address: z.array(textSchema(80)).max(6),
  taxNumber: textSchema(40),
  currency: currencySchema,
  zone: zoneSchema,
  /** Minutes after midnight at which a business day begins. */
  dayStartsAtMinute: z.int().min(0).max(720),
  /** BCP 47, the language of receipts and of the screens until a person chooses another. */
  locale: localeSchema,
  priceList: idSchema,
  /** Where tax is rounded; absent is by line. `docs/pricing.md` says what the law asks for. */
  taxRounding: z.enum(['line', 'document']).optional(),
  /** The location whose shelf this store sells from. */
  location: idSchema,
  receiptHeader: z.array(textSchema(80)).max(10),
  receiptFooter: z.array(textSchema(80)).max(10),
  /** At the head of what customers take home; absent where there is none. */
  receiptLogo: logoSchema.optional(),
  /** BCP 47, what customers take home is written in; the store's own where nothing is said. */
  receiptLanguages: z.array(localeSchema).min(1).max(2).optional(),
  /** What the customer display shows in turn while nothing is sold. */
  displayPictures: z.array(pictureSchema).max(PICTURES_LIMIT).optional(),
  /** Notes and coins that a till counts and offers as quick amounts, largest first. */
  denominations: z.array(minorSchema).max(30),
  /** The smallest coin in minor units, to which cash is rounded; absent where all can be paid. */
  cashRounding: z.int().min(2).max(100_000).optional(),
  /** Other currencies that are taken in cash; absent where none. */
  foreignCash: z.array(foreignCurrencySchema).max(FOREIGN_LIMIT).optional(),
  /** Where tips are wanted: shares of the total to offer. Absent where they are not. */
  tips: z.object({ offered: z.array(rateSchema).max(4) }).optional(),
  /** What roles may do here otherwise than by default. */
  roles: rolesSchema.optional(),
  /** Roles beside those that every store has. */
  ownRoles: z.array(ownRoleSchema).max(OWN_ROLES_LIMIT).optional(),
  staffing: staffingSchema.optional(),
  /** What comes back, and until when; by default where it is absent. */
  returns: returnPolicySchema.optional(),
  /** Points for what customers buy; absent where the store gives none. */
  loyalty: loyaltyRuleSchema.optional(),
  selling: sellingRulesSchema.optional(),
  till: tillRulesSchema.optional(),
  /** Gift cards that it sells and takes; absent where it has none. */
  giftCards: giftCardPolicySchema.optional(),
  /** What customers may have here, or owe. */
  customerAccounts: customerAccountsSchema.optional(),
  /** Paper vouchers of others that it takes, by what they are called; absent where none. */
  vouchers: z.array(textSchema(40).min(1)).max(VOUCHERS_LIMIT).optional(),
  /** Groups that customers may be in here, each with the prices that it buys by. */
  customerGroups: z.array(customerGroupSchema).max(CUSTOMER_GROUPS_LIMIT).optional(),
  /** How its invoices are numbered; absent where it issues none. */
  invoices: invoiceRuleSchema.optional(),
  /** For how long its quotes hold; absent where it gives none. */
  quotes: quoteRuleSchema.optional(),
  /** The other stores of the shop, to which goods may be sent; absent where it has none. */
  otherStores: z.array(otherStoreSchema).max(STORES_LIMIT).optional(),
  /** What stands on the labels of its goods; as usual where it is absent. */
  priceLabels: priceLabelRuleSchema.optional(),
  /** How goods are laid away; absent where none are. */
  layaways: layawayRuleSchema.optional(),
  /** Receipts go by e-mail: there is a mail account, which only the backend knows. */
  receiptsByMail: z.literal(true).optional(),
  /** Providers of online payments, as tenders name them, by which money goes back. */
  onlineRefunds: onlineRefundsSchema.optional(),
})

/** A PIN as it is typed; never kept. */
export const pinDigitsSchema = z.string().regex(/^\d{4,12}$/)

/** Source for the scrypt parameters: RFC 7914; a PIN is short, so the cost is what protects it. */
export const pinSchema = z.object({
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  cost: z.int().min(1024).max(1_048_576),
  /** What was hashed is the keyed hash of the PIN (`pinText`). */
  isPeppered: z.literal(true).optional(),
})

export const staffSchema = z.object({
  id: idSchema,
  kind: z.literal('staff'),
  name: textSchema(80),
  role: heldRoleSchema,
  pin: pinSchema,
  disabled: z.boolean(),
  /** Of the code of their badge (`badgeText`); absent for a person without one. */
  badge: keyedHashSchema.optional(),
})

export const wedgeSchema = z.object({
  /** Longest gap in ms between two keys of one scan, as measured by scanning the setup barcode. */
  gapMs: z.int().min(5).max(250),
  /** Fewest characters that count as a scan when no prefix is set. */
  shortest: z.int().min(3).max(20),
  /** `event.code` of the key that the scanner sends first, or null. */
  prefix: z.string().max(20).nullable(),
  /** `event.code` of the key that ends a scan. */
  suffix: z.string().max(20),
})

/** Act of the key table → the key that was chosen for it, as `event.key` names keys. */
export const chosenKeysSchema = z
  .record(z.string().min(1).max(30), z.string().min(1).max(12))
  .refine((keys) => Object.keys(keys).length <= 100, { message: 'too many keys' })

export const printerAddressSchema = z.discriminatedUnion('transport', [
  z.object({
    transport: z.literal('tcp'),
    host: z.string().min(1).max(253),
    port: z.int().min(1).max(65535),
  }),
  z.object({
    transport: z.literal('serial'),
    path: z.string().min(1).max(200),
    baudRate: z.int().min(300).max(921_600),
  }),
  z.object({ transport: z.literal('file'), path: z.string().min(1).max(200) }),
])

export const scannerAddressSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('serial'),
    path: z.string().min(1).max(200),
    baudRate: z.int().min(300).max(921_600),
  }),
  z.object({
    kind: z.literal('hid'),
    vendorId: z.int().min(0).max(65535),
    productId: z.int().min(0).max(65535),
    serialNumber: z.string().max(100).nullable(),
  }),
])

export const printerSettingsSchema = z.object({
  address: printerAddressSchema,
  /** Model id of the printer database, or `generic`. */
  model: z.string().max(60),
  columns: z.int().min(24).max(64),
  /** Code pages that this very printer has, tried in this order. */
  codePages: z.array(z.string().max(20)).min(1).max(8),
  /** False for printers that never answer: their jobs end as sent, never as printed. */
  answers: z.boolean(),
  drawerPin: z.union([z.literal(2), z.literal(5)]),
})

/** The widest code of goods has 132 modules with its quiet zones, none finer than 0.25 mm. */
const NARROWEST_MM = { 6: 44, 8: 34, 12: 34, 24: 34 } as const

/** A printer of labels that speaks ZPL II. */
export const labelPrinterSettingsSchema = z
  .object({
    address: printerAddressSchema,
    /** Of its print head: 6 (152 dpi), 8 (203), 12 (300) or 24 (600). */
    dotsPerMm: z.union([z.literal(6), z.literal(8), z.literal(12), z.literal(24)]),
    /** Of one label, as it hangs from the printer. */
    widthMm: z.int().min(34).max(110),
    heightMm: z.int().min(20).max(150),
    /** False for one that never answers: its jobs end as sent, never as printed. */
    answers: z.boolean(),
  })
  .refine(({ dotsPerMm, widthMm }) => widthMm >= NARROWEST_MM[dotsPerMm], {
    message: 'too narrow for a code of goods',
  })

export const terminalSettingsSchema = z.object({
  id: idSchema,
  kind: z.literal('terminal'),
  name: textSchema(40),
  /** Short and unique in the tenant: the first part of every receipt number. */
  code: z.string().regex(/^[A-Z0-9]{1,8}$/),
  printer: printerSettingsSchema.nullable(),
  /** Absent or null where the till prints no labels; several tills may share one. */
  labelPrinter: labelPrinterSettingsSchema.nullable().optional(),
  scanners: z.array(scannerAddressSchema).max(4),
  wedge: wedgeSchema,
  /** Payment terminal for cards (ZVT over TCP); absent or null where the till takes none. */
  payment: z
    .object({
      host: z.string().min(1).max(253),
      port: z.int().min(1).max(65535),
      /** Six digits that tell the till from other tills; the payment terminal's own setting. */
      password: z.string().regex(/^\d{6}$/),
    })
    .nullable()
    .optional(),
  /**
   * The key under which codes of gift cards are hashed, sealed for this terminal's credential:
   * whoever has a copy of the database has no key. Base64.
   */
  cardKey: z.string().max(200).optional(),
})

export const settingsDocumentSchema = z.discriminatedUnion('kind', [
  storeSettingsSchema,
  staffSchema,
  terminalSettingsSchema,
])

/** What stands at a counter, as a terminal is told of it. */
export const counterDevicesSchema = terminalSettingsSchema.pick({
  printer: true,
  labelPrinter: true,
  scanners: true,
  payment: true,
})

export type CounterDevices = z.infer<typeof counterDevicesSchema>
export type Staffing = z.infer<typeof staffingSchema>
export type SellingRules = z.infer<typeof sellingRulesSchema>
export type StoreSettings = z.infer<typeof storeSettingsSchema>
export type Staff = z.infer<typeof staffSchema>
export type Pin = z.infer<typeof pinSchema>
export type ChosenKeys = Readonly<z.infer<typeof chosenKeysSchema>>
export type WedgeSettings = z.infer<typeof wedgeSchema>
export type PrinterAddress = z.infer<typeof printerAddressSchema>
export type LabelPrinterSettings = z.infer<typeof labelPrinterSettingsSchema>
export type PrinterSettings = z.infer<typeof printerSettingsSchema>
export type ScannerAddress = z.infer<typeof scannerAddressSchema>
export type TerminalSettings = z.infer<typeof terminalSettingsSchema>
export type SettingsDocument = z.infer<typeof settingsDocumentSchema>
