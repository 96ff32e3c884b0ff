/** A barcode as a file writes it: a GTIN-14, or the reason why it is none. */
import { checkDigitIsRight, toGtin14 } from '../../domain/barcode/gtin.ts'
import { REASONS, type Reason } from './reasons.ts'

const LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14])

export interface BarcodeReading {
  readonly gtin: string | undefined
  /** Every fault, so that a file can be put right in one go. Empty where `gtin` is given. */
  readonly faults: readonly Reason[]
  readonly changes: readonly Reason[]
}

/** Reads `code`; an empty one has the fault of having none. */
export function readBarcode(code: string): BarcodeReading {
  const digits = code.trim()
  if (digits === '') return faulty(REASONS.noBarcode)
  if (!/^\d+$/.test(digits)) return faulty(REASONS.notDigits)
  if (!LENGTHS.has(digits.length)) return faulty(REASONS.wrongLength)
  const gtin = toGtin14(digits)
  const faults = [
    ...(gtin === undefined ? [REASONS.wrongCheckDigit] : []),
    ...(digits.length === 13 && digits.startsWith('2') ? [REASONS.inStore] : []),
  ]
  if (gtin === undefined || faults.length > 0) return { gtin: undefined, faults, changes: [] }
  const changes = [
    ...(digits === code ? [] : [REASONS.barcodeSpaces]),
    ...(checkDigitIsRight(digits) ? [] : [REASONS.upcE]),
  ]
  return { gtin, faults, changes }
}

function faulty(fault: Reason): BarcodeReading {
  return { gtin: undefined, faults: [fault], changes: [] }
}
