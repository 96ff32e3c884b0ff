import { z } from 'zod'

/** How a variant is counted: by the piece, or in thousandths of a kilogram, litre or metre. */
export const unitSchema = z.enum(['piece', 'kilogram', 'litre', 'metre'])
export type Unit = z.infer<typeof unitSchema>
