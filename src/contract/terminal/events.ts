/** What the core tells the screens by itself, over one stream that begins with a full picture. */
import { z } from 'zod'
import { SCAN_LIMIT, scanAnswerSchema } from './commands.ts'
import { draftViewSchema, saleViewSchema, statusViewSchema } from './views.ts'
import { shopViewSchema } from './shop-view.ts'

export const eventSchema = z.discriminatedUnion('kind', [
  /** Null before the first pull has brought the settings. */
  z.object({ kind: z.literal('shop'), shop: shopViewSchema.nullable() }),
  z.object({ kind: z.literal('status'), status: statusViewSchema }),
  z.object({ kind: z.literal('draft'), draft: draftViewSchema }),
  /** A scan from a scanner that the core itself reads (serial, HID), already acted upon. */
  z.object({ kind: z.literal('scanned'), answer: scanAnswerSchema }),
  /** A sale was completed (here or on another screen of this terminal). */
  z.object({ kind: z.literal('sold'), sale: saleViewSchema }),
  /** Catalogue, prices or stock changed: what a search or a tile shows may be old. */
  z.object({ kind: z.literal('goods-changed') }),
  /** Sales came down, with what came back of them and what became of their receipts. */
  z.object({ kind: z.literal('sales-changed') }),
  /** The proof of the database went on, began or ended. */
  z.object({ kind: z.literal('verification-changed') }),
])

export type TerminalEvent = z.infer<typeof eventSchema>

/** What a scanner of the core read while a screen waited for it. */
export const heardCodeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('code'), text: z.string().min(1).max(SCAN_LIMIT) }),
  /** Of a gift card that is known here: its code stays in the core. */
  z.object({ kind: z.literal('card') }),
])

export type HeardCode = z.infer<typeof heardCodeSchema>
