/** The lines behind what was lost or found of the stock, as the owner reads them over HTTP. */
import { z } from 'zod'
import { unitSchema } from '../../domain/catalogue/unit.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { currencySchema } from '../../domain/money.ts'
import { channelSchema } from '../../domain/reports/figure.ts'
import { businessDateSchema } from '../../domain/time.ts'
import {
  LINES_AT_ONCE,
  LINES_SHOWN,
  linePlaceSchema,
  linesAtOnceSchema,
  ownPlaceSchema,
  writtenLinePlaceSchema,
  type LinePlace,
} from '../figure-entries.ts'

export type DifferencePlace = LinePlace

export const differencesInputSchema = z.strictObject({
  from: businessDateSchema,
  to: businessDateSchema,
  part: z.enum(['stock-lost', 'stock-found']),
  /** The reason: the key of the dashboard's row. */
  key: z.string().max(400),
  store: idSchema.optional(),
  terminal: idSchema.optional(),
  channel: channelSchema.optional(),
  /** Of the lines before these: `next` of their answer, its fields with blanks between. */
  before: writtenLinePlaceSchema.optional(),
  most: z.coerce.number().pipe(linesAtOnceSchema).default(LINES_SHOWN),
})

const differenceSchema = z.object({
  ...linePlaceSchema.shape,
  store: textSchema(80),
  terminal: z.string().max(80),
  /** Null where the owner said it, or nobody was signed in. */
  person: textSchema(80).nullable(),
  /** What the person said of it. */
  note: z.string().max(500).nullable(),
  name: z.string().max(300),
  unit: unitSchema,
  /** Thousandths, above zero. */
  quantity: z.int(),
  /** Minor units, at the selling price of then and what it had cost; null where nobody knew. */
  worth: z.int().nullable(),
  cost: z.int().nullable(),
  /** Null where the entry itself is not looked at here. */
  own: ownPlaceSchema.nullable(),
})
export type StockDifferenceLine = z.infer<typeof differenceSchema>

export const stockDifferencesSchema = z.object({
  currency: currencySchema,
  lines: z.array(differenceSchema).max(LINES_AT_ONCE),
  next: linePlaceSchema.nullable(),
})
export type StockDifferences = z.infer<typeof stockDifferencesSchema>
