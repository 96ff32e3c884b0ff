/** A quote by its number: of this till with nobody's help, of any other by the backend's word. */
import type { z } from 'zod'
import type { findQuoteSchema, FoundQuoteView } from '../../contract/terminal/parking.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { readQuoteCode } from '../../domain/receipt/code.ts'
import { signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import type { ToldQuotes } from './told-quotes.ts'
import { viewElsewhere, viewHere } from './views.ts'

export type FindQuote = (input: z.infer<typeof findQuoteSchema>) => Promise<Result<FoundQuoteView>>

export function createFindQuote(core: Core, quotes: ToldQuotes): FindQuote {
  const { store, parkedLookup } = core
  return async ({ text }) => {
    if (!signedIn(core)) return fail('not-signed-in')
    const number = readQuoteCode(text.replaceAll(/\s/g, ''))
    if (number === undefined) return succeed({ cart: null, asked: null })
    const own = store.parkedCarts.all().find(({ quote }) => quote?.quote === number)
    if (own) return succeed({ cart: viewHere(core, own), asked: null })
    const told = await parkedLookup.quote(number)
    if (told === undefined) return succeed({ cart: null, asked: 'unreachable' })
    // What this till went on with a moment ago the backend tells of until it hears of it.
    if (told === null || store.parkedCarts.isResumed(told.park)) {
      return succeed({ cart: null, asked: 'answered' })
    }
    quotes.told([told])
    return succeed({ cart: viewElsewhere(core, told), asked: 'answered' })
  }
}
