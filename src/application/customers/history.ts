/**
 * What a customer bought and brought back: what this till knows at once, and what was bought
 * elsewhere if somebody asks for it. Looking writes nothing, neither here nor in a log.
 */
import type { z } from 'zod'
import type { askHistorySchema, HistoryView } from '../../contract/terminal/history.ts'
import type { Customer } from '../../domain/customer/customer.ts'
import { HISTORY_PAGE, historyPage, pastSaleOf } from '../../domain/customer/history.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { SoldSale } from '../../domain/returns/sold.ts'
import type { Core } from '../core.ts'
import { mayLookAlone } from '../looking.ts'
import type { Shop } from '../shop.ts'

type Asked = z.infer<typeof askHistorySchema>
export type ReadHistory = (asked: Asked) => Promise<Result<HistoryView>>

export function createReadHistory(core: Core): ReadHistory {
  const { store, lookup } = core
  return async ({ customer, before, everywhere }) => {
    const asking = lookAt(core, customer)
    if (!asking.ok) return asking
    const wanted = { customer: asking.value.customer.id, before }
    const told = everywhere ? await lookup.history(wanted) : undefined
    // Whoever looks is another by now, perhaps, or the customer was erased.
    const looking = everywhere ? lookAt(core, customer) : asking
    if (!looking.ok) return looking
    const { shop, customer: shown } = looking.value
    const family = store.customers.family(shown.id)
    const own = store.soldSales.ofCustomers(family, before, HISTORY_PAGE + 1)
    const here = own.map((sale) => pastSaleOf(sale, placeHere(shop, sale)))
    const known = { sales: here.slice(0, HISTORY_PAGE), hasMore: here.length > HISTORY_PAGE }
    // The backend knows what each till is called.
    const { sales, next } = historyPage(told ? [told, known] : [known])
    return succeed({
      sales: sales.map((each) => ({ ...each, isHere: store.sales.has(each.sale) })),
      next,
      asked: everywhere ? (told ? 'answered' : 'unreachable') : null,
    })
  }
}

interface Looking {
  readonly shop: Shop
  readonly customer: Customer
}

function lookAt(core: Core, id: string): Result<Looking> {
  const shop = mayLookAlone(core, 'see-purchases')
  if (!shop.ok) return shop
  const customer = core.store.customers.find(id)
  return customer ? succeed({ shop: shop.value, customer }) : fail('customer-unknown')
}

/** A till knows its own name and its store's, whose sales alone come down to it. */
function placeHere({ store, terminal }: Shop, sold: SoldSale) {
  return { store: store.name, till: sold.terminal === terminal.id ? terminal.name : null }
}
