/** The lines behind what was lost or found of the stock, as the owner reads them over HTTP. */
import { z } from 'zod'
import { unitSchema } from '../../domain/catalogue/unit.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { currencySchema } from '../../domain/money.ts'
import { channelSchema } from '../../domain/reports/figure.ts'
import { businessDateSchema } from '../../domain/time.ts'
import { placeSchema } from '../reports.ts'

/** Lines of one answer; `next` asks for those before them. */
export const DIFFERENCES_SHOWN = 50
/** Of one answer for a file. */
export const DIFFERENCES_AT_ONCE = 1000

const linePlaceSchema = placeSchema.extend({ line: z.int().min(0) })
export type DifferencePlace = z.infer<typeof linePlaceSchema>

/** What a query holds is text: a place is written into one. */
const writtenSchema = z
  .string()
  .max(300)
  .transform((text, context) => {
    const [date, at, entry, line] = text.split(' ')
    const place = linePlaceSchema.safeParse({ date, at: Number(at), entry, line: Number(line) })
    if (place.success) return place.data
    context.addIssue({ code: 'custom', message: 'no place of a line' })
    return z.NEVER
  })

export function writtenLinePlace({ date, at, entry, line }: DifferencePlace): string {
  return `${date} ${String(at)} ${entry} ${String(line)}`
}

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
  before: writtenSchema.optional(),
  most: z.coerce.number().int().min(1).max(DIFFERENCES_AT_ONCE).default(DIFFERENCES_SHOWN),
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
})
export type StockDifferenceLine = z.infer<typeof differenceSchema>

export const stockDifferencesSchema = z.object({
  currency: currencySchema,
  lines: z.array(differenceSchema).max(DIFFERENCES_AT_ONCE),
  next: linePlaceSchema.nullable(),
})
export type StockDifferences = z.infer<typeof stockDifferencesSchema>
