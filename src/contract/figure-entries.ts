/** The entries behind figures that are not of sales, as terminals and the backend tell them. */
import { z } from 'zod'
import { idSchema, textSchema } from '../domain/identifier.ts'
import { currencySchema } from '../domain/money.ts'
import { extentSchema, permissionSchema } from '../domain/permission.ts'
import { placeSchema } from './reports.ts'

/** Lines of one answer; `next` asks for those before them. */
export const LINES_SHOWN = 50
/** Of one answer for a file. */
export const LINES_AT_ONCE = 1000
/** Entries that a terminal looks at for one answer: it may hold fewer, and a `next`. */
export const LINES_AMONG = 2000

/** Where an answer ended: of several lines of one entry, the line. */
export const linePlaceSchema = placeSchema.extend({ line: z.int().min(0) })
export type LinePlace = z.infer<typeof linePlaceSchema>

/** What a query holds is text: a place is written into one. */
export const writtenLinePlaceSchema = z
  .string()
  .max(300)
  .transform((text, context) => {
    const [date, at, entry, line] = text.split(' ')
    const place = linePlaceSchema.safeParse({ date, at: Number(at), entry, line: Number(line) })
    if (place.success) return place.data
    context.addIssue({ code: 'custom', message: 'no place of a line' })
    return z.NEVER
  })

export function writtenLinePlace({ date, at, entry, line }: LinePlace): string {
  return `${date} ${String(at)} ${entry} ${String(line)}`
}

export const linesAtOnceSchema = z.int().min(1).max(LINES_AT_ONCE)

/** Where an entry stands in the journal of the terminal that tells it. */
export const ownPlaceSchema = z.object({ epoch: z.int().min(1), seq: z.int().min(1) })
export type OwnPlace = z.infer<typeof ownPlaceSchema>

const figureEntrySchema = linePlaceSchema.extend({
  /** As people call it. */
  terminal: z.string().max(80),
  /** Who did it, or wanted to; null where nobody was signed in. */
  person: textSchema(80).nullable(),
  /** Whoever vouched for it, or tried to. */
  approver: textSchema(80).nullable(),
  permission: permissionSchema.nullable(),
  extent: extentSchema.nullable(),
  /** Why it was refused, or why a drawer differed. */
  reason: z.string().max(200).nullable(),
  /** Counted less expected, minor units of the currency. */
  difference: z.int().nullable(),
  currency: currencySchema.nullable(),
  session: idSchema.nullable(),
  z: z.int().nullable(),
  /** Null where the entry itself is not looked at here. */
  own: ownPlaceSchema.nullable(),
})
export type FigureEntryView = z.infer<typeof figureEntrySchema>

export const figureEntriesSchema = z.object({
  lines: z.array(figureEntrySchema).max(LINES_AT_ONCE),
  next: linePlaceSchema.nullable(),
})
export type FigureEntries = z.infer<typeof figureEntriesSchema>
