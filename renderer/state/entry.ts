/** The one line of typing on the sell screen: a quantity before `×`, a number, or a name. */
import { ONE, quantity, QUANTITY_LIMIT, type Quantity } from '../../src/domain/quantity.ts'

export interface Entry {
  readonly text: string
  /** What was typed before `×`; null where nothing was. */
  readonly quantity: Quantity | null
}

export const emptyEntry: Entry = { text: '', quantity: null }

/** Longest text that a search takes. */
export const ENTRY_LIMIT = 100

const QUANTITY_THEN_TIMES = /^(\d{1,6})(?:[.,](\d{1,3}))?\s*[*x×]$/i

/** Reads `3`, `0,486` or `12.5` as thousandths; null where it is no quantity above zero. */
export function readQuantity(text: string): Quantity | null {
  const parts = /^(\d{1,7})(?:[.,](\d{0,3}))?$/.exec(text.trim())
  if (!parts) return null
  const thousandths = Number(parts[1]) * 1000 + Number((parts[2] ?? '').padEnd(3, '0'))
  return thousandths > 0 && thousandths <= QUANTITY_LIMIT ? quantity(thousandths) : null
}

/** The entry after its text became `text`: `3*` turns into a waiting quantity of three. */
export function typed(entry: Entry, text: string): Entry {
  if (QUANTITY_THEN_TIMES.test(text)) {
    const read = readQuantity(text.slice(0, -1).trim())
    return read === null ? entry : { text: '', quantity: read }
  }
  return { ...entry, text: text.slice(0, ENTRY_LIMIT) }
}

export function quantityOf(entry: Entry): Quantity {
  return entry.quantity ?? ONE
}

/** A number (a code, or one on the shelf) is looked up as a scan is; the rest is a search. */
export function isNumber(text: string): boolean {
  return /^\d+$/.test(text.trim())
}
