/** The line of a cart by which money is put on an account. */
import { NO_SUPPLY } from '../../domain/accounts/account.ts'
import { unitPrice, UNIT_PRICE_SCALE, type Minor } from '../../domain/money.ts'
import type { ReceiptWords } from '../../domain/receipt/words.ts'
import { ONE } from '../../domain/quantity.ts'
import type { Line } from '../../domain/selling/draft.ts'
import type { TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { Source } from './source.ts'

function nameOf(kind: Source['kind'], words: ReceiptWords): string {
  if (kind === 'layaway') return words.layaway.payment
  return kind === 'gift-card' ? words.giftCard : words.accountPaid
}

/** No turnover and no tax: the goods that it buys, or bought, have both (`docs/accounts.md`). */
export function loadLine(
  core: Core,
  { kind, account, lastFour }: Source,
  amount: Minor,
  { shop, context }: TillAuthority,
): Line {
  const words = core.receiptWords(shop.store.locale)
  return {
    id: core.random.id(),
    ...{ variant: null, barcode: null, size: '', unit: 'piece', department: null },
    name: nameOf(kind, words),
    ...{ quantity: ONE, unitPrice: unitPrice(amount * UNIT_PRICE_SCALE), price: null },
    ...{ taxClass: NO_SUPPLY, rates: [], items: [], addedAt: context.at, discountable: false },
    load: { kind, account, lastFour },
  }
}
