/** Which labels are wanted: of what goods, with which price, and how many. */
import {
  LABELS_AHEAD_MS,
  LABELS_LIMIT,
  LABELS_SINCE_MS,
  type LabelLine,
  type ProposedLabels,
} from '../../contract/terminal/labels.ts'
import type { Unit } from '../../domain/catalogue/documents.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { codeOf, COPIES_LIMIT } from '../../domain/labels/goods-label.ts'
import type { UnitPrice } from '../../domain/money.ts'
import { ONE, QUANTITY_SCALE } from '../../domain/quantity.ts'
import type { Core } from '../core.ts'
import { wantedGoods } from '../goods/views.ts'
import type { Shop } from '../shop.ts'

/** Goods as a label may show them. */
export interface Labelled {
  readonly name: string
  readonly size: string
  readonly sku: string
  readonly unit: Unit
  readonly gtin: string | undefined
  /** What they cost now, shall cost when the backend has it, and will cost later. */
  readonly prices: readonly (UnitPrice | null)[]
}

export function findLabelled(
  { store }: Core,
  shop: Shop,
  variant: string,
  at: number,
): Labelled | undefined {
  const list = shop.list.id
  const known = store.goods.find(variant, list, at)
  const found = store.catalogue.byVariant(variant, list, at)
  if (!known || !found) return undefined
  const { barcodes, unitPrice, name, size } = known.standing
  const wanted = store.goods
    .pending(variant)
    .flatMap(({ body: { price } }) => (price?.list === list ? [price.unitPrice] : []))
  const coming = store.goods.coming(variant, list, at).map((price) => price.unitPrice)
  // A label on one of them is no label of a box: its code would sell all that are in it.
  const single = barcodes.find(({ packQuantity }) => packQuantity === ONE)
  return {
    ...{ name, size, sku: found.variant.sku, unit: known.unit, gtin: single?.gtin },
    prices: [unitPrice, ...wanted, ...coming],
  }
}

export function proposedLines(
  core: Core,
  shop: Shop,
  input: ProposedLabels,
  at: number,
): Result<LabelLine[]> {
  const lineOf = createLineOf(core, shop, at)
  switch (input.of) {
    case 'goods': {
      const line = wantedLine(core, shop, input.variant, at, lineOf)
      return line ? succeed([line]) : fail('variant-unknown')
    }
    case 'delivery': {
      const lines = core.store.stockWork.sheet('receipt')?.lines ?? []
      return succeed(
        lines.flatMap(({ variant, unit, quantity }) => {
          const copies = unit === 'piece' ? quantity / QUANTITY_SCALE : 1
          const line = variant === null ? undefined : lineOf(variant)
          return line ? [{ ...line, copies: Math.min(copies, COPIES_LIMIT) }] : []
        }),
      )
    }
    case 'prices':
      return succeed(changingPrices(core, shop, at, lineOf))
  }
}

type LineOf = (
  variant: string,
  price?: { readonly unitPrice: UnitPrice; readonly from: number | null },
) => LabelLine | undefined

/** Of the price that holds now, where no other is named. */
function createLineOf(core: Core, shop: Shop, at: number): LineOf {
  return (variant, price) => {
    const goods = findLabelled(core, shop, variant, at)
    if (!goods) return undefined
    const { name, size, unit, gtin, prices } = goods
    const code = gtin === undefined ? null : codeOf(gtin)
    const unitPrice = price ? price.unitPrice : (prices[0] ?? null)
    return { variant, name, size, unit, code, unitPrice, from: price?.from ?? null, copies: 1 }
  }
}

/** One product: by what it shall cost, where somebody here has said so. */
function wantedLine(
  core: Core,
  shop: Shop,
  variant: string,
  at: number,
  lineOf: LineOf,
): LabelLine | undefined {
  const list = shop.list.id
  const known = core.store.goods.find(variant, list, at)
  const unitPrice = known && wantedGoods(core, variant, known.standing, { list, at }).unitPrice
  return lineOf(variant, unitPrice ? { unitPrice, from: null } : undefined)
}

interface ChangingPrice {
  readonly variant: string
  readonly unitPrice: UnitPrice
  readonly from: number | null
}

/** What this till wants of prices first, then those that began of late, then those that come. */
function changingPrices(core: Core, shop: Shop, at: number, lineOf: LineOf): LabelLine[] {
  const list = shop.list.id
  const { goods, catalogue } = core.store
  const wanted = goods
    .pending()
    .flatMap(({ body: { variant, price, from } }): ChangingPrice[] =>
      price?.list === list ? [{ variant, unitPrice: price.unitPrice, from }] : [],
    )
  const between = { after: at - LABELS_SINCE_MS, until: at + LABELS_AHEAD_MS }
  const replacing = goods
    .replacing(list, between, LABELS_LIMIT + 1)
    .flatMap(({ id, variant, unitPrice, from }): ChangingPrice[] => {
      if (from > at) return [{ variant, unitPrice, from }]
      // Of those that began only the one that holds is to be labelled.
      const standing = catalogue.byVariant(variant, list, at)?.price
      return standing?.id === id ? [{ variant, unitPrice, from: null }] : []
    })
  const lines = new Map<string, LabelLine>()
  for (const { variant, ...price } of [...wanted, ...replacing]) {
    const line = lineOf(variant, price)
    const key = `${variant} ${String(price.unitPrice)}`
    if (line && !lines.has(key)) lines.set(key, line)
  }
  return [...lines.values()]
}
