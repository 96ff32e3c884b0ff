import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawPaper } from '../../drivers/printer/draw-paper.ts'
import { centredLogo } from '../../drivers/printer/logo.ts'
import { composeReceipt, type ReceiptFacts } from '../../src/domain/receipt/compose.ts'
import type { ReceiptElement } from '../../src/domain/receipt/document.ts'
import { composeGiftReceipt } from '../../src/domain/receipt/gift-receipt.ts'
import { dotsOf, LOGO_ROWS, logoSchema, withLogo } from '../../src/domain/receipt/logo.ts'
import { receiptWords } from '../../src/domain/receipt/template.ts'
import { receiptWordsFor } from '../../src/domain/receipt/words.ts'
import type { PrinterSettings, StoreSettings } from '../../src/domain/settings.ts'
import { englishSale, englishStore } from '../golden/receipts.ts'

const dots = { bytesAcross: 2, rows: 2, bits: Buffer.from([0xff, 0, 0, 0xff]).toString('base64') }
const logo = logoSchema.parse(dots)

function composed(store: StoreSettings, changes: Partial<ReceiptFacts['sale']> = {}) {
  const facts = {
    ...{ sale: { ...englishSale, ...changes }, store, terminal: 'Front', cashier: 'Anna' },
    ...{ at: Date.UTC(2026, 6, 1, 22, 30), entryHash: 'ab'.repeat(32), copy: 0 },
  }
  const words = receiptWords(store, receiptWordsFor)
  return { receipt: composeReceipt(facts, words), gift: composeGiftReceipt(facts, words) }
}

const said = (elements: readonly ReceiptElement[]) =>
  elements
    .flatMap((each) => (each.kind === 'text' ? [each.text] : []))
    .concat(elements.flatMap((each) => (each.kind === 'row' ? [each.start] : [])))

describe('a receipt by the store’s own template', () => {
  it('is written in two languages beside each other, and once where both say the same', () => {
    const { receipt } = composed({ ...englishStore, receiptLanguages: ['en', 'de'] })
    expect(said(receipt.elements)).toContain('TOTAL / SUMME')
    expect(receipt).toMatchObject({ language: 'en-GB', direction: 'ltr' })
    const same = receiptWords({ locale: 'en', receiptLanguages: ['en', 'en'] }, receiptWordsFor)
    expect(same).toEqual(receiptWordsFor('en'))
  })

  it('is read from where its first language is read, with that language’s figures', () => {
    const { receipt, gift } = composed({ ...englishStore, receiptLanguages: ['ar'] })
    expect(receipt).toMatchObject({ language: 'ar', direction: 'rtl' })
    expect(gift).toMatchObject({ language: 'ar', direction: 'rtl' })
  })

  it('names whoever sold it as they were then, with the lines of now', () => {
    const seller = { name: 'Old Name', address: ['Old Street 1'], taxNumber: 'GB 1' }
    const moved = { ...englishStore, address: ['New Street 2'], receiptHeader: ['Now with cake'] }
    const lines = said(composed(moved, { seller }).receipt.elements)
    expect(lines).toEqual(expect.arrayContaining(['Old Name', 'Old Street 1', 'Now with cake']))
    expect(lines).toContain('Tax no. GB 1')
    expect(lines).not.toContain('New Street 2')
  })

  it('holds the place of the logo alone, which is put in where it is printed', () => {
    const { receipt, gift } = composed({ ...englishStore, receiptLogo: logo })
    for (const document of [receipt, gift]) {
      expect(document.elements[0]).toEqual({ kind: 'logo' })
      expect(withLogo(document, logo).elements[0]).toEqual({ kind: 'picture', ...logo })
      // Taken away since: nothing stands there.
      expect(withLogo(document, undefined).elements[0]?.kind).not.toBe('logo')
    }
  })
})

describe('a logo', () => {
  it('is as dark in dots as the picture was, and black and white stay what they are', () => {
    const grey = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(grey, fc.integer({ min: 9, max: 40 }), (value, side) => {
        const pixel = [value, value, value, 255]
        const data = Array.from({ length: side * side }, () => pixel).flat()
        const { bits, rows, bytesAcross } = dotsOf({ width: side, height: side, data })
        expect([rows, bytesAcross]).toEqual([side, Math.ceil(side / 8)])
        const dark = bits.reduce(
          (sum, byte) => sum + byte.toString(2).replaceAll('0', '').length,
          0,
        )
        const wanted = (1 - value / 255) * side * side
        // What is left at the edges is at most half a dot for each pixel of them.
        expect(Math.abs(dark - wanted)).toBeLessThanOrEqual(value % 255 === 0 ? 0 : side)
      }),
    )
  })

  it('leaves white what nothing covers', () => {
    const { bits } = dotsOf({ width: 8, height: 1, data: Array.from({ length: 32 }, () => 0) })
    expect([...bits]).toEqual([0])
  })

  it('is refused where dots are missing, or it is longer than a receipt should be', () => {
    expect(logoSchema.safeParse({ ...dots, rows: 3 }).success).toBe(false)
    const long = Buffer.alloc(2 * (LOGO_ROWS + 1)).toString('base64')
    const tall = { bytesAcross: 2, rows: LOGO_ROWS + 1, bits: long }
    expect(logoSchema.safeParse(tall).success).toBe(false)
  })

  it('stands in the middle of the paper, and loses both sides where that is narrower', () => {
    const middle = centredLogo(logo, 48)
    expect([...middle.bits]).toEqual([0, 0, 0xff, 0, 0, 0, 0, 0, 0, 0xff, 0, 0])
    const wide = { bytesAcross: 3, rows: 1, bits: Buffer.from([1, 2, 3]).toString('base64') }
    expect([...centredLogo(wide, 8).bits]).toEqual([2])
  })

  it('is on the paper of a printer, drawn from the bytes that the printer gets', () => {
    const { receipt } = composed({ ...englishStore, receiptLogo: logo })
    const printer: PrinterSettings = {
      address: { transport: 'tcp', host: 'localhost', port: 9100 },
      ...{ model: 'generic', columns: 42, codePages: ['cp858'] },
      ...{ answers: true, drawerPin: 2 },
    }
    const without = drawPaper(withLogo(receipt, undefined), printer)
    const { picture, lost } = drawPaper(withLogo(receipt, logo), printer)
    expect(lost).toEqual([])
    // 42 columns of 12 dots are 63 bytes; the first of two stands behind 30 of them.
    expect(picture).toContain('M240 40h1v1h-1z')
    expect(picture).toContain('Corner')
    expect(without.picture).not.toContain('M240 40h1v1h-1z')
  })
})
