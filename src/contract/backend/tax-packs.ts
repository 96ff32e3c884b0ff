/**
 * Tax packs: what the law changes, as signed data of whoever follows it for several shops (an
 * accountant, a chain's office), and whom the shop's owner trusts.
 */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { businessDateSchema, instantSchema } from '../../domain/time.ts'
import { base } from './base.ts'
import { ofShop } from './office-need.ts'
import { changeRatesSchema, newTaxClassSchema, TAX_CLASSES_LIMIT } from './tax-classes.ts'

/** Whom a shop trusts at once. */
export const TAX_PUBLISHERS_LIMIT = 10
/** Changes of one pack. */
export const PACK_CHANGES_LIMIT = 100

/** Ed25519's SubjectPublicKeyInfo, base64. */
const publicKeySchema = z.base64().length(60)

export const taxPackSchema = z.strictObject({
  /** Which one it is, over all of its versions: `DE`. */
  name: textSchema(40).min(1),
  /** Each is above the one before. */
  version: z.int().min(1).max(1_000_000),
  /** What changes and by which law, for people. */
  says: textSchema(1000).min(1),
  /** Classes that are new. */
  classes: z.array(newTaxClassSchema).max(TAX_CLASSES_LIMIT),
  /** A day that is over when the pack is applied has begun. */
  changes: z
    .array(
      changeRatesSchema.extend({
        from: businessDateSchema,
        rates: changeRatesSchema.shape.rates.unwrap(),
      }),
    )
    .max(PACK_CHANGES_LIMIT),
})
export type TaxPack = z.infer<typeof taxPackSchema>

export const signedTaxPackSchema = z.strictObject({
  pack: taxPackSchema,
  publicKey: publicKeySchema,
  /** Ed25519, base64, of what `src/domain/pricing/tax-pack.ts` says. */
  signature: z.base64().length(88),
})
export type SignedTaxPack = z.infer<typeof signedTaxPackSchema>

export const newTaxPublisherSchema = z.strictObject({
  name: textSchema(80).min(1),
  publicKey: publicKeySchema,
})

const publisherSchema = newTaxPublisherSchema.extend({ id: idSchema, trustedAt: instantSchema })
export type TaxPublisher = z.infer<typeof publisherSchema>

const appliedPackSchema = z.object({
  pack: taxPackSchema,
  /** Who signed it, by the name of then. */
  publisher: z.string(),
  appliedAt: instantSchema,
  withdrawnAt: instantSchema.nullable(),
})
export type AppliedTaxPack = z.infer<typeof appliedPackSchema>

const packsSchema = z.object({
  publishers: z.array(publisherSchema),
  /** The newest first, at most a hundred. */
  packs: z.array(appliedPackSchema),
})
/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface TaxPacks extends z.infer<typeof packsSchema> {}
const packs: z.ZodType<TaxPacks> = packsSchema

export const taxPacksContract = {
  list: base
    .meta(ofShop('manage-settings'))
    .route({
      method: 'GET',
      path: '/administration/tax-packs',
      summary: 'Whose tax packs are trusted, and those that were applied, the newest first',
    })
    .output(packs),
  trust: base
    .meta(ofShop('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/tax-publishers',
      summary: 'Trusts whoever signs with a key to say the taxes of this shop',
    })
    .input(newTaxPublisherSchema)
    .output(packs),
  distrust: base
    .meta(ofShop('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/ended-tax-publishers',
      summary: 'Trusts a publisher no longer; what was applied stays',
    })
    .input(z.strictObject({ id: idSchema }))
    .output(packs),
  apply: base
    .meta(ofShop('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/tax-packs',
      summary: 'Does all that a signed pack says, or nothing',
      description:
        'Applied again it changes nothing. One that nobody trusted has signed is ' +
        '`tax-pack-untrusted`, one with a version that is not above the last of its name ' +
        '`tax-pack-outdated`; otherwise it fails as adding a class and changing rates do.',
    })
    .input(signedTaxPackSchema)
    .output(packs),
  withdraw: base
    .meta(ofShop('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/withdrawn-tax-packs',
      summary: 'Takes the last pack of a name back: its classes have the rates of before',
      description:
        'What was rung keeps its rates; classes that came with it stay, for goods may name them. ' +
        'Where a class was changed since, it is `tax-pack-overtaken`.',
    })
    .input(z.strictObject({ name: taxPackSchema.shape.name }))
    .output(packs),
}
