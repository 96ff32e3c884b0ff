/**
 * What a receipt becomes on the wire, read back by an interpreter that knows nothing of the
 * encoder.
 */
import CodepageEncoder from '@point-of-sale/codepage-encoder'
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receiptEncoder } from '../../drivers/printer/encode.ts'
import { layReceipt, wrap } from '../../drivers/printer/layout.ts'
import { repertoireOf } from '../../drivers/printer/printable.ts'
import { profileOf } from '../../drivers/printer/profile.ts'
import type { Command } from '../../drivers/printer/simulator/commands.ts'
import { Interpreter } from '../../drivers/printer/simulator/interpreter.ts'
import { RealTime } from '../../drivers/printer/simulator/real-time.ts'
import type { ReceiptDocument, ReceiptElement } from '../../src/domain/receipt/document.ts'
import type { PrinterSettings } from '../../src/domain/settings.ts'
import { receipts } from '../golden/receipts.ts'

const settings: PrinterSettings = {
  address: { transport: 'tcp', host: 'localhost', port: 9100 },
  ...{ model: 'generic', columns: 42, codePages: ['windows1252', 'cp858'] },
  ...{ answers: true, drawerPin: 2 },
}

function bytesOf(elements: ReceiptElement[], change: Partial<PrinterSettings> = {}): Uint8Array {
  const encode = receiptEncoder(profileOf({ ...settings, ...change }))
  return encode({ language: 'en', direction: 'ltr', elements }).bytes
}

function commandsIn(bytes: Uint8Array): Command[] {
  const interpreter = new Interpreter()
  const commands: Command[] = []
  for (const byte of bytes) {
    const command = interpreter.take(byte)
    if (typeof command === 'string') throw new Error(command)
    if (command) commands.push(command)
  }
  return commands
}

/**
 * All that the bytes make the printer do, beside writing characters, choosing a table for them and
 * drawing those that no table has.
 */
function actsIn(bytes: Uint8Array): string[] {
  return commandsIn(bytes)
    .map((command) => command.kind)
    .filter(
      (kind) =>
        kind !== 'character' && kind !== 'table' && kind !== 'line-feed' && kind !== 'raster',
    )
}

const plain = (text: string): ReceiptElement => ({
  ...{ kind: 'text', text, align: 'start', bold: false, size: 'normal' },
})

/**
 * Strings that try: control codes, the pictures that DOS pages keep at their places, and all else.
 */
const hostile = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 0, max: 0x9f }).map((code) => String.fromCharCode(code)),
    fc.constantFrom(...Array.from('☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂')),
    fc.constantFrom('@', 'p', '\u0000', '2', 'ú', '\u001bp', '←@', '↔V', '\u202e', '👩‍🍳', '漢'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
  maxLength: 60,
})
const PAGES = [['cp437'], ['cp858'], ['windows1252'], ['cp852', 'windows1250'], ['cp866', 'cp737']]

describe('words on a receipt', () => {
  it('can never become a command of the printer', () => {
    const harmless = actsIn(bytesOf([plain('x')]))
    fc.assert(
      fc.property(hostile, fc.constantFrom(...PAGES), (text, codePages) => {
        expect(actsIn(bytesOf([plain(text)], { codePages }))).toEqual(harmless)
      }),
      { seed: 20261106, numRuns: 500 },
    )
  })

  it('cannot reach the real-time receiver through a QR code or a barcode', () => {
    fc.assert(
      fc.property(
        hostile.filter((data) => data !== ''),
        (data) => {
          const bytes = bytesOf([{ kind: 'qr', data }])
          const heard: string[] = []
          const receiver = new RealTime({
            status: () => heard.push('status'),
            pulse: () => heard.push('pulse'),
          })
          expect(receiver.hear(bytes)).toEqual([...bytes])
          expect(heard).toEqual([])
          expect(commandsIn(bytes).length).toBeGreaterThan(0)
        },
      ),
      { seed: 20261106, numRuns: 200 },
    )
    const braces = commandsIn(bytesOf([{ kind: 'code128', data: 'A{1{{' }]))
    const barcode = braces.find((command) => command.kind === 'barcode')
    expect(String.fromCharCode(...(barcode?.data ?? []))).toBe('{BA{{1{{{{')
  })

  it('would be commands if the encoder were left to itself', () => {
    const encoder = new ReceiptPrinterEncoder({ newline: '\n' }).initialize()
    const bytes = [...encoder.codepage('cp437').line('←@').encode()]
    expect(bytes.join()).toContain([0x1b, 0x40, 0x0a].join())
  })

  it('keep to the width of the paper', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.integer({ min: 24, max: 64 }), (start, end, columns) => {
        const document: ReceiptDocument = {
          ...{ language: 'en', direction: 'ltr' },
          elements: (['normal', 'double'] as const).flatMap((size): ReceiptElement[] => [
            { kind: 'row', start, end, bold: false, size },
            { kind: 'text', text: start, align: 'end', bold: true, size },
          ]),
        }
        const laid = layReceipt(document, columns, repertoireOf(['cp858']))
        for (const element of laid.elements) {
          if (element.kind !== 'line') continue
          expect(element.text.length).toBeLessThanOrEqual(columns / (element.double ? 2 : 1))
        }
      }),
      { seed: 20261106, numRuns: 300 },
    )
  })

  it('lose nothing but blanks when they are wrapped', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-'), maxLength: 80 })
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 40 }), (text, width) => {
        expect(wrap(text, width).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
      { seed: 20261106 },
    )
  })
})

describe('a character that the printer does not have', () => {
  const latin = repertoireOf(['windows1252'])
  const dos = repertoireOf(['cp437'])

  it('becomes its usual replacement where it has one', () => {
    expect(dos.printable('5 € „süß“…').text).toBe('5 EUR "süß"...')
    expect(latin.printable('Ünlü ő ž').text).toBe('Ünlü o ž')
  })

  it('is shown and reported as lost where it has none', () => {
    expect(latin.printable('茶 7')).toEqual({ text: '? 7', lost: ['茶'] })
    expect(repertoireOf(['cp862']).printable('שלום').lost).toEqual(['ש', 'ל', 'ו', 'ם'])
  })

  it('is looked up on every page of every model before the encoder sees it', () => {
    for (const page of CodepageEncoder.getEncodings()) {
      if (!CodepageEncoder.supports(page)) continue
      const repertoire = repertoireOf([page])
      const { text } = repertoire.printable('AZaz09 €§•ßåøż漢שß✓﷼')
      for (const fragment of repertoire.fragments(text)) {
        for (const byte of CodepageEncoder.encode(fragment.text, fragment.page)) {
          expect(byte).toBeGreaterThanOrEqual(0x20)
        }
      }
    }
  })
})

describe('a profile', () => {
  it('of every model in the list prints every receipt', () => {
    for (const { id } of ReceiptPrinterEncoder.printerModels) {
      const encode = receiptEncoder(profileOf({ ...settings, model: id }))
      for (const document of Object.values(receipts)) {
        expect(encode(document).bytes.length).toBeGreaterThan(300)
      }
    }
  })

  it('falls back to generic ESC/POS for a model that is unknown or speaks another language', () => {
    for (const model of ['nobody-knows', 'star-tsp650']) {
      expect(profileOf({ ...settings, model })).toEqual(profileOf(settings))
    }
  })

  it('uses only pages that the model has, and its first where it has none of them', () => {
    const pages = (codePages: string[]) => profileOf({ ...settings, codePages }).pages
    expect(pages(['nonsense', 'cp858', 'star/cp874'])).toEqual(['cp858'])
    expect(pages(['nonsense'])).toEqual(['cp437'])
  })

  it('draws a QR code where bars would not fit the paper', () => {
    const kinds = (data: string, columns: number) =>
      actsIn(bytesOf([{ kind: 'code128', data }], { columns })).filter((kind) =>
        ['barcode', 'qr-print'].includes(kind),
      )
    expect(kinds('T1-1-000123', 32)).toEqual(['barcode'])
    expect(kinds('A-TERMINAL-2-000123', 32)).toEqual(['qr-print'])
  })
})
