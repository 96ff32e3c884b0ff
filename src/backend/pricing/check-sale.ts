/** Prices each sale again at intake. The sale stands; where the two differ, a person is told. */
import type { Computation } from '../../contract/backend/exceptions.ts'
import type { Entry, SaleCompleted } from '../../domain/journal/facts.ts'
import { minor } from '../../domain/money.ts'
import type { Cart } from '../../domain/pricing/cart.ts'
import { ENGINE_VERSION, priceCart, taxOf } from '../../domain/pricing/engine.ts'
import type { PricedCart } from '../../domain/pricing/priced.ts'
import { cartOfSale } from '../../domain/selling/sale-pricing.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import { asGroupsAllow } from './group-lists.ts'
import { promotionsOf } from './known.ts'

/** Lines of a difference that are kept: enough to see what it comes from. */
const LINES_LIMIT = 20

/** A sale of another engine is not judged: it was right by the rules of its day. */
export async function checkSale(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  { body }: Entry<'sale-completed'>,
  source: string,
  foundAt: number,
): Promise<void> {
  if (body.engine !== ENGINE_VERSION || !body.pricing) return
  const { zone, settings } = await transaction
    .selectFrom('store')
    .select(['zone', 'settings'])
    .where('tenant', '=', tenant)
    .where('id', '=', store)
    .executeTakeFirstOrThrow()
  const told = cartOfSale(body, { id: store, zone })
  if (!told) return
  const { customerGroups: groups } = settings
  const cart = await asGroupsAllow(transaction, { tenant, groups }, body, told)
  const promotions = await promotionsOf(transaction, tenant)
  const known = await knownCoupons(transaction, tenant, cart)
  const priced = priceCart({ ...cart, coupons: known }, promotions)
  const differing = body.lines.flatMap((line, place) => {
    const own = priced.lines[place]
    return own && isSameLine(line, own) ? [] : [place]
  })
  if (differing.length === 0 && priced.total === body.total && priced.tax === body.tax) return
  const places = differing.slice(0, LINES_LIMIT)
  await transaction
    .insertInto('price_difference')
    .values({
      ...{ tenant, store, entry: source, terminal, receipt: body.receipt, found_at: foundAt },
      told: JSON.stringify(toldBy(body, places)),
      computed: JSON.stringify(computedBy(priced, promotions.version, body, places)),
    })
    .execute()
}

/** A coupon brings what this backend knows that it brings. */
async function knownCoupons(
  transaction: Transaction,
  tenant: string,
  { coupons }: Cart,
): Promise<Cart['coupons']> {
  if (coupons.length === 0) return []
  const rows = await transaction
    .selectFrom('coupon')
    .select(['code', 'promotion'])
    .where('tenant', '=', tenant)
    .where(
      'code',
      'in',
      coupons.map(({ code }) => code),
    )
    .execute()
  return rows.toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

type SaleLine = SaleCompleted['lines'][number]

function isSameLine(
  { amount, relief = minor(0), taxes = [] }: SaleLine,
  own: PricedCart['lines'][number],
) {
  const tax = taxes.reduce((sum, each) => sum + each.tax, 0)
  return amount === own.net && relief === own.relief && tax === taxOf(own)
}

function toldBy(sale: SaleCompleted, places: readonly number[]): Computation {
  const { subtotal, tax, total, engine, lines, pricing } = sale
  return {
    ...{ engine, version: pricing?.version ?? '', subtotal, tax, total },
    lines: places.flatMap((place) => {
      const line = lines[place]
      return line ? [{ name: line.name, amount: line.amount }] : []
    }),
  }
}

function computedBy(
  priced: PricedCart,
  version: string,
  { lines }: SaleCompleted,
  places: readonly number[],
): Computation {
  const { engine, subtotal, tax, total } = priced
  return {
    ...{ engine, version, subtotal, tax, total },
    lines: places.flatMap((place) => {
      const own = priced.lines[place]
      return own ? [{ name: lines[place]?.name ?? '', amount: own.net }] : []
    }),
  }
}
