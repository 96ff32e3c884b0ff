/** The number that stands on a receipt. */
import type { Epoch } from '../journal/entry.ts'

/**
 * `T1-1-000123`: terminal code, epoch, running number within the epoch. Two machines that know
 * nothing of each other, a copied disk and its origin put back from a backup, open epochs of one
 * ordinal: from the second on the mark of the random id tells their receipts apart.
 */
export function receiptNumber(
  terminalCode: string,
  { ordinal, id }: Epoch,
  number: number,
): string {
  const mark = ordinal === 1 ? '' : markOf(id)
  return `${terminalCode}-${String(ordinal)}${mark}-${String(number).padStart(6, '0')}`
}

/** What `receiptNumber` makes, as a person types it and a scanner reads it. */
export const RECEIPT_NUMBER = /^[A-Z0-9]{1,8}-[1-9]\d{0,8}(?:[A-Z]{3})?-\d{6,12}$/

/** Letters that are mistaken neither for a digit nor for each other on a worn receipt. */
const MARKS = 'ABCDEFGHJKLMNPQRTUVWXY'

/** Letters out of the random end of a version 7 UUID: one epoch in 10,000 is like another. */
function markOf(id: string): string {
  let rest = Number.parseInt(id.slice(-8), 16)
  return Array.from({ length: 3 }, () => {
    const letter = MARKS.charAt(rest % MARKS.length)
    rest = Math.floor(rest / MARKS.length)
    return letter
  }).join('')
}
