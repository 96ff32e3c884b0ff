/**
 * What somebody who looks after the shop looks at beside the money: of a Z, of an entry that came
 * too late for it, of all entries of a session.
 */
import { z } from 'zod'
import type { SessionFigures } from './figures.ts'

/** In the order in which paper and screens have them. */
export const WATCHED = [
  ...(['promotions', 'byHand', 'priceChanges', 'returns', 'removals', 'abandoned'] as const),
  ...(['undone', 'noSales', 'reprints', 'approvals', 'refusals', 'reads'] as const),
] as const satisfies readonly (keyof SessionFigures)[]
export type WatchedFigure = (typeof WATCHED)[number]

export const watchedSchema = z
  .array(
    z.object({
      figure: z.enum(WATCHED),
      count: z.int().min(0),
      /** Minor units of the store's own currency; absent of what is only counted. */
      amount: z.int().optional(),
    }),
  )
  .max(WATCHED.length)
export type Watched = z.infer<typeof watchedSchema>

/** Each of them once, and only what there was. */
export function watchedIn(figures: Pick<SessionFigures, WatchedFigure>): Watched {
  return WATCHED.map((figure) => {
    const sum = figures[figure]
    return { figure, ...(typeof sum === 'number' ? { count: sum } : sum) }
  }).filter(({ count }) => count > 0)
}
