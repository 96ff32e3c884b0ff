/** How much of it, and at what price: as typed, as weighed, or as printed on its label. */
import { printedPrice } from '../../../domain/barcode/label.ts'
import type { TaxClass } from '../../../domain/catalogue/pricing.ts'
import { fail, succeed, type Result } from '../../../domain/failure.ts'
import { exponentOf, multiplyDivided, unitPrice as unitPriceOf } from '../../../domain/money.ts'
import { ONE, quantity, QUANTITY_LIMIT, QUANTITY_SCALE, times } from '../../../domain/quantity.ts'
import type { Line } from '../../../domain/selling/draft.ts'
import { worthOf } from '../../../domain/selling/extents.ts'
import type { Need } from '../../../domain/selling/needs.ts'
import { alsoNeeds, type TillAuthority } from '../../authority.ts'
import type { Ringing } from './goods.ts'

export type Measured = Pick<Line, 'quantity' | 'unit' | 'unitPrice' | 'price' | 'label' | 'items'>

/**
 * A part of the line, or the questions whose answers are missing. Without a price nothing can be
 * sold (`price-missing`): better no line than a wrong one.
 */
export function measure(
  ringing: Ringing,
  authority: TillAuthority,
): Result<Measured | readonly Need[]> {
  const { marks, sellable } = ringing
  if (marks.price) return printed(ringing, marks.price, authority)
  const price = priceOf(ringing)
  if (!price.ok) return price
  const needs = 'needs' in price.value ? price.value.needs : []
  const amount = amountOf(ringing)
  if (amount === undefined) {
    return succeed([...needs, { kind: 'measure', unit: sellable.variant.unit }])
  }
  if (amount <= 0 || amount > QUANTITY_LIMIT) return fail('limit-amount')
  if ('needs' in price.value) return succeed(needs)
  const { unit, items, rules } = sellable.variant
  const measured = { ...price.value, quantity: quantity(amount), unit, items }
  if (!rules?.openPrice) return succeed(measured)
  // More at the same price may join the line that is there.
  const typed = ringing.draft.lines.filter(
    (line) => line.variant === sellable.variant.id && line.price === null,
  )
  const extent = { amount: worthOf([measured, ...typed]) }
  const allowed = alsoNeeds(ringing.core, authority, 'open-item', extent)
  return allowed.ok ? succeed(measured) : allowed
}

/** Undefined where it is sold by weight and nobody said how much. */
function amountOf({ sellable, count, marks, answers }: Ringing): number | undefined {
  const { variant, packQuantity } = sellable
  const read = marks.measure?.unit === variant.unit ? marks.measure.quantity : undefined
  const each = read ?? answers.measure
  if (each !== undefined) return multiplyDivided(count ?? ONE, each, QUANTITY_SCALE)
  if (variant.unit !== 'piece' && count === null) return undefined
  return multiplyDivided(count ?? ONE, packQuantity, QUANTITY_SCALE)
}

type Priced = Pick<Line, 'unitPrice' | 'price'> | { readonly needs: readonly Need[] }

function priceOf({ sellable, answers }: Ringing): Result<Priced> {
  const { variant, price } = sellable
  const open = variant.rules?.openPrice
  if (!open) {
    if (!price) return fail('price-missing', { name: variant.name })
    return succeed({ unitPrice: price.unitPrice, price: price.id })
  }
  const { minimum, maximum } = open
  const said = answers.unitPrice
  if (said === undefined) {
    const proposed = price?.unitPrice ?? null
    return succeed({ needs: [{ kind: 'price', minimum, maximum, proposed }] })
  }
  if (said < minimum || said > maximum) return fail('price-outside', { minimum, maximum })
  return succeed({ unitPrice: said, price: null })
}

/**
 * The price on the label is what the customer was promised: one piece of exactly that price,
 * whatever the price list says since. What leaves the shelf is the weight that it stands for.
 */
function printed(
  { sellable, count, marks }: Ringing,
  price: NonNullable<Ringing['marks']['price']>,
  { shop }: TillAuthority,
): Result<Measured> {
  const { variant } = sellable
  const unitPrice = printedPrice(price, exponentOf(shop.store.currency))
  if (unitPrice === undefined) return fail('limit-amount')
  const amount = count ?? ONE
  if (amount <= 0 || amount % QUANTITY_SCALE !== 0) return fail('quantity-whole')
  const line = { quantity: amount, unit: 'piece', unitPrice, price: null } as const
  if (variant.unit === 'piece') return succeed({ ...line, items: variant.items })
  const perUnit = sellable.price?.unitPrice ?? unitPriceOf(0)
  const read = marks.measure?.unit === variant.unit ? marks.measure.quantity : undefined
  const weighed = read ?? (perUnit > 0 ? thousandths(unitPrice, perUnit) : undefined)
  if (weighed === undefined || weighed <= 0) return succeed({ ...line, items: [] })
  const items = variant.items.map((each) => ({
    ...each,
    quantity: times(each.quantity, quantity(weighed)),
  }))
  if (perUnit === 0) return succeed({ ...line, items })
  const label = {
    quantity: quantity(weighed),
    unit: variant.unit,
    unitPrice: perUnit,
  }
  return succeed({ ...line, items, label })
}

/** What was weighed, told by what it came to; undefined where that is more than anybody weighs. */
function thousandths(unitPrice: number, perUnit: number): number | undefined {
  const weighed = multiplyDivided(unitPrice, QUANTITY_SCALE, perUnit)
  return weighed <= QUANTITY_LIMIT ? weighed : undefined
}

export function taxOf({ sellable }: Ringing): Result<TaxClass> {
  const { variant, taxClass } = sellable
  return taxClass ? succeed(taxClass) : fail('tax-missing', { name: variant.name })
}
