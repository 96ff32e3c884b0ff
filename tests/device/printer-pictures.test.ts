/** Lines in scripts that a printer lacks, drawn; read back by the interpreter, dot by dot. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrapDots } from '../../drivers/printer/drawn-line.ts'
import { receiptEncoder } from '../../drivers/printer/encode.ts'
import { loadGlyphs, type Glyphs } from '../../drivers/printer/glyphs.ts'
import { profileOf } from '../../drivers/printer/profile.ts'
import { Interpreter } from '../../drivers/printer/simulator/interpreter.ts'
import { Paper, type PaperItem } from '../../drivers/printer/simulator/paper.ts'
import { RealTime } from '../../drivers/printer/simulator/real-time.ts'
import { composeReceipt } from '../../src/domain/receipt/compose.ts'
import type { ReceiptElement } from '../../src/domain/receipt/document.ts'
import { receiptWordsFor } from '../../src/domain/receipt/words.ts'
import { englishSale, englishStore } from '../golden/receipts.ts'

const DOTS = 504
const encode = receiptEncoder(
  profileOf({
    address: { transport: 'tcp', host: 'localhost', port: 9100 },
    ...{ model: 'generic', columns: 42, codePages: ['windows1252', 'cp858'] },
    ...{ answers: true, drawerPin: 2 },
  }),
)

function paperOf(bytes: Uint8Array): readonly PaperItem[] {
  const cut: PaperItem[] = []
  const paper = new Paper(DOTS, (items) => cut.push(...items))
  const interpreter = new Interpreter()
  for (const byte of bytes) {
    const command = interpreter.take(byte)
    if (command === undefined) continue
    expect(typeof command === 'string' ? command : paper.obey(command)).toBeUndefined()
  }
  return cut
}

function printed(elements: ReceiptElement[], direction: 'ltr' | 'rtl') {
  const { bytes, lost } = encode({ language: 'x', direction, elements })
  const items = paperOf(bytes)
  return { bytes, lost, pictures: items.filter((item) => item.kind === 'raster') }
}

type Raster = Extract<PaperItem, { kind: 'raster' }>

/** Which columns of dots carry ink. */
function inked(picture: Raster | undefined): number[] {
  if (!picture) throw new Error('nothing was drawn')
  const { width, bits } = picture
  const across = width / 8
  const columns = new Set<number>()
  for (const [index, byte] of bits.entries()) {
    for (let bit = 0; bit < 8; bit += 1) {
      if ((byte & (0x80 >> bit)) !== 0) columns.add((index % across) * 8 + bit)
    }
  }
  return [...columns].toSorted((a, b) => a - b)
}

/** The addon is among the packages, so the tests have it. */
function loaded(): Glyphs {
  const glyphs = loadGlyphs()
  if (!glyphs) throw new Error('there is no canvas')
  return glyphs
}

const plain = { bold: false, size: 'normal' } as const
const row = (start: string, end: string): ReceiptElement => ({ kind: 'row', start, end, ...plain })
const text = (words: string): ReceiptElement => ({
  ...{ kind: 'text', text: words, align: 'start', ...plain },
})

it.each([
  { bold: false, double: false },
  { bold: true, double: false },
  { bold: false, double: true },
  { bold: true, double: true },
])('no letter of Arabic leaves its line, drawn %o', (lettering) => {
  const written = { text: 'إلى الصندوق الحالي في ج پ أ', left: 4, direction: 'rtl' } as const
  const { bits, bytesAcross, rows } = loaded().draw([written], lettering, DOTS * 2)
  const inkIn = (line: number) => bits.slice(line * bytesAcross, (line + 1) * bytesAcross)
  expect(bits.some((byte) => byte !== 0)).toBe(true)
  expect(inkIn(0).every((byte) => byte === 0)).toBe(true)
  // What was cut off would end on the last row; a line may touch it with nothing.
  const lowest = Array.from({ length: rows }, (_, line) => line).findLast((line) =>
    inkIn(line).some((byte) => byte !== 0),
  )
  expect(lowest).toBeLessThan(rows - 1)
})

describe('a line that no code page holds', () => {
  it('is drawn, in Chinese beside lines that the printer writes itself', () => {
    const { pictures, lost } = printed([row('软面包', '1.29'), row('Milk', '0.89')], 'ltr')
    expect(lost).toStrictEqual([])
    expect(pictures).toHaveLength(1)
    const ink = inked(pictures[0])
    expect(ink[0]).toBeLessThan(6)
    expect(ink.at(-1)).toBeGreaterThan(DOTS - 8)
  })

  it('is read from the right in Arabic, with its figure at the left', () => {
    const { pictures } = printed([row('خبز', '1.29')], 'rtl')
    const ink = inked(pictures[0])
    const gap = ink.findIndex((column, index) => column - (ink[index - 1] ?? column) > 100)
    // Four signs of a figure at the left, the word at the right edge.
    expect(ink[gap - 1]).toBeLessThan(70)
    expect(ink[gap]).toBeGreaterThan(DOTS - 90)
    expect(ink.at(-1)).toBeGreaterThan(DOTS - 8)
  })

  it('joins Arabic letters as they are written', () => {
    const glyphs = loaded()
    const lettering = { bold: false, double: false }
    const joined = glyphs.across('لله', lettering)
    const apart = ['ل', 'ل', 'ه'].reduce((sum, each) => sum + glyphs.across(each, lettering), 0)
    expect(joined).toBeLessThan(apart * 0.8)
  })

  it('keeps a Latin name within Arabic words in its own order', () => {
    const glyphs = loaded()
    const lettering = { bold: false, double: false }
    const draw = (words: string) =>
      Buffer.from(
        glyphs.draw([{ text: words, left: 0, direction: 'rtl' }], lettering, DOTS).bits,
      ).toString('hex')
    // By UAX 9 the words stand at the right of the name; written the other way round they do not.
    expect(draw('خبز ABC')).not.toBe(draw('ABC خبز'))
    expect(draw('خبز ABC')).toBe(draw('خبز \u2066ABC\u2069'))
  })

  it('keeps all lines of an Arabic receipt to one edge, names in Latin too', () => {
    const { pictures } = printed([text('Milk'), text('حليب')], 'rtl')
    for (const picture of pictures) expect(inked(picture).at(-1)).toBeGreaterThan(DOTS - 12)
    expect(pictures).toHaveLength(2)
  })

  it('stays a mark that is counted where there is no glyph', () => {
    const { pictures, lost } = printed([text('שלום')], 'ltr')
    expect(pictures).toStrictEqual([])
    expect(lost.length).toBeGreaterThan(0)
  })

  it.each(['ar', 'zh'])('is all there on a whole receipt in %s', (locale) => {
    const facts = {
      ...{ sale: englishSale, store: { ...englishStore, locale }, terminal: '1', copy: 0 },
      ...{ cashier: 'Anna', at: Date.UTC(2026, 6, 1, 22, 30), entryHash: 'ab'.repeat(32) },
    }
    const document = composeReceipt(facts, receiptWordsFor(locale))
    const { bytes, lost } = encode(document)
    expect(lost).toStrictEqual([])
    expect(paperOf(bytes).some((item) => item.kind === 'raster')).toBe(true)
  })

  it('never says a real-time command to the printer’s receiver', () => {
    const words = fc.string({
      unit: fc.constantFrom(...Array.from('خبز لله 软面包 合计 12.50')),
      maxLength: 30,
    })
    fc.assert(
      fc.property(words, (said) => {
        const { bytes } = encode({ language: 'ar', direction: 'rtl', elements: [text(said)] })
        const heard: string[] = []
        const receiver = new RealTime({
          status: () => heard.push('status'),
          pulse: () => heard.push('pulse'),
        })
        expect(receiver.hear(bytes)).toHaveLength(bytes.length)
        expect(heard).toStrictEqual([])
      }),
      { numRuns: 40 },
    )
  })
})

describe('lines in dots', () => {
  const across = (words: string) => Array.from(words).length * 10

  it('break between words, and within a sentence that has none', () => {
    expect(wrapDots('aa bb cc', 50, across)).toStrictEqual(['aa bb', 'cc'])
    expect(wrapDots('软面包合计', 20, across)).toStrictEqual(['软面', '包合', '计'])
    expect(wrapDots('', 50, across)).toStrictEqual([''])
  })

  it('are never wider than the paper, and lose no character', () => {
    const words = fc.string({ unit: fc.constantFrom('a', '软', ' ', 'ل'), maxLength: 60 })
    fc.assert(
      fc.property(words, (said) => {
        const lines = wrapDots(said, 70, across)
        for (const line of lines) expect(across(line)).toBeLessThanOrEqual(70)
        expect(lines.join('').replaceAll(' ', '')).toBe(said.replaceAll(' ', ''))
      }),
    )
  })
})
