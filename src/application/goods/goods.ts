/**
 * Making and changing goods at the till, with or without the backend. A wish is an entry of the
 * journal. New goods are sold here at once; what is changed of known ones is sold as before until
 * the backend has done it, so that no two tills and no web page ask two prices for one thing.
 */
import type { z } from 'zod'
import type * as contract from '../../contract/terminal/goods.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { GoodsChanged } from '../../domain/goods/change.ts'
import { minor, UNIT_PRICE_SCALE } from '../../domain/money.ts'
import type { Extent } from '../../domain/permission.ts'
import { shareUp } from '../../domain/rate.ts'
import { authorise, type Authority, type HowFar } from '../authority.ts'
import type { Core } from '../core.ts'
import { mayLook } from '../looking.ts'
import { readShop, type Shop } from '../shop.ts'
import { goodsView, groupLists, standingBy, wantedGoods, wishViews } from './views.ts'
import { changeOf, creationOf, type ChangeInput } from './wish.ts'

export interface GoodsUses {
  /** What may be chosen of a product's department and tax. */
  choices(): Result<contract.GoodsChoices>
  show(input: { readonly variant: string }): Result<contract.GoodsView>
  /** What this till waits for, and what became of what any till wanted. */
  wishes(): Result<contract.GoodsWishView[]>
  create(input: z.infer<typeof contract.createGoodsSchema>): Result<contract.GoodsView>
  change(input: z.infer<typeof contract.changeGoodsSchema>): Result<contract.GoodsView>
}

export function createGoodsUses(core: Core): GoodsUses {
  const { catalogue, goods } = core.store
  const view = (shop: Shop, variant: string): Result<contract.GoodsView> => {
    const at = core.clock.now()
    const known = goods.find(variant, shop.list.id, at)
    return known ? succeed(goodsView(core, shop, variant, known, at)) : fail('variant-unknown')
  }
  const shown = (done: Result<{ readonly variant: string }>): Result<contract.GoodsView> => {
    if (!done.ok) return done
    const shop = readShop(core)
    return shop.ok ? view(shop.value, done.value.variant) : shop
  }
  return {
    choices() {
      const shop = mayLook(core, 'change-goods')
      if (!shop.ok) return shop
      const departments = catalogue.departments().map(({ id, name }) => ({ id, name }))
      const taxClasses = catalogue.taxClasses().map(({ code, name }) => ({ code, name }))
      return succeed({ departments, taxClasses })
    },
    show({ variant }) {
      const shop = mayLook(core, 'change-goods')
      return shop.ok ? view(shop.value, variant) : shop
    },
    wishes() {
      const shop = mayLook(core, 'change-goods')
      return shop.ok ? succeed(wishViews(core, shop.value)) : shop
    },
    create: ({ command, ...input }) =>
      shown(
        core.run('goods.create', command, (at) => {
          const authority = authorise(core, at, 'create-goods')
          if (!authority.ok) return authority
          const body = creationOf(core, authority.value.shop, input, at)
          if (!body.ok) return body
          write(core, authority.value, { kind: 'goods-created', body: body.value })
          return succeed({ variant: body.value.variant })
        }),
      ),
    change: ({ command, ...input }) =>
      shown(
        core.run('goods.change', command, (at) => {
          const howFar: HowFar = ({ shop }) => extentOf(input, standingPrice(core, shop, input, at))
          const authority = authorise(core, at, 'change-goods', howFar)
          if (!authority.ok) return authority
          const { variant } = input
          const body = changeIn(core, authority.value.shop, input, at)
          if (!body.ok) return body
          if (body.value) write(core, authority.value, { kind: 'goods-changed', body: body.value })
          return succeed({ variant })
        }),
      ),
  }
}

/** By the store's own list, or by one that a group of its customers buys by. */
function changeIn(
  core: Core,
  shop: Shop,
  input: ChangeInput,
  at: number,
): Result<GoodsChanged | undefined> {
  const { variant, list = shop.list.id } = input
  const known = core.store.goods.find(variant, shop.list.id, at)
  if (!known) return fail('variant-unknown')
  const lists = [shop.list, ...groupLists(core, shop)]
  if (!lists.some(({ id }) => id === list)) return fail('price-list-unknown')
  const standing = standingBy(core, variant, known, { list, at })
  const goods = wantedGoods(core, variant, standing, { list, at })
  return changeOf(core, shop, { list, goods }, input, at)
}

/** The price that is sold by now in the list that the change is of. */
function standingPrice(
  core: Core,
  shop: Shop,
  { variant, list = shop.list.id }: ChangeInput,
  at: number,
): number | null {
  const known = core.store.goods.find(variant, shop.list.id, at)
  return known ? standingBy(core, variant, known, { list, at }).unitPrice : null
}

/**
 * How far a change goes that is of the price alone: the difference from the price that stands, and
 * its share of it, rounded up. What else is wished already moves neither: by tenths of the last
 * wish a price would go anywhere. Anything else is beyond every limit.
 */
function extentOf(input: ChangeInput, standing: number | null): Extent {
  const { name, size, department, taxClass, supplierNumber, unitPrice } = input
  const codes = (input.addedCodes?.length ?? 0) + (input.removedBarcodes?.length ?? 0)
  const isMore = codes > 0 || [name, size, department, taxClass, supplierNumber].some(Boolean)
  if (isMore || !unitPrice || !standing) return {}
  const difference = Math.abs(unitPrice.to - standing)
  const percent = shareUp(difference, standing)
  return {
    ...(percent !== undefined && { percent }),
    amount: minor(Math.ceil(difference / UNIT_PRICE_SCALE)),
  }
}

function write(
  { store, hub }: Core,
  { context }: Authority,
  wish: Parameters<typeof store.goods.record>[0],
): void {
  store.goods.record(wish, store.journal.append(wish, context), context.at)
  store.afterCommit(() => {
    hub.tell({ kind: 'goods-changed', make: () => ({ kind: 'goods-changed' }) })
  })
}
