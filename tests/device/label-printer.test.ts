import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectLabelPrinter, type LabelTiming } from '../../drivers/label-printer/driver.ts'
import type { LabelSize } from '../../drivers/label-printer/layout.ts'
import { eanModules } from '../../drivers/label-printer/simulator/ean.ts'
import { startLabelSimulator } from '../../drivers/label-printer/simulator/start.ts'
import { ASK_STATUS, StatusReader } from '../../drivers/label-printer/status.ts'
import { loadGlyphs } from '../../drivers/printer/glyphs.ts'
import { withCheckDigit } from '../../src/domain/barcode/gtin.ts'
import { codeOf, type GoodsLabel } from '../../src/domain/labels/goods-label.ts'
import type { LabelPrinterSettings } from '../../src/domain/settings.ts'
import { writeLabel } from '../../drivers/label-printer/zpl.ts'
import { readFormat } from '../../drivers/label-printer/simulator/format.ts'
import { clock, silentLog, until } from './printer-rig.ts'

const TIMING: LabelTiming = { answerMs: 2000, patienceMs: 20_000, watchMs: 5, releaseMs: 50 }
const SIZE: LabelSize = { dotsPerMm: 8, widthMm: 57, heightMm: 32 }
const MILK: GoodsLabel = {
  ...{ direction: 'ltr', name: 'Haltbare Milch 3,5 %', detail: '1 l · 4711', note: '' },
  ...{ price: '1,29 €', basePrice: '1,29 €/l', code: codeOf('04006381333931') },
}

async function startRig(change: Partial<LabelPrinterSettings> = {}, timing: LabelTiming = TIMING) {
  const simulator = await startLabelSimulator({ clock, size: SIZE })
  const address = { transport: 'tcp', host: '127.0.0.1', port: simulator.port } as const
  const settings = { address, ...SIZE, answers: true, ...change }
  const printer = connectLabelPrinter({ settings, clock, log: silentLog, timing })
  return {
    simulator,
    printer,
    print(copies = 1, label = MILK) {
      let sent = false
      const id = '019a0000-0000-7000-8000-00000000abcd'
      const outcome = printer.print({ id, label, copies, onSending: () => (sent = true) })
      return { outcome, sent: () => sent }
    },
    async [Symbol.asyncDispose]() {
      await printer.close()
      await simulator.close()
    },
  }
}

describe('labels of goods', () => {
  it('come out as often as was asked, with name, price and a code for scanners', async () => {
    await using rig = await startRig()
    expect(await rig.print(3).outcome).toEqual({ state: 'printed' })
    const [label] = rig.simulator.labels()
    expect(label).toMatchObject({ copies: 3, printed: 3 })
    expect(label?.texts.map(({ text }) => text)).toEqual([
      ...['Haltbare Milch 3,5 %', '1 l · 4711', '1,29 €', '1,29 €/l'],
    ])
    expect(label?.codes).toMatchObject([{ symbology: 'ean-13', digits: '4006381333931' }])
    expect(rig.simulator.failures()).toEqual([])
  })

  it.each([
    ['paper-out', { mediaOut: true }],
    ['cover-open', { headOpen: true }],
    ['ribbon-out', { ribbonOut: true }],
    ['paused', { paused: true }],
  ])('are held with nothing sent while the printer says %s', async (condition, fault) => {
    await using rig = await startRig()
    rig.simulator.set(fault)
    const job = rig.print()
    expect(await job.outcome).toEqual({ state: 'held', condition })
    expect(job.sent()).toBe(false)
    expect(rig.printer.condition()).toBe(condition)
    expect(rig.simulator.bytesReceived()).toBe(ASK_STATUS.length)
    rig.simulator.set({ mediaOut: false, headOpen: false, ribbonOut: false, paused: false })
    expect(await rig.print().outcome).toEqual({ state: 'printed' })
    expect(rig.simulator.printed()).toBe(1)
  })

  it('wait with a roll that ends among them, and are printed once it is changed', async () => {
    await using rig = await startRig()
    rig.simulator.set({ labelsLeft: 2 })
    const job = rig.print(5)
    await until(() => rig.printer.condition() === 'paper-out')
    expect(rig.simulator.printed()).toBe(2)
    rig.simulator.set({ mediaOut: false })
    expect(await job.outcome).toEqual({ state: 'printed' })
    expect(rig.simulator.printed()).toBe(5)
  })

  it('are unknown where power goes amid them, and never sent twice', async () => {
    await using rig = await startRig()
    rig.simulator.set({ labelsLeft: 2 })
    const job = rig.print(5)
    await until(() => rig.printer.condition() === 'paper-out')
    await rig.simulator.powerOff()
    expect(await job.outcome).toEqual({ state: 'unknown', condition: 'unreachable' })
    await rig.simulator.powerOn()
    rig.simulator.set({ mediaOut: false })
    expect(await rig.print(1).outcome).toEqual({ state: 'printed' })
    expect(rig.simulator.printed()).toBe(3)
  })

  it('of two tills come out one after the other at a printer that both share', async () => {
    await using rig = await startRig()
    const address = { transport: 'tcp', host: '127.0.0.1', port: rig.simulator.port } as const
    const settings = { address, ...SIZE, answers: true }
    const other = connectLabelPrinter({ settings, clock, log: silentLog, timing: TIMING })
    const job = { id: 'b', label: { ...MILK, name: 'Tea' }, copies: 2, onSending: () => undefined }
    const both = await Promise.all([rig.print(2).outcome, other.print(job)])
    await other.close()
    expect(both).toEqual([{ state: 'printed' }, { state: 'printed' }])
    expect(rig.simulator.labels().map(({ printed }) => printed)).toEqual([2, 2])
  })

  it('are unknown where the cable is cut amid their bytes', async () => {
    await using rig = await startRig()
    rig.simulator.cutCableAfter(2 * ASK_STATUS.length + 60)
    expect(await rig.print().outcome).toEqual({ state: 'unknown', condition: 'unreachable' })
    expect(rig.simulator.printed()).toBe(0)
  })

  it('are held where nobody answers, or somebody else prints there', async () => {
    await using rig = await startRig({}, { ...TIMING, patienceMs: 50 })
    await rig.simulator.cutCable()
    expect(await rig.print().outcome).toEqual({ state: 'held', condition: 'unreachable' })
    await rig.simulator.restoreCable()
    // A job of another till, which the printer has not done yet.
    rig.simulator.set({ msPerLabel: 600_000 })
    expect(await rig.print().outcome).toEqual({ state: 'unknown', condition: 'ready' })
    expect(await rig.print().outcome).toEqual({ state: 'held', condition: 'busy' })
  })

  it('count as sent, never as printed, by a printer that says nothing', async () => {
    await using rig = await startRig({ answers: false })
    rig.simulator.set({ answers: false })
    expect(await rig.print(2).outcome).toEqual({ state: 'sent' })
    await until(() => rig.simulator.printed() === 2)
  })

  it('are held by a printer that should answer and does not', async () => {
    await using rig = await startRig({}, { ...TIMING, answerMs: 30 })
    rig.simulator.set({ answers: false })
    expect(await rig.print().outcome).toEqual({ state: 'held', condition: 'unreachable' })
  })
})

const glyphs = loadGlyphs()
const sizes = fc.record({
  dotsPerMm: fc.constantFrom(6, 8, 12, 24),
  widthMm: fc.integer({ min: 44, max: 110 }),
  heightMm: fc.integer({ min: 20, max: 150 }),
}) as fc.Arbitrary<LabelSize>
const words = fc.oneof(
  fc.string({ maxLength: 120, unit: 'binary' }),
  fc.string({ maxLength: 60, unit: fc.constantFrom(...Array.from('^~_\\&ÄßŁ€é,> WM茶شاي')) }),
)
const labels = fc.record({
  direction: fc.constantFrom('ltr', 'rtl'),
  ...{ name: words, detail: words, note: words },
  price: fc.constantFrom('1,29 €', '$12,345.00', '١٫٢٩ €', '', '0.00000849', '¥1,000,000'),
  basePrice: fc.constantFrom('', '12,90 €/kg', '١٢٫٩٠ €/kg'),
  code: fc
    .constantFrom('04006381333931', '00000096385074', '00036000291452', '14006381333938')
    .map(codeOf),
}) as fc.Arbitrary<GoodsLabel>

function readBack(zpl: string, size: LabelSize) {
  const bytes = Array.from(new TextEncoder().encode(zpl), (byte) => String.fromCharCode(byte))
  const commands = bytes
    .join('')
    .split('^')
    .slice(1)
    .map((command) => command.replace(/\n$/, ''))
  expect([commands[0], commands.at(-1)]).toEqual(['XA', 'XZ'])
  const dots = size.widthMm * size.dotsPerMm
  return readFormat(commands.slice(1, -1), { dots, length: size.heightMm * size.dotsPerMm })
}

describe('a label in ZPL', () => {
  it('is taken by a strict printer whatever stands on it, with all of its code', () => {
    fc.assert(
      fc.property(labels, sizes, fc.integer({ min: 1, max: 999 }), (label, size, copies) => {
        const written = writeLabel(label, copies, size, glyphs)
        const read = readBack(written.zpl, size)
        expect(read.copies).toBe(copies)
        expect(read.codes).toMatchObject(written.hasNoBars ? [] : [label.code])
      }),
      { numRuns: 150 },
    )
  })

  it('has room for its bars on every size that settings allow', () => {
    for (const heightMm of [20, 25, 32, 50]) {
      for (const [dotsPerMm, widthMm] of [
        [6, 44],
        [8, 34],
        [12, 34],
        [24, 34],
      ] as const) {
        const size = { dotsPerMm, widthMm, heightMm }
        const code = codeOf('14006381333938')
        const label = { ...MILK, code, name: 'Name of goods '.repeat(9), note: 'Prices with VAT' }
        expect(writeLabel(label, 1, size, glyphs)).toMatchObject({ hasNoBars: false })
      }
    }
  })

  it('keeps a name as it is, and no sign of it becomes a command', () => {
    const name = '50 % ^XZ ~JA _5E'
    const { zpl } = writeLabel({ ...MILK, name }, 1, { ...SIZE, widthMm: 100 }, glyphs)
    expect(readBack(zpl, { ...SIZE, widthMm: 100 }).texts[0]?.text).toBe(name)
  })

  it('has names that its font cannot write drawn as pictures', () => {
    const name = 'شاي أخضر'
    const { zpl, lost } = writeLabel({ ...MILK, name, direction: 'rtl' }, 1, SIZE, glyphs)
    expect(readBack(zpl, SIZE).pictures).toHaveLength(1)
    expect(lost).toEqual([])
    const without = writeLabel({ ...MILK, name: 'Tee 茶' }, 1, SIZE, undefined)
    expect(without.lost).toEqual(['茶'])
    expect(readBack(without.zpl, SIZE).texts[0]?.text).toBe('Tee ?')
  })

  it('cuts what is too long where its room ends', () => {
    const tall = { ...SIZE, heightMm: 40 }
    const name = 'Schokoladenüberzogene Haferkekse mit Haselnuss '.repeat(4)
    const { zpl } = writeLabel({ ...MILK, name }, 1, tall, glyphs)
    const [first, second, third] = readBack(zpl, tall).texts
    expect(first?.text).toMatch(/^Schokoladenüberzogene/)
    expect(second?.text).toMatch(/…$/)
    expect(third?.text).toBe('1 l · 4711')
  })
})

describe('the bars of the simulated printer', () => {
  it.each([
    // From the worked examples of GS1 General Specifications 5.2.
    ['9501101530003', 95],
    ['95050003', 67],
    ['036000291452', 95],
  ])('of %s are as many modules as the symbol has, the same number of bars', (digits, modules) => {
    const drawn = eanModules(digits)
    expect(drawn).toHaveLength(modules)
    expect(drawn.match(/1+/g)).toHaveLength(modules === 95 ? 30 : 22)
  })

  it('tell the first digit by the parity of the six on the left', () => {
    const codes = Array.from({ length: 10 }, (_, first) =>
      withCheckDigit(`${String(first)}12345678901`),
    )
    const left = codes.map((digits) => eanModules(digits).slice(3, 45))
    expect(new Set(left).size).toBe(10)
    const even = (seven: string) => (seven.match(/1/g) ?? []).length % 2 === 0
    const sevens = (text: string) => text.match(/.{7}/g) ?? []
    expect(left.map((each) => sevens(each).filter(even).length)).toEqual([
      0, 3, 3, 3, 3, 3, 3, 3, 3, 3,
    ])
  })
})

describe('what a label printer says of itself', () => {
  it('is read from any stream, torn anywhere, and never throws', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.integer({ min: 1, max: 80 }),
        (noise, cut) => {
          const reader = new StatusReader()
          reader.read(noise)
          const answer = new TextEncoder().encode(
            '\u0003\u0002030,1,0,0600,002,0,0,0,000,0,0,0\u0003\r\n' +
              '\u0002000,0,0,0,0,2,6,0,00000004,1,000\u0003\r\n\u00021234,0\u0003\r\n',
          )
          const heard = [...reader.read(answer.slice(0, cut)), ...reader.read(answer.slice(cut))]
          expect(heard).toEqual([
            { condition: 'paper-out', formats: 2, labels: 4, isPartial: false },
          ])
        },
      ),
    )
  })
})
