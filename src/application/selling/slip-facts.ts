/** What a slip says of a cart that waits: what a sale of it would have said, by whom and when. */
import type { PricedCart } from '../../domain/pricing/priced.ts'
import type { QuoteFacts } from '../../domain/receipt/quote-slip.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import { saleLinesOf } from '../../domain/selling/sale.ts'
import type { Authority } from '../authority.ts'

export function slipFactsOf(
  { shop, person, context }: Authority,
  draft: Draft,
  priced: PricedCart,
): Omit<QuoteFacts, 'quote' | 'entryHash'> {
  const { store, terminal, list } = shop
  const { name, address, taxNumber } = store
  const sale = {
    seller: { name, address, taxNumber },
    lines: saleLinesOf(draft.lines, priced),
    taxes: [...priced.taxes],
    ...{ taxIncluded: list.taxIncluded, currency: store.currency },
    ...{ subtotal: priced.subtotal, total: priced.total },
  }
  return { sale, at: context.at, store, terminal: terminal.name, cashier: person.name }
}
