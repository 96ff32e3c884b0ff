/** What an owner says of a shop that is to be founded: a country's ways, and what is otherwise. */
import { z } from 'zod'
import { newTaxClassSchema, TAX_CLASSES_LIMIT } from '../../contract/backend/tax-classes.ts'
import { languageOf } from '../../domain/language.ts'
import { RECEIPT_LANGUAGES } from '../../domain/receipt/words.ts'
import { storeSettingsSchema } from '../../domain/settings.ts'
import { beginOfDay, zoneSchema } from '../../domain/time.ts'
import { COUNTRIES, COUNTRY_NAMES } from './countries.ts'
import type { Founding } from './found-shop.ts'

const { shape } = storeSettingsSchema

const taxClassesSchema = z
  .array(newTaxClassSchema)
  .min(1)
  .max(TAX_CLASSES_LIMIT)
  .refine((classes) => new Set(classes.map(({ code }) => code)).size === classes.length, {
    message: 'two classes have one code',
  })
  .refine((classes) => classes.some(({ code }) => code === 'standard'), {
    message: 'one class has the code "standard": what has no class of its own goes by it',
  })

const languagesSchema = shape.receiptLanguages.unwrap().refine(
  (tags) => {
    const languages = tags.map((each) => languageOf(each))
    const isKnown = languages.every((each) => RECEIPT_LANGUAGES.includes(each))
    return isKnown && new Set(languages).size === languages.length
  },
  { message: `receipts are written in ${RECEIPT_LANGUAGES.join(', ')}, each once` },
)

const cashSchema = shape.denominations.refine(
  (cash) => cash.every((each, place) => each > 0 && each < (cash[place - 1] ?? Infinity)),
  { message: 'notes and coins are above 0, the largest first' },
)

const wholeSchema = z
  .strictObject({
    name: shape.name.min(1),
    address: shape.address.default([]),
    taxNumber: shape.taxNumber.default(''),
    receiptHeader: shape.receiptHeader.default([]),
    receiptFooter: shape.receiptFooter.default([]),
    receiptLanguages: languagesSchema.optional(),
    /** Those of the currency where they are known and nothing is said. */
    denominations: cashSchema.optional(),
    country: z.enum(COUNTRY_NAMES).optional(),
    currency: shape.currency,
    zone: zoneSchema.refine((zone) => beginOfDay('2026-01-01', zone) !== undefined, {
      message: 'no time zone of the IANA database',
    }),
    locale: shape.locale,
    taxIncluded: z.boolean(),
    taxRounding: shape.taxRounding,
    taxClasses: taxClassesSchema,
    /** Null: cash is paid to the smallest unit, whatever the country does. */
    cashRounding: shape.cashRounding.nullable(),
  })
  .transform(({ country: _, receiptLanguages, ...file }): Founding => {
    const { name, address, taxNumber, receiptHeader, receiptFooter, denominations, ...ways } = file
    const { cashRounding, ...country } = ways
    return {
      ...{ name, address, taxNumber, receiptHeader, receiptFooter, staff: [] },
      ...(denominations && { denominations }),
      country: { ...country, ...(cashRounding && { cashRounding }) },
      ...(receiptLanguages && { ways: { receiptLanguages } }),
    }
  })

const namesCountrySchema = z.looseObject({ country: z.enum(COUNTRY_NAMES) })

/** Answers what `foundShop` takes, without the people, who are taken on later. */
export const foundingFileSchema = z.preprocess((file) => {
  const named = namesCountrySchema.safeParse(file)
  return named.success ? { ...COUNTRIES[named.data.country], ...named.data } : file
}, wholeSchema)
