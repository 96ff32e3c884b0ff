/** What a returned line carries: every figure as it goes back, fixed by the sale of its goods. */
import { z } from 'zod'
import { minorSchema } from '../money.ts'
import { LINE_DISCOUNTS_LIMIT, lineDiscountSchema } from './discount.ts'
import { taxShareSchema } from './priced.ts'
import { RATES_LIMIT } from './tax-rate.ts'

export const returnFiguresSchema = z.object({
  gross: minorSchema,
  discounts: z.array(lineDiscountSchema).max(LINE_DISCOUNTS_LIMIT),
  net: minorSchema,
  relief: minorSchema,
  taxes: z.array(taxShareSchema).max(RATES_LIMIT),
  total: minorSchema,
})
