/** The receipt of a sale, composed when it is sold and whenever it is shown or printed again. */
import type { SaleView } from '../../contract/terminal/views.ts'
import {
  composeReceipt,
  type PrintedSale,
  type ReceiptFacts,
} from '../../domain/receipt/compose.ts'
import { composeGiftReceipt } from '../../domain/receipt/gift-receipt.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import { receiptWords } from '../../domain/receipt/template.ts'
import type { RecordedSale } from '../../ports/store.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../shop.ts'
import { saleView } from './views.ts'

type Sold = Pick<RecordedSale, 'sale' | 'at' | 'actor' | 'entryHash'> &
  /** Of a sale that is made just now: later it is another. */
  Pick<ReceiptFacts, 'pointsKnown'>
/** The same with what is printed alone: another till's may be known without the rest. */
export type Printed = Omit<Sold, 'sale'> & { readonly sale: PrintedSale }

/** `copy` is 0 for the original. */
export function receiptOf(core: Core, shop: Shop, sold: Sold, copy: number): ReceiptDocument {
  const words = receiptWords(shop.store, core.receiptWords)
  return composeReceipt({ ...factsOf(core, shop, sold), copy }, words)
}

/** Without prices, to be given away with the goods. */
export function giftReceiptOf(core: Core, shop: Shop, sold: Sold): ReceiptDocument {
  return composeGiftReceipt(factsOf(core, shop, sold), receiptWords(shop.store, core.receiptWords))
}

/** For who is named; `copy` is 0 for the original. */
export function invoiceOf(
  core: Core,
  shop: Shop,
  sold: Printed,
  named: Required<Pick<ReceiptFacts, 'invoice' | 'copy'>>,
): ReceiptDocument {
  const words = receiptWords(shop.store, core.receiptWords)
  return composeReceipt({ ...factsOf(core, shop, sold), ...named }, words)
}

function factsOf(core: Core, shop: Shop, sold: Printed): Omit<ReceiptFacts, 'copy'> {
  const { store, terminal } = shop
  const cashier = sold.actor === null ? undefined : core.store.settings.staffMember(sold.actor)
  return {
    sale: sold.sale,
    at: sold.at,
    store,
    terminal: terminal.name,
    cashier: cashier?.name ?? '',
    entryHash: sold.entryHash,
    ...(sold.pointsKnown !== undefined && { pointsKnown: sold.pointsKnown }),
  }
}

/** What a screen shows of a sale that was completed before. */
export function recordedSaleView(core: Core, shop: Shop, sold: Sold): SaleView {
  return saleView(sold.sale, sold.at, receiptOf(core, shop, sold, 0))
}
