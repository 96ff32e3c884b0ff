/**
 * Who buys here: what a store knows of a person, and how it travels. An entry's body names the
 * customer by id and holds a digest; the details lie beside it as `personal`, so that they can be
 * erased and the chain stays whole.
 */
import { z } from 'zod'
import { containsSchema } from '../catalogue/stock.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { minorSchema } from '../money.ts'
import { canonicalForm } from '../journal/entry.ts'

/** The digest of personal data is SHA-256 over this, followed by the bytes of its text. */
export const PERSONAL_DOMAIN = 'holdfast personal 1\n'
export const GROUPS_LIMIT = 10
/** A balance that no shop reaches; figures stay exact far beyond it. */
export const POINTS_LIMIT = 1_000_000_000

/** Empty texts stand for what is not known. */
export const customerDetailsSchema = z.strictObject({
  name: textSchema(120),
  phone: textSchema(40),
  email: textSchema(254),
  /** The number of a customer card, as its barcode has it. */
  card: textSchema(40),
  address: z.array(textSchema(80)).max(4),
  /** Stands on the invoice. */
  taxNumber: textSchema(40),
  /** Pays no tax. */
  exempt: z.boolean(),
  groups: z.array(idSchema).max(GROUPS_LIMIT),
  /** Up to this much they may owe in stores that sell on account; absent is nothing. */
  creditLimit: minorSchema.refine((amount) => amount >= 0).optional(),
  /** To which ways of being written to with offers the person said yes. */
  consents: z.strictObject({ email: z.boolean(), phone: z.boolean() }),
})
export type CustomerDetails = z.infer<typeof customerDetailsSchema>

/** Only what was changed: two tills that change two things of one customer keep both. */
export const customerPatchSchema = customerDetailsSchema.partial()
export type CustomerPatch = z.infer<typeof customerPatchSchema>

export const EMPTY_DETAILS: CustomerDetails = {
  ...{ name: '', phone: '', email: '', card: '', address: [], taxNumber: '' },
  ...{ exempt: false, groups: [], consents: { email: false, phone: false } },
}

/** What travels beside an entry. The salt keeps a digest from being guessed by trying numbers. */
export const personalSchema = z.strictObject({
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  details: customerPatchSchema,
})

/** What the customers collection replicates down. Without details: erased. */
export const customerDocumentSchema = z.object({
  id: idSchema,
  kind: z.literal('customer'),
  details: customerDetailsSchema.nullable(),
  /** The customer that this one turned out to be; null for one that stands for itself. */
  mergedInto: idSchema.nullable(),
  /** The balance of loyalty points; negative where more was redeemed than there was. */
  points: z.int(),
  contains: containsSchema,
})
export type CustomerDocument = z.infer<typeof customerDocumentSchema>

/** A customer as this terminal knows it. */
export interface Customer {
  readonly id: string
  readonly details: CustomerDetails
  readonly points: number
  /** How often points were redeemed here that the backend has not confirmed. */
  readonly unsentRedemptions: number
  /** Something of it is known here alone: the backend has not confirmed it yet. */
  readonly isProvisional: boolean
}

/** Somebody of whom nothing is known cannot be found again. */
export function isFindable(details: CustomerDetails): boolean {
  const { name, phone, email, card } = details
  return [name, phone, email, card].some((each) => each.trim() !== '')
}

/** `salt` is 16 bytes in hex. */
export function personalText(salt: string, details: CustomerPatch): string {
  return canonicalForm({ salt, details })
}

/** Undefined where the text is not what `personalText` makes. */
export function readPersonal(text: string): CustomerPatch | undefined {
  try {
    return personalSchema.safeParse(JSON.parse(text)).data?.details
  } catch {
    return undefined
  }
}

/** The details with what was changed in them. */
export function patched(details: CustomerDetails, patch: CustomerPatch): CustomerDetails {
  // A field that is undefined is not in the JSON that a patch was read from.
  return { ...details, ...patch } as CustomerDetails
}

/** What differs, and nothing where all is as it was. */
export function patchOf(before: CustomerDetails, after: CustomerPatch): CustomerPatch {
  const changed = Object.entries(after).filter(
    ([field, value]) =>
      value !== undefined &&
      JSON.stringify(value) !== JSON.stringify(before[field as keyof CustomerDetails]),
  )
  return Object.fromEntries(changed)
}
