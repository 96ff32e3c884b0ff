/** Puts the cart aside as a quote: numbered, on paper, and held to until its last day. */
import type { z } from 'zod'
import type { draftCommandSchema } from '../../contract/terminal/commands.ts'
import type { QuotedView } from '../../contract/terminal/parking.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { composeQuote, type QuoteFacts } from '../../domain/receipt/quote-slip.ts'
import { receiptWords } from '../../domain/receipt/template.ts'
import { parkedDraftOf } from '../../domain/selling/parked.ts'
import { isLongOver, quoteOf, QUOTES_LIMIT } from '../../domain/selling/quote.ts'
import { authoriseAtTill, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { pricedDraft, withBuyer } from '../pricing.ts'
import type { PrintRunner } from '../printing/runner.ts'
import { letGoOf } from '../selling/claimed.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { slipFactsOf } from '../selling/slip-facts.ts'

export type GiveQuote = (input: z.infer<typeof draftCommandSchema>) => Result<QuotedView>

export function createGiveQuote(
  core: Core,
  current: CurrentDraft,
  printing: PrintRunner,
): GiveQuote {
  const { store, random } = core
  return (input) => {
    const done = core.run('parking.quote', input.command, (at) => {
      const authority = authoriseAtTill(core, at, 'sell')
      if (!authority.ok) return authority
      const { context, shop, person } = authority.value
      const rule = shop.store.quotes
      if (!rule) return fail('quotes-not-given')
      const open = current.expect(input)
      if (!open.ok) return open
      const draft = parkedDraftOf(withBuyer(core, open.value))
      if (!draft.ok) return draft
      makeRoom(core, context.businessDate)
      if (store.parkedCarts.quotes() >= QUOTES_LIMIT) {
        return fail('limit-quotes', { limit: QUOTES_LIMIT })
      }
      const priced = pricedDraft(core, shop, open.value)
      const number = store.parkedCarts.nextQuote()
      const { epoch } = store.journal.head()
      const quote = quoteOf(rule, context.businessDate, {
        ...{ code: shop.terminal.code, epoch, number },
      })
      const facts = slipFactsOf(authority.value, open.value, priced)
      const cart = { park: random.id(), total: priced.total, draft: draft.value }
      const body = { ...cart, quote, figures: facts.sale }
      const { hash } = store.journal.append({ kind: 'cart-parked', body }, context)
      store.parkedCarts.put({ ...cart, quote, isMailable: true, at, by: person.id })
      print(core, printing, authority.value, { ...facts, quote, entryHash: hash })
      letGoOf(core, open.value)
      current.clear()
      return succeed({ quote, park: cart.park })
    })
    return done.ok ? succeed({ draft: current.view(), ...done.value }) : done
  }
}

/** What is long over is taken up by nobody any more; its entries stay. */
function makeRoom({ store }: Core, businessDate: string): void {
  for (const { park, quote } of store.parkedCarts.all()) {
    if (quote && isLongOver(quote, businessDate)) store.parkedCarts.remove(park)
  }
}

function print(core: Core, printing: PrintRunner, { context }: Authority, facts: QuoteFacts): void {
  if (!core.devices().printer) return
  const document = composeQuote(facts, receiptWords(facts.store, core.receiptWords))
  printing.add({ id: core.random.id(), kind: 'quote', sale: null, document }, context)
}
