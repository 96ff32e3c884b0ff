/** A shopper looks at the shelf: what the shop says can be had must be true at that moment. */
import type { World } from './world.ts'

interface Offers {
  readonly offers: readonly { readonly variant: string; readonly available: number }[]
}

/** While the shopper asks, the road may bring sales: then all from before to after is true. */
export async function lookAtTheShelf(world: World): Promise<string> {
  const { backend, observer, shop } = world
  const before = await levelsOf(world)
  const request = { method: 'GET', path: '/shop/offers', body: undefined, credential: undefined }
  const [answer] = await Promise.all([backend.answer(request), world.network.deliver()])
  if (!answer) return 'a shopper finds the shop closed'
  const after = await levelsOf(world)
  if (answer.status !== 200) {
    observer.wondersAt('shopper', `the shelf answers ${String(answer.status)}: ${answer.body}`)
    return 'a shopper is sent away'
  }
  const { offers } = JSON.parse(answer.body) as Offers
  for (const { variant, item } of shop.goods) {
    const shown = offers.find((each) => each.variant === variant)?.available
    const ends = [before, after].map((levels) => Math.max(0, levels.get(item) ?? 0))
    const isTrue = shown !== undefined && shown >= Math.min(...ends) && shown <= Math.max(...ends)
    if (!isTrue) observer.wondersAt('shopper', `${variant} was never ${String(shown)} on hand`)
  }
  return `a shopper looks at ${String(offers.length)} offers`
}

async function levelsOf({ backend }: World): Promise<ReadonlyMap<string, number>> {
  const rows = await backend.shared.database
    .selectFrom('inventory_level')
    .select(['item', 'on_hand'])
    .execute()
  return new Map(rows.map(({ item, on_hand: onHand }) => [item, onHand]))
}
