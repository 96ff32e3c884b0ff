/** The capability to take goods back, put together. */
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { createFindSales, type FindSales } from './find.ts'
import { createKnownSales } from './known-sales.ts'
import { createPutReturn, type PutReturn } from './put.ts'

export interface ReturnUses {
  readonly find: FindSales
  readonly put: PutReturn
}

export function createReturnUses(core: Core, current: CurrentDraft): ReturnUses {
  const known = createKnownSales(core)
  return {
    find: createFindSales(core, current, known),
    put: createPutReturn(core, current, known),
  }
}
