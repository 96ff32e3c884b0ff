/**
 * Codes that a shop's own scale prints: an item and its price, weight or count in one EAN-13 with
 * prefix 02 or 20 to 29. What stands where is the shop's own rule, since nations and scales differ.
 * Source: GS1 General Specifications 2.1.12 (variable measure, restricted circulation), 7.9.4 to
 * 7.9.6 (check digits of price and weight fields).
 */
import { z } from 'zod'
import { UNIT_PRICE_LIMIT, UNIT_PRICE_SCALE, unitPrice, type UnitPrice } from '../money.ts'
import { QUANTITY_LIMIT, QUANTITY_SCALE, quantity, type Quantity } from '../quantity.ts'
import { withCheckDigit } from './gtin.ts'

const PREFIX_DIGITS = 2
const ALL_DIGITS = 13

export const labelRuleSchema = z
  .object({
    prefix: z.string().regex(/^(02|2\d)$/),
    itemDigits: z.int().min(1).max(8),
    /** A check digit of the value alone stands between item and value. */
    hasVerifier: z.boolean(),
    valueDigits: z.int().min(2).max(8),
    meaning: z.enum(['price', 'weight', 'count']),
    /** Of the value: 3 where 00486 are 0.486 kg, 2 where they are 4.86. */
    decimals: z.int().min(0).max(3),
  })
  .refine(isWhole, 'two digits of prefix, item, verifier, value and check digit are thirteen')
  .refine(
    ({ hasVerifier, valueDigits }) => !hasVerifier || valueDigits === 4 || valueDigits === 5,
    'a verifier is defined for four and for five digits',
  )
export type LabelRule = z.infer<typeof labelRuleSchema>

function isWhole(rule: { itemDigits: number; hasVerifier: boolean; valueDigits: number }): boolean {
  const { itemDigits, hasVerifier, valueDigits } = rule
  return PREFIX_DIGITS + itemDigits + Number(hasVerifier) + valueDigits + 1 === ALL_DIGITS
}

export type Label =
  /** Its own check digit says that it was read badly. */
  | { readonly kind: 'misread' }
  | {
      readonly kind: 'read'
      /** The code by which the catalogue has the item: the same with a value of zero. */
      readonly item: string
      readonly measure:
        | { readonly kind: 'price'; readonly value: number; readonly decimals: number }
        | { readonly kind: 'weight' | 'count'; readonly quantity: Quantity }
    }

/** Undefined where no rule is about this GTIN-14. */
export function readLabel(gtin: string, rules: readonly LabelRule[]): Label | undefined {
  if (rules.length === 0 || gtin[0] !== '0') return undefined
  const prefix = gtin.slice(1, 1 + PREFIX_DIGITS)
  const rule = rules.find((each) => each.prefix === prefix)
  if (rule === undefined) return undefined
  const itemEnd = 1 + PREFIX_DIGITS + rule.itemDigits
  const digits = gtin.slice(-1 - rule.valueDigits, -1)
  if (rule.hasVerifier && gtin[itemEnd] !== verifierOf(digits)) return { kind: 'misread' }
  const item = itemCode(rule, gtin.slice(1 + PREFIX_DIGITS, itemEnd))
  return { kind: 'read', item, measure: measureOf(rule, Number(digits)) }
}

/** The GTIN-14 under which the catalogue has an item: value and verifier are zeros. */
export function itemCode({ prefix, itemDigits }: LabelRule, item: string): string {
  const zeros = '0'.repeat(ALL_DIGITS - 1 - PREFIX_DIGITS - itemDigits)
  return withCheckDigit(prefix + item + zeros).padStart(14, '0')
}

function measureOf({ meaning, decimals }: LabelRule, value: number) {
  if (meaning === 'price') return { kind: meaning, value, decimals } as const
  const thousandths = (value * QUANTITY_SCALE) / 10 ** decimals
  // At most eight digits: what is too much is refused as any other quantity is.
  return { kind: meaning, quantity: quantity(Math.min(thousandths, QUANTITY_LIMIT)) } as const
}

/** A printed price as unit price; undefined where the shop's money cannot hold it. */
export function printedPrice(
  { value, decimals }: { readonly value: number; readonly decimals: number },
  exponent: number,
): UnitPrice | undefined {
  const price = (value * UNIT_PRICE_SCALE * 10 ** exponent) / 10 ** decimals
  return Number.isInteger(price) && price <= UNIT_PRICE_LIMIT ? unitPrice(price) : undefined
}

/** How each weighting factor changes a digit, by the digit. */
const TWO_MINUS = '0246891357'
const THREE = '0369258147'
const FIVE_PLUS = '0516273849'
const FIVE_MINUS = '0594837261'

function verifierOf(value: string): string {
  if (value.length === 4) {
    const sum = weighted(value, [TWO_MINUS, TWO_MINUS, THREE, FIVE_MINUS])
    return String((sum * 3) % 10)
  }
  const sum = weighted(value, [FIVE_PLUS, TWO_MINUS, FIVE_MINUS, FIVE_PLUS, TWO_MINUS])
  return String(FIVE_MINUS.indexOf(String((10 - (sum % 10)) % 10)))
}

function weighted(value: string, factors: readonly string[]): number {
  return factors.reduce((sum, factor, at) => sum + Number(factor[Number(value[at])]), 0)
}

/** The check digit of a price or weight of four or five digits. */
export { verifierOf as labelVerifier }
