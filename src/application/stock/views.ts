/** A sheet as a screen shows it. */
import type { SheetView } from '../../contract/terminal/stock.ts'
import { minor, MINOR_LIMIT, multiplyDivided, type Minor } from '../../domain/money.ts'
import { mayAlone } from '../../domain/permission.ts'
import {
  extend,
  quantity,
  QUANTITY_LIMIT,
  QUANTITY_SCALE,
  type Quantity,
} from '../../domain/quantity.ts'
import type { Sheet } from '../../domain/stock/sheet.ts'
import type { ItemValue } from '../../domain/stock/write-off.ts'
import { signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../shop.ts'
import { incomingOf, orderView } from './order-view.ts'

export function sheetView(core: Core, shop: Shop, sheet: Sheet, at: number): SheetView {
  const { id, kind, version, lines } = sheet
  const goods = (variant: string) => core.store.catalogue.byVariant(variant, shop.list.id, at)
  const showsCosts = maySeeCosts(core, shop)
  const incoming = incomingOf(core)
  const isBlind = kind === 'count'
  const { count } = sheet
  return {
    ...{ sheet: id, kind, version },
    worth: isBlind ? null : (worthOf(core, shop, sheet, at) ?? null),
    count: count ? { scope: count.scope, part: count.part, begunAt: count.begunAt } : null,
    showsCosts,
    order: orderView(core, sheet),
    lines: lines.map(({ variant, items, tally, code = null, cost = null, ...line }) => ({
      ...{ ...line, code, cost: showsCosts ? cost : null },
      incoming: isBlind ? quantity(0) : incomingFor(items, incoming),
      onHand: (variant === null || isBlind ? undefined : goods(variant)?.onHand()) ?? null,
      isAgain: tally?.isAgain ?? false,
    })),
  }
}

/** Of goods that are one item: what is still to come of several says nothing of a whole. */
function incomingFor(
  [only, ...others]: Sheet['lines'][number]['items'],
  incoming: ReadonlyMap<string, number>,
): Quantity {
  if (!only || others.length > 0) return quantity(0)
  const come = multiplyDivided(incoming.get(only.item) ?? 0, QUANTITY_SCALE, only.quantity)
  return quantity(Math.min(come, QUANTITY_LIMIT))
}

/** As long as nobody has to be asked for it. */
function maySeeCosts(core: Core, { store }: Shop): boolean {
  const person = signedIn(core)
  return person !== undefined && mayAlone(store, person.role, 'see-margins')
}

/** At the prices of now; undefined where one of the goods has none, or it is beyond all money. */
export function worthOf(
  { store }: Core,
  { list }: Shop,
  { lines }: Pick<Sheet, 'lines'>,
  at: number,
): Minor | undefined {
  let worth = 0
  for (const { variant, quantity } of lines) {
    const goods = variant === null ? undefined : store.catalogue.byVariant(variant, list.id, at)
    if (!goods?.price) return undefined
    worth += extend(goods.price.unitPrice, quantity)
  }
  return worth <= MINOR_LIMIT ? minor(worth) : undefined
}

/** What one of an inventory item sells for now, by itself, and what it costs. */
export function valuedBy(
  { store: { catalogue } }: Core,
  { list }: Shop,
  at: number,
): (item: string) => ItemValue {
  return (item) => {
    const goods = catalogue.byItem(item, list.id, at)
    const [only, ...others] = goods?.variant.items ?? []
    const isAlone = only?.item === item && only.quantity === QUANTITY_SCALE && others.length === 0
    return {
      price: isAlone ? goods?.price?.unitPrice : undefined,
      cost: catalogue.costOf(item),
    }
  }
}
