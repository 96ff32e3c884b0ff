/** What a person says that there is, before anybody tells what there should be. */
import { z } from 'zod'
import { textSchema } from '../identifier.ts'
import { currencySchema, minorSchema } from '../money.ts'
import { piecesSchema } from './cash-move.ts'
import { FOREIGN_LIMIT } from './foreign.ts'

/** A drawer that was counted so often is closed with its difference. */
export const COUNTS_LIMIT = 9
export const TENDER_KINDS_LIMIT = 40

const there = minorSchema.refine((value) => value >= 0)

/** Cash of other currencies, in minor units of their own; one that is not named counts as none. */
export const countedForeignSchema = z
  .array(
    z.strictObject({
      currency: currencySchema,
      counted: there,
      pieces: piecesSchema.optional(),
    }),
  )
  .min(1)
  .max(FOREIGN_LIMIT)

/** What the slips of other tenders come to, by kind; one that is not named was not counted. */
export const countedTendersSchema = z
  .array(
    z.strictObject({
      kind: textSchema(40).min(1),
      /** Of a voucher: as the store calls it. */
      name: textSchema(40).min(1).optional(),
      /** What stands on them: of a voucher its face. */
      counted: there,
      /** How many slips there were; absent where nobody counted them. */
      slips: z.int().min(0).max(100_000).optional(),
    }),
  )
  .min(1)
  .max(TENDER_KINDS_LIMIT)
export type CountedForeign = z.infer<typeof countedForeignSchema>
export type CountedTenders = z.infer<typeof countedTendersSchema>
