/** Somebody orders in the online store: a sale of the shop, which its tills know at once. */
import { systemRandom } from '../../system/random.ts'
import { createBackendClient } from '../backend-client.ts'
import type { Day } from './scene.ts'

/** What the online counter writes for it: the beginning of its journal, and the sale. */
export const ONLINE_ENTRIES = 2

/** One piece of the goods with this code, by the way in which any online store orders. */
export async function orderOnline(day: Day, code: string): Promise<void> {
  const { floor, cashier, telling } = day
  const { key } = await floor.owner.shopKeys.make({ name: 'The demo’s online store' })
  const { shop } = createBackendClient({ url: floor.backendUrl, token: key })
  const { offers } = await shop.offers({ barcode: code })
  const lines = offers.slice(0, 1).map(({ variant }) => ({ variant, quantity: 1000 as never }))
  const { total } = await shop.quote({ lines, coupons: [] })
  const payment = { provider: 'Demo payments', reference: 'demo-1', amount: total }
  const wish = { order: systemRandom().id(), lines, coupons: [], payment, total }
  const answers = [await shop.order(wish), await shop.order(wish)]
  const [first] = answers
  const isOne = JSON.stringify(first) === JSON.stringify(answers[1])
  const order = first?.outcome === 'placed' ? first.order : undefined
  telling.prove('order', 'Ordered online, once though it was sent twice', isOne && Boolean(order), {
    receipt: order?.receipt ?? '',
    total,
  })
  const wanted = { text: order?.receipt ?? '', everywhere: false }
  const found = await cashier
    .until('the order at the till', async () => {
      const { sales } = await cashier.api.returns.find(wanted)
      return sales.some(({ channel }) => channel === 'web')
    })
    .catch(() => false)
  telling.prove('order at till', 'The till finds it, should its goods come back', found, {})
}
