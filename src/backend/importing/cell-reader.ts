/** Reads the cells of one row as clean text, and puts what had to be changed on the account. */
import { cleanText } from './clean-text.ts'
import { readBarcode } from './read-barcode.ts'
import { REASONS } from './reasons.ts'
import type { RowAccount } from './row-account.ts'

/** The longest values that the catalogue's schemas take. */
export const LONGEST = {
  ...{ name: 200, brand: 120, size: 80, sku: 80, department: 80, description: 2000 },
} as const

/** Clean text of one cell; each change is remarked with the cell's own value. */
export function readText(account: RowAccount, line: number, raw: string, longest: number): string {
  const { text, changes } = cleanText(raw, longest)
  for (const reason of changes) account.change(line, reason, raw)
  return text
}

/**
 * The barcode of a row that is sold without one too: none where the cell is empty, and none but a
 * remark where it holds something that is no GTIN.
 */
export function readOptionalBarcode(account: RowAccount, line: number, raw: string): string[] {
  if (raw.trim() === '') return []
  const { gtin, faults, changes } = readBarcode(raw)
  for (const reason of changes) account.change(line, reason, raw)
  for (const fault of faults) {
    account.change(line, `${REASONS.barcodeDropped}: ${fault}`, raw)
  }
  return gtin === undefined ? [] : [gtin]
}
