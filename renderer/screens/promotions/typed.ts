/** Reads the figures of a promotion as they are typed, and says which fields do not say theirs. */
import { minor, UNIT_PRICE_SCALE, type Minor } from '../../../src/domain/money.ts'
import { QUANTITY_SCALE, quantity, type Quantity } from '../../../src/domain/quantity.ts'
import type { Rate } from '../../../src/domain/rate.ts'
import { readCost } from '../../format/typed-cost.ts'
import { readPercent } from '../../format/typed-percent.ts'
import type { MessageKey } from '../../language/language.tsx'

/** What fields come to, or the labels of those that say nothing that could be meant. */
export type Read<Value> = { readonly value: Value } | { readonly wrong: readonly MessageKey[] }

type Fields<Value> = {
  readonly [Key in keyof Value]: readonly [Value[Key] | undefined, MessageKey]
}

/** All fields together; one that is undefined is wrong. */
export function whole<Value extends object>(fields: Fields<Value>): Read<Value> {
  const entries = Object.entries<readonly [unknown, MessageKey]>(fields)
  const wrong = entries.flatMap(([, [value, label]]) => (value === undefined ? [label] : []))
  if (wrong.length > 0) return { wrong }
  return { value: Object.fromEntries(entries.map(([key, [value]]) => [key, value])) as Value }
}

/** An amount of money, above nothing where it has to be. */
export function readMoney(text: string, exponent: number): Minor | undefined {
  const cost = readCost(text, exponent)
  return cost !== undefined && cost % UNIT_PRICE_SCALE === 0
    ? minor(cost / UNIT_PRICE_SCALE)
    : undefined
}

export function readWhole(text: string, least: number, most: number): number | undefined {
  const count = /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined
  return count !== undefined && count >= least && count <= most ? count : undefined
}

/** More than nothing. */
export function readRate(text: string): Rate | undefined {
  const rate = readPercent(text)
  return rate === null || rate === 0 ? undefined : rate
}

/** Of pieces or of a measure, above nothing, with up to three decimals. */
export function readAmountOf(text: string): Quantity | undefined {
  const [, units, decimals = ''] = /^(\d{1,6})(?:[.,](\d{1,3}))?$/.exec(text.trim()) ?? []
  if (units === undefined) return undefined
  const amount = Number(units) * QUANTITY_SCALE + Number(decimals.padEnd(3, '0'))
  return amount > 0 ? quantity(amount) : undefined
}
