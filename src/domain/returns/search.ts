/** What a person types to find a sale: its receipt, what it came to, what was bought, a card. */
import { exponentOf } from '../money.ts'
import { readReceiptCode } from '../receipt/code.ts'

/** Any of them may be meant; a sale that fits one is found. */
export interface SaleSearch {
  /** The receipt number, or its last part without zeros in front. */
  readonly receipt: string | undefined
  /** Minor units. */
  readonly total: number | undefined
  readonly lastFour: string | undefined
  /** A business date, `YYYY-MM-DD`. */
  readonly date: string | undefined
  /** Part of the name of something bought; at least three characters. */
  readonly goods: string | undefined
}

const GOODS_SHORTEST = 3

export function readSaleSearch(text: string, currency: string): SaleSearch {
  const typed = text.trim()
  const code = readReceiptCode(typed)
  const digits = /^\d{1,12}$/.test(typed)
  return {
    receipt: code?.number ?? (digits ? `-${typed.padStart(6, '0')}` : undefined),
    total: totalOf(typed, exponentOf(currency)),
    lastFour: /^\d{4}$/.test(typed) ? typed : undefined,
    date: dateOf(typed),
    goods: typed.length >= GOODS_SHORTEST && !digits && !code ? typed : undefined,
  }
}

/** `12.34` and `12,34`; a whole number counts as an amount only where it has no decimals at all. */
function totalOf(text: string, exponent: number): number | undefined {
  const parts = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(text)
  const [, whole, fraction = ''] = parts ?? []
  if (whole === undefined || fraction.length !== exponent) return undefined
  return Number(whole + fraction)
}

/** `2026-11-26` and `26.11.2026`. */
function dateOf(text: string): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? []
  if (day === undefined || month === undefined || year === undefined) return undefined
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
