/** The tax classes of a shop, as their owner adds them and says what they will be. */
import { z } from 'zod'
import { taxClassSchema } from '../../domain/catalogue/pricing.ts'
import { textSchema } from '../../domain/identifier.ts'
import { taxRatesSchema } from '../../domain/pricing/tax-rate.ts'
import { businessDateSchema } from '../../domain/time.ts'
import { base } from './base.ts'
import { ofShop } from './office-need.ts'

/** Classes of a tenant. */
export const TAX_CLASSES_LIMIT = 50

const codeSchema = textSchema(40).min(1)
const ratesSchema = taxRatesSchema.refine(([first]) => !first?.compound && !first?.joined, {
  message: 'the first rate has none before it to be taken on, or joined with',
})

export const newTaxClassSchema = z.strictObject({
  /** What goods name it by; `standard` is what goods without a class of their own have. */
  code: codeSchema,
  name: textSchema(80).min(1),
  rates: ratesSchema,
})
export type NewTaxClass = z.infer<typeof newTaxClassSchema>

export const changeRatesSchema = z.strictObject({
  taxClass: codeSchema,
  /** The first day of the new rates, by the clock of the oldest store; null is now. */
  from: businessDateSchema.nullable(),
  /** Null takes back what was to begin on that day. */
  rates: ratesSchema.nullable(),
})
export type ChangeRates = z.infer<typeof changeRatesSchema>

const classesSchema = z.object({ taxClasses: z.array(taxClassSchema) })
/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface TaxClasses extends z.infer<typeof classesSchema> {}
const classes: z.ZodType<TaxClasses> = classesSchema

export const taxClassesContract = {
  list: base
    .meta(ofShop('manage-settings'))
    .route({ method: 'GET', path: '/administration/tax-classes', summary: 'All tax classes' })
    .output(classes),
  create: base
    .meta(ofShop('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/tax-classes',
      summary: 'Adds a tax class, which goods may name from then on',
      description:
        'A code that another class has is `tax-class-taken`; more than ' +
        `${String(TAX_CLASSES_LIMIT)} are \`limit-tax-classes\`.`,
    })
    .input(newTaxClassSchema)
    .output(classes),
  change: base
    .meta(ofShop('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/tax-rates',
      summary: 'Other rates for a class from a day on, which its tills know before it comes',
      description:
        'What was rung keeps the rates that it was rung with. A day that is over, or that there ' +
        'is not, is `from-implausible`, and so is one to take back on which nothing begins; a ' +
        'code that no class has is `tax-class-unknown`.',
    })
    .input(changeRatesSchema)
    .output(classes),
}
