/** The capability to put a cart aside and go on with it, put together. */
import type { Core } from '../core.ts'
import type { Selling } from '../selling/selling.ts'
import { createFindQuote, type FindQuote } from './find-quote.ts'
import { createListParked, type ListParked } from './list.ts'
import { createPark, type Park } from './park.ts'
import type { PrintRunner } from '../printing/runner.ts'
import { createGiveQuote, type GiveQuote } from './quote.ts'
import { createResume, type Resume } from './resume.ts'

export interface ParkingUses {
  readonly park: Park
  readonly quote: GiveQuote
  readonly list: ListParked
  readonly findQuote: FindQuote
  readonly resume: Resume
}

export function createParkingUses(
  core: Core,
  { current, coupons, quotes }: Pick<Selling, 'current' | 'coupons' | 'quotes'>,
  printing: PrintRunner,
): ParkingUses {
  return {
    park: createPark(core, current),
    quote: createGiveQuote(core, current, printing),
    list: createListParked(core, current, quotes),
    findQuote: createFindQuote(core, quotes),
    resume: createResume(core, current, coupons),
  }
}
