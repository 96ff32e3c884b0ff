/** Goods and wishes as a screen shows them. */
import type { GoodsView, GoodsWishView } from '../../contract/terminal/goods.ts'
import { OUTCOMES_SHOWN } from '../../contract/terminal/goods.ts'
import type { PriceList } from '../../domain/catalogue/pricing.ts'
import { fieldsOf, patchedGoods, type Goods } from '../../domain/goods/change.ts'
import type { GoodsOutcome } from '../../domain/goods/outcome.ts'
import type { KnownGoods, PendingWish } from '../../ports/goods.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../shop.ts'

/**
 * As the goods will be when the backend has done what this till wants of them so far: a further
 * wish goes from there. The price is that of one list; one that begins later is not that of now.
 */
export function wantedGoods(
  { store }: Core,
  variant: string,
  standing: Goods,
  { list, at }: { readonly list: string; readonly at: number },
): Goods {
  return store.goods.pending(variant).reduce<Goods>((goods, wish) => {
    if (wish.kind === 'goods-created') return goods
    const { from, price, ...others } = wish.body
    if (from !== null && from > at) return goods
    return patchedGoods(goods, { ...others, ...(price?.list === list && { price }) })
  }, standing)
}

/** Lists that groups of customers buy by here, which are of the same money and tax. */
export function groupLists({ store }: Core, { store: settings, list }: Shop): PriceList[] {
  const ids = new Set((settings.customerGroups ?? []).flatMap((group) => group.list ?? []))
  return [...ids].flatMap((id) => {
    const other = store.catalogue.priceList(id)
    const isLike = other?.currency === list.currency && other.taxIncluded === list.taxIncluded
    return other && isLike && id !== list.id ? [other] : []
  })
}

/** The goods with their price by another list. */
export function standingBy(
  { store }: Core,
  variant: string,
  { standing }: KnownGoods,
  { list, at }: { readonly list: string; readonly at: number },
): Goods {
  const price = store.catalogue.byVariant(variant, list, at)?.price
  return { ...standing, unitPrice: price?.unitPrice ?? null }
}

function listsOf(
  core: Core,
  shop: Shop,
  variant: string,
  known: KnownGoods,
  at: number,
): GoodsView['lists'] {
  const groups = shop.store.customerGroups ?? []
  return groupLists(core, shop).map(({ id: list, name }) => {
    const standing = standingBy(core, variant, known, { list, at })
    const wanted = wantedGoods(core, variant, standing, { list, at })
    return {
      ...{ list, name, standing: standing.unitPrice, wanted: wanted.unitPrice },
      groups: groups.filter((group) => group.list === list).map((group) => group.name),
    }
  })
}

export function goodsView(
  core: Core,
  shop: Shop,
  variant: string,
  known: KnownGoods,
  at: number,
): GoodsView {
  const { goods } = core.store
  const packs = new Map(known.standing.barcodes.map((each) => [each.id, each.packQuantity]))
  const shown = (each: Goods): GoodsView['standing'] => ({
    ...each,
    barcodes: each.barcodes.map(({ id, gtin }) => ({
      ...{ id, gtin, packQuantity: packs.get(id) ?? null },
    })),
  })
  return {
    ...{ variant, unit: known.unit, isOwn: known.isOwn },
    standing: shown(known.standing),
    wanted: shown(wantedGoods(core, variant, known.standing, { list: shop.list.id, at })),
    lists: listsOf(core, shop, variant, known, at),
    coming: goods
      .coming(variant, shop.list.id, at)
      .map(({ from, to, unitPrice }) => ({ from, to, unitPrice })),
    wishes: wishViews(core, shop, variant),
  }
}

/** Those that wait for an answer first, the newest of each first. */
export function wishViews(core: Core, shop: Shop, variant?: string): GoodsWishView[] {
  const { goods } = core.store
  const pending = goods.pending(variant).map((wish) => pendingView(core, shop, wish))
  const outcomes = goods.outcomes(OUTCOMES_SHOWN, variant)
  return [...pending.toReversed(), ...outcomes.map((each) => outcomeView(core, shop, each))]
}

function pendingView(core: Core, shop: Shop, wish: PendingWish): GoodsWishView {
  const { at, actor, body, kind } = wish
  const isNew = kind === 'goods-created'
  return {
    ...{ change: body.change, variant: body.variant, isNew, at, from: body.from },
    name: core.store.goods.nameOf(body.variant) ?? '',
    fields: wish.kind === 'goods-created' ? [] : fieldsOf(wish.body),
    unitPrice: body.price?.unitPrice ?? null,
    list: otherList(core, shop, body.price?.list),
    person: personOf(core, actor),
    code: shop.terminal.code,
    ...{ state: 'pending', reason: null, crossed: [], isOvertaken: false, shared: [] },
  }
}

function outcomeView(core: Core, shop: Shop, outcome: GoodsOutcome): GoodsWishView {
  const { id, variant, name, isNew, at, from, code, state, reason, crossed, shared } = outcome
  return {
    ...{ change: id, variant, name, isNew, at, from, code, state, reason, crossed, shared },
    fields: fieldsOf(outcome.wanted),
    unitPrice: outcome.wanted.price?.unitPrice ?? null,
    list: otherList(core, shop, outcome.wanted.price?.list),
    person: personOf(core, outcome.actor),
    isOvertaken: outcome.overtakenBy !== null,
  }
}

function otherList({ store }: Core, { list }: Shop, id: string | undefined): string | null {
  if (id === undefined || id === list.id) return null
  return store.catalogue.priceList(id)?.name ?? null
}

export function personOf({ store }: Core, staff: string | null): string | null {
  return staff === null ? null : (store.settings.staffMember(staff)?.name ?? null)
}
