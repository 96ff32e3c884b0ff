/** The capability to lay goods away. */
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import type { KnownSales } from '../returns/known-sales.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import type { TakeHanded } from '../selling/hand-tender.ts'
import type { LinePutter } from '../selling/put-line.ts'
import { createBeginLayaway, type BeginLayaway } from './begin.ts'
import { createEndLayaway, type EndLayaway } from './end.ts'
import { createListLayaways, type ListLayaways } from './list.ts'
import { createPayLayaway, type PayLayaway } from './pay.ts'

export interface LayawayUses {
  readonly begin: BeginLayaway
  readonly list: ListLayaways
  readonly pay: PayLayaway
  readonly end: EndLayaway
}

export interface LayawayParts {
  readonly current: CurrentDraft
  readonly printing: PrintRunner
  readonly lines: LinePutter
  readonly take: TakeHanded
  readonly known: KnownSales
}

export function createLayawayUses(
  core: Core,
  { current, printing, lines, take, known }: LayawayParts,
): LayawayUses {
  return {
    begin: createBeginLayaway(core, current, printing),
    list: createListLayaways(core),
    pay: createPayLayaway(core, current, lines),
    end: createEndLayaway(core, current, take, known),
  }
}
