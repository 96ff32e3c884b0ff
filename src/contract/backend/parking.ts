/** How a terminal asks for carts that other tills of its store put aside. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { minorSchema } from '../../domain/money.ts'
import { HOOK_LIMIT, parkedCartSchema, type ParkedCart } from '../../domain/selling/parked.ts'
import { LAYAWAYS_LIMIT, layawaySchema } from '../../domain/selling/layaway.ts'
import { quoteSchema } from '../../domain/selling/quote.ts'
import { instantSchema } from '../../domain/time.ts'

export const LISTED_LIMIT = 50

export const parkedCartsInputSchema = z.object({
  /** The carts that the asker holds itself: it is told which of them others went on with. */
  held: z.array(idSchema).max(HOOK_LIMIT).default([]),
  what: z.enum(['carts', 'layaways']).default('carts'),
  /** That quote alone, by its number, however long it waits. */
  quote: textSchema(50).min(1).optional(),
})

export const parkedCartsOutputSchema = z.object({
  carts: z
    .array(
      z.object({
        park: idSchema,
        terminal: idSchema,
        at: instantSchema,
        by: idSchema.nullable(),
        lines: z.int().min(0),
        total: minorSchema,
        quote: quoteSchema.nullable().default(null),
        layaway: layawaySchema.nullable().default(null),
        customer: idSchema.nullable().default(null),
        /** A quote whose entry says what a mail of it says. */
        isMailable: z.boolean().default(false),
      }),
    )
    .max(Math.max(LISTED_LIMIT, LAYAWAYS_LIMIT)),
  taken: z.array(idSchema).max(HOOK_LIMIT),
})

export const parkedCartInputSchema = z.object({ park: idSchema })

const foundShape = z.object({ cart: parkedCartSchema.nullable() })
/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface FoundParked {
  readonly cart: ParkedCart | null
}
export const parkedCartOutputSchema: z.ZodType<FoundParked> = foundShape
