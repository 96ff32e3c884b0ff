import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readScan } from '../../src/domain/barcode/scan.ts'
import { qrText, readReceiptCode, writtenCode } from '../../src/domain/receipt/code.ts'
import { receiptNumber } from '../../src/domain/receipt/number.ts'
import { readSaleSearch } from '../../src/domain/returns/search.ts'

const ID = '01a2076b-4400-709a-83e5-6ecd629377f8'
const OTHER = '01a2076b-4400-709a-83e5-6ecd629377f9'

describe('the number of a receipt', () => {
  it('is short while a terminal has had one life', () => {
    expect(receiptNumber('T1', { ordinal: 1, id: ID }, 123)).toBe('T1-1-000123')
  })

  it('differs between a copy and its origin that both opened their second epoch', () => {
    const [one, other] = [ID, OTHER].map((id) => receiptNumber('T1', { ordinal: 2, id }, 1))
    expect(one).toMatch(/^T1-2[A-Z]{3}-000001$/)
    expect(other).not.toBe(one)
  })

  it('is known as one when it is scanned or typed', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z0-9]{1,8}$/),
        fc.integer({ min: 1, max: 9999 }),
        fc.uuid(),
        fc.integer({ min: 1, max: 999_999_999 }),
        (code, ordinal, id, number) => {
          const receipt = receiptNumber(code, { ordinal, id }, number)
          expect(readScan(receipt.toLowerCase())).toEqual({ kind: 'receipt', number: receipt })
          expect(readSaleSearch(receipt.toLowerCase(), 'EUR').receipt).toBe(receipt)
        },
      ),
    )
  })

  it('is read from the QR code, with the kind of its receipt, however it is typed', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z0-9]{1,8}$/),
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.boolean(),
        (code, ordinal, number, isGift) => {
          const said = { number: receiptNumber(code, { ordinal, id: ID }, number), isGift }
          const written = writtenCode(said)
          for (const text of [qrText(said), qrText(said).toLowerCase(), written]) {
            expect(readReceiptCode(text)).toEqual(said)
            expect(readScan(text)).toEqual({ kind: 'receipt', number: written })
            expect(readSaleSearch(text, 'EUR').receipt).toBe(said.number)
          }
        },
      ),
    )
  })

  it('is found in nothing else', () => {
    const near = [
      'HF2:T1-1-000123',
      'HF1:HF1:T1-1-000123',
      'T1-1-000123-X',
      'HF1:',
      'T1HF1:-1-000123',
    ]
    for (const text of [...near, `HF1:T1-1-${'1'.repeat(60)}`, '4006381333931']) {
      expect(readReceiptCode(text)).toBeUndefined()
    }
    fc.assert(fc.property(fc.string(), (text) => readReceiptCode(`${text}?`) === undefined))
  })
})
