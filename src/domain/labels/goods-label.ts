/**
 * What stands on the label of goods, before any printer: texts that are ready to be read, and a
 * code. A label waits with its texts: it shows what was asked for, whatever is changed meanwhile.
 */
import { z } from 'zod'
import { asPrinted, checkDigitIsRight } from '../barcode/gtin.ts'
import type { Unit } from '../catalogue/unit.ts'
import { textSchema } from '../identifier.ts'
import { divideRounded, minor, UNIT_PRICE_SCALE, type UnitPrice } from '../money.ts'
import type { Figures } from '../receipt/figures.ts'
import { basePriceOf, contentOf, MEASURE_SIGNS } from './base-price.ts'

/** Labels of one kind of goods at a time: a roll has hardly more. */
export const COPIES_LIMIT = 999

/** What a store says of its labels; as usual where it says nothing. */
export const priceLabelRuleSchema = z.strictObject({
  /** The price of a kilogram, litre or metre, where the size tells it. */
  basePrice: z.boolean(),
  /** A line of its own on each label, such as what prices contain. */
  note: textSchema(40).min(1).optional(),
})
export type PriceLabelRule = z.infer<typeof priceLabelRuleSchema>

export const PRICE_LABEL_RULE: PriceLabelRule = { basePrice: true }

const SYMBOLOGIES = ['ean-13', 'ean-8', 'upc-a', 'code-128'] as const

export const labelCodeSchema = z.object({
  symbology: z.enum(SYMBOLOGIES),
  /** As it is read and written below the bars, with its check digit. */
  digits: z.string().regex(/^\d{8,14}$/),
})
export type LabelCode = z.infer<typeof labelCodeSchema>

export const goodsLabelSchema = z.object({
  direction: z.enum(['ltr', 'rtl']),
  name: textSchema(200),
  /** Size and number of the goods; may be empty. */
  detail: textSchema(200),
  /** Empty where the goods have none: they are labelled all the same. */
  price: textSchema(60),
  basePrice: textSchema(60),
  note: textSchema(40),
  code: labelCodeSchema.nullable(),
})
export type GoodsLabel = z.infer<typeof goodsLabelSchema>

export interface LabelledGoods {
  readonly name: string
  readonly size: string
  readonly sku: string
  readonly unit: Unit
  readonly unitPrice: UnitPrice | null
  /** The code by which one of them is sold; undefined where it has none. */
  readonly gtin: string | undefined
}

export interface LabelStyle {
  readonly figures: Figures
  readonly direction: GoodsLabel['direction']
  readonly rule: PriceLabelRule
}

export function labelOf(
  goods: LabelledGoods,
  { figures, direction, rule }: LabelStyle,
): GoodsLabel {
  const { name, size, sku, unit, unitPrice, gtin } = goods
  const isMeasured = unit !== 'piece'
  const price = unitPrice === null ? '' : priceText(unitPrice, figures)
  const by = isMeasured && price !== '' ? `/${MEASURE_SIGNS[unit]}` : ''
  const isWanted = rule.basePrice && !isMeasured && unitPrice !== null
  return {
    ...{ direction, name, note: rule.note ?? '' },
    detail: [size, sku].filter(Boolean).join(' · '),
    price: price + by,
    basePrice: isWanted ? basePriceText(size, unitPrice, figures) : '',
    code: gtin === undefined ? null : codeOf(gtin),
  }
}

/** With the currency's sign; parts of the smallest coin are written out where a price has them. */
function priceText(price: UnitPrice, figures: Figures): string {
  const rounded = minor(divideRounded(price, UNIT_PRICE_SCALE))
  const isWhole = rounded * UNIT_PRICE_SCALE === price
  return isWhole ? figures.money(rounded) : figures.unitPrice(price)
}

/** Empty where the size tells no content. */
function basePriceText(size: string, price: UnitPrice, figures: Figures): string {
  const content = contentOf(size)
  const each = content && basePriceOf(price, content)
  if (each === undefined || !content) return ''
  const rounded = minor(divideRounded(each, UNIT_PRICE_SCALE))
  return `${figures.money(rounded)}/${MEASURE_SIGNS[content.measure]}`
}

/**
 * By its length without the zeros of the key. Fourteen digits are no EAN; nor are others whose
 * check digit is not right, because a printer makes that digit itself.
 */
export function codeOf(gtin: string): LabelCode {
  const digits = asPrinted(gtin)
  const symbology = checkDigitIsRight(digits) ? BY_LENGTH.get(digits.length) : undefined
  return { symbology: symbology ?? 'code-128', digits }
}

const BY_LENGTH: ReadonlyMap<number, LabelCode['symbology']> = new Map([
  ...([
    [8, 'ean-8'],
    [12, 'upc-a'],
    [13, 'ean-13'],
  ] as const),
])
