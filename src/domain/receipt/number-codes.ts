/** The codes on a paper by which its sale is found again. */
import type { ReceiptElement } from './document.ts'

/** What `code128` of a document can hold; any other receipt number is drawn as QR. */
const CODE128_TEXT = /^[ -~]{1,40}$/

/** Bars for a scanner of one line, and a QR code for a camera: both find it again. */
export function codesOf(number: string, data: string): ReceiptElement[] {
  const qr: ReceiptElement = { kind: 'qr', data }
  return CODE128_TEXT.test(number) ? [{ kind: 'code128', data: number }, qr] : [qr]
}
