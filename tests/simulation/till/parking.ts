/** Puts carts aside, and goes on with them at this till or at another. */
import type { Cashier } from './cashier.ts'
import type { DeedEnd } from './protocol.ts'

/** How often the backend is asked for what other tills put aside. */
const ASKS_EVERYWHERE = 0.7

export async function park(cashier: Cashier, variants: readonly string[]): Promise<DeedEnd> {
  const { screens, id } = cashier
  if (await cashier.makeWay()) {
    const { receipt } = await cashier.pay()
    return { kind: 'sold', receipt }
  }
  await cashier.ring(variants, 1)
  const { id: draft, version } = await screens.draft.current()
  await screens.parking.park({ command: id(), draft, version })
  return { kind: 'done', told: 'parks a cart' }
}

/** What lies in the way is paid first. The cart that comes back is paid at once. */
export async function resume(cashier: Cashier): Promise<DeedEnd> {
  const { screens, chance, id } = cashier
  await cashier.makeWay()
  if ((await screens.draft.current()).lines.length > 0) await cashier.pay()
  const everywhere = chance.happens(ASKS_EVERYWHERE)
  const { carts } = await screens.parking.list({ everywhere })
  const [cart] = chance.shuffled(carts)
  if (!cart) return { kind: 'done', told: 'finds no parked cart' }
  await cashier.overMidnight(() => screens.parking.resume({ command: id(), park: cart.park }))
  const { receipt } = await cashier.pay()
  return { kind: 'sold', receipt: `${receipt}, parked ${cart.isHere ? 'here' : 'elsewhere'}` }
}
