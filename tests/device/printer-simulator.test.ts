/** The printer that all others are tested against must itself be strict. */
import { readFileSync, writeFileSync } from 'node:fs'
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import { describe, expect, it } from 'vitest'
import { code128Bars, code128Text } from '../../drivers/printer/simulator/code128.ts'
import type { Command } from '../../drivers/printer/simulator/commands.ts'
import { Interpreter } from '../../drivers/printer/simulator/interpreter.ts'
import { Paper, type PaperItem } from '../../drivers/printer/simulator/paper.ts'
import { receiptPicture } from '../../drivers/printer/simulator/picture.ts'
import { qrDots } from '../../src/domain/receipt/qr/dots.ts'
import { receiptText } from '../../drivers/printer/simulator/text.ts'

const DOTS = 504

function print(bytes: Iterable<number>): { items: readonly PaperItem[]; failures: string[] } {
  const interpreter = new Interpreter()
  const failures: string[] = []
  const paper = new Paper(DOTS, () => undefined)
  for (const byte of bytes) {
    const command: Command | string | undefined = interpreter.take(byte)
    const failure = typeof command === 'object' ? paper.obey(command) : command
    if (failure !== undefined) failures.push(failure)
  }
  return { items: paper.uncut, failures }
}

function words(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0))
}

describe('the printer simulator', () => {
  it.each([
    ['a control code', [0x07]],
    ['carriage return', [0x0d]],
    ['an unknown command', [0x1b, 0x5a]],
    ['a value outside the manual', [0x1d, 0x77, 9]],
    ['a pin that no drawer has', [0x1b, 0x70, 2, 0x32, 0xfa]],
    ['a table that it does not have', [0x1b, 0x74, 200]],
    ['a character that its table does not have', [0x1b, 0x74, 16, 0x81]],
    ['bars in the middle of a line', [0x41, 0x1d, 0x6b, 0x49, 3, 0x7b, 0x42, 0x31]],
    ['a cut in the middle of a line', [0x41, 0x1d, 0x56, 0x00]],
    ['a QR code without data', [0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30]],
  ])('refuses %s', (_, bytes) => {
    expect(print(bytes).failures).toHaveLength(1)
  })

  it('goes on after what it refused', () => {
    const { items, failures } = print([0x1b, 0x5a, ...words('ok'), 0x0a])
    expect(failures).toEqual(['not a command of this printer: 1b 5a'])
    expect(receiptText(items, DOTS)).toBe('ok')
  })

  it('keeps styles, alignment and tables as they were switched', () => {
    const bytes = [
      ...[0x1b, 0x61, 1, 0x1d, 0x21, 0x11, 0x1b, 0x45, 1, ...words('A'), 0x1b, 0x45, 0],
      ...[0x1b, 0x74, 19, 0xd5, 0x1b, 0x74, 16, 0x80, 0x0a],
      ...[0x1b, 0x40, 0x1b, 0x4d, 1, ...words('small'), 0x0a],
    ]
    const { items, failures } = print(bytes)
    expect(failures).toEqual([])
    expect(items).toMatchObject([
      {
        align: 'center',
        runs: [
          { text: 'A', bold: true, width: 2, height: 2 },
          { text: '€€', bold: false },
        ],
      },
      { align: 'start', runs: [{ text: 'small', font: 'B', width: 1 }] },
    ])
  })

  it('starts a new line where one is full, as the print head must', () => {
    const { items } = print([...words('x'.repeat(50)), 0x0a])
    expect(
      receiptText(items, DOTS)
        .split('\n')
        .map((line) => line.length),
    ).toEqual([42, 8])
  })

  it('draws a picture that the encoder sends as raster', () => {
    const data = new Uint8ClampedArray(16 * 8 * 4).fill(255)
    for (const dot of [0, 17]) data.set([0, 0, 0, 255], dot * 4)
    const image = { width: 16, height: 8, data, colorSpace: 'srgb', pixelFormat: 'rgba-unorm8' }
    const encoder = new ReceiptPrinterEncoder({ newline: '\n', imageMode: 'raster' })
    const bytes = encoder.image(image, 16, 8, 'threshold').encode()
    const { items, failures } = print(bytes)
    expect(failures).toEqual([])
    expect(receiptPicture(items, DOTS)).toContain('M0 40h1v1h-1zM1 41h1v1h-1z')
  })

  it('draws words as words, whatever they are', () => {
    const { items } = print([...words('<script>&'), 0x0a])
    expect(receiptPicture(items, DOTS)).toContain('&lt;script&gt;&amp;')
  })

  it('draws Code 128 with its check character and refuses malformed data', () => {
    // Start B, two characters, check, stop: five patterns of eleven modules and two more bars.
    const modules = code128Bars('A1').reduce((sum, width) => sum + width, 0)
    expect(modules).toBe(5 * 11 + 2)
    expect(code128Text(words('{BA{{1'))).toBe('A{1')
    expect(code128Text(words('{BA{1'))).toBeUndefined()
    expect(code128Text(words('plain'))).toBeUndefined()
  })

  // Read by ZXing as version 1 and 8 when they were first drawn. `UPDATE_GOLDEN=1` draws them anew.
  it.each([
    ['qr-short', 'T1-1-000123'],
    ['qr-long', 'https://shop.example/receipt/'.padEnd(150, '0123456789')],
  ])('draws the QR code that a foreign reader read: %s', (name, text) => {
    const rows = qrDots(words(text)) ?? []
    const drawn = rows.map((row) => row.map((dark) => (dark ? '#' : '.')).join('')).join('\n')
    const file = new URL(`../golden/${name}.txt`, import.meta.url)
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, `${drawn}\n`)
    expect(`${drawn}\n`).toBe(readFileSync(file, 'utf8'))
  })

  it('says so where a QR code would be too large', () => {
    expect(qrDots(Array.from({ length: 363 }, () => 0x30))).toBeUndefined()
    expect(qrDots(Array.from({ length: 362 }, () => 0x30))).toHaveLength(14 * 4 + 17)
  })
})
