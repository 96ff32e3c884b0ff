/** The capability to take goods back, put together. */
import type { Core } from '../core.ts'
import { createFindSales, type FindSales } from './find.ts'
import type { Selling } from '../selling/selling.ts'
import { createPutUnproven, type PutUnproven } from './put-unproven.ts'
import { createPutReturn, type PutReturn } from './put.ts'

export type ReturnUses = OwnUses & Selling['refunds']

interface OwnUses {
  readonly find: FindSales
  readonly put: PutReturn
  readonly bring: PutUnproven
}

export function createReturnUses(
  core: Core,
  { current, known, refunds }: Pick<Selling, 'current' | 'known' | 'refunds'>,
): ReturnUses {
  return {
    ...refunds,
    find: createFindSales(core, current, known),
    put: createPutReturn(core, current, known),
    bring: createPutUnproven(core, current),
  }
}
