/** A web cart priced as the till would price it: the same goods, promotions, engine and moment. */
import type { Quote, QuoteInput } from '../../contract/backend/pricing.ts'
import type { Unit } from '../../domain/catalogue/documents.ts'
import { unitPrice } from '../../domain/money.ts'
import type { CartLine } from '../../domain/pricing/cart.ts'
import { priceCart } from '../../domain/pricing/engine.ts'
import { couponCodeOf } from '../../domain/pricing/promotion.ts'
import { quantity } from '../../domain/quantity.ts'
import { taxRoundingOf } from '../../domain/selling/priced-cart.ts'
import { momentOf } from '../../domain/time.ts'
import type { Reading } from '../backend.ts'
import { pricedVariants, type ShopNow } from '../shop/priced-variants.ts'
import { promotionsOf } from './known.ts'

export async function quote(database: Reading, shop: ShopNow, input: QuoteInput): Promise<Quote> {
  const goods = await goodsOf(database, shop, input)
  const wanted = input.coupons.map(couponCodeOf)
  const coupons = await couponsOf(database, shop.tenant, wanted)
  const promotions = await promotionsOf(database, shop.tenant)
  const { store, now, taxIncluded, zone } = shop
  const settings = await settingsOf(database, shop)
  const priced = priceCart(
    {
      lines: goods.lines.map(({ line }) => line),
      ...{ discounts: [], coupons, store, groups: [], exempt: false, taxIncluded },
      ...{ moment: momentOf(now, zone), taxRounding: taxRoundingOf(settings) },
    },
    promotions,
  )
  const used = new Set(priced.applied.map(({ coupon }) => coupon))
  const { engine, taxes, gross, discount, subtotal, tax, total } = priced
  return {
    ...{ engine, version: promotions.version, at: now, currency: shop.currency, taxIncluded },
    lines: priced.lines.flatMap((each, place) => {
      const sold = goods.lines[place]
      if (!sold) return []
      const { variant, name, line } = sold
      const figures = { gross: each.gross, net: each.net, total: each.total }
      const { quantity, unitPrice: price } = line
      return [
        {
          ...{ variant, name, quantity, unitPrice: price },
          ...{ ...figures, discounts: [...each.discounts] },
        },
      ]
    }),
    unavailable: goods.unavailable,
    couponsRefused: wanted.filter((code) => !used.has(code)),
    ...{ taxes: [...taxes], gross, discount, subtotal, tax, total },
  }
}

interface Wanted {
  readonly variant: string
  readonly name: string
  readonly line: CartLine
}

/** Each variant once, in the order of the question. */
async function goodsOf(
  database: Reading,
  shop: ShopNow,
  { lines }: QuoteInput,
): Promise<{ readonly lines: Wanted[]; readonly unavailable: string[] }> {
  const amounts = new Map<string, number>()
  for (const { variant, quantity } of lines) {
    amounts.set(variant, (amounts.get(variant) ?? 0) + quantity)
  }
  const ids = [...amounts.keys()]
  const rows = ids.length === 0 ? [] : await rowsOf(database, shop, ids)
  const known = new Map(rows.map((row) => [row.id, row]))
  const found: Wanted[] = []
  const unavailable: string[] = []
  for (const [variant, amount] of amounts) {
    const row = known.get(variant)
    const isWhole = row?.unit !== 'piece' || amount % 1000 === 0
    if (!row || !isWhole) unavailable.push(variant)
    else found.push({ variant, name: row.name, line: lineOf(row, amount) })
  }
  return { lines: found, unavailable }
}

async function rowsOf(database: Reading, shop: ShopNow, ids: readonly string[]) {
  return pricedVariants(database, shop)
    .innerJoin('tax_class', (join) =>
      join
        .onRef('tax_class.tenant', '=', 'variant.tenant')
        .onRef('tax_class.code', '=', 'variant.tax_class'),
    )
    .where('variant.id', 'in', [...ids])
    .select([
      ...(['variant.id', 'variant.name', 'variant.unit', 'variant.department'] as const),
      ...(['variant.tax_class', 'price.unit_price', 'tax_class.rates'] as const),
    ])
    .execute()
}

function lineOf(row: Awaited<ReturnType<typeof rowsOf>>[number], amount: number): CartLine {
  const { id, department, tax_class: taxClass, rates } = row
  return {
    ...{ kind: 'sale', id, variant: id, department, unit: row.unit as Unit },
    ...{ quantity: quantity(amount), unitPrice: unitPrice(row.unit_price) },
    ...{ taxClass, rates, discountable: true, discounts: [] },
  }
}

async function couponsOf(database: Reading, tenant: string, codes: readonly string[]) {
  if (codes.length === 0) return []
  return database
    .selectFrom('coupon')
    .select(['code', 'promotion'])
    .where('tenant', '=', tenant)
    .where('code', 'in', [...new Set(codes)])
    .orderBy('code')
    .execute()
}

async function settingsOf(database: Reading, { tenant, store }: ShopNow) {
  const row = await database
    .selectFrom('store')
    .select('settings')
    .where('tenant', '=', tenant)
    .where('id', '=', store)
    .executeTakeFirstOrThrow()
  return row.settings
}
