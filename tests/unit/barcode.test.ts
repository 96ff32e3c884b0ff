import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitSymbology } from '../../src/domain/barcode/aim.ts'
import { readElements } from '../../src/domain/barcode/elements.ts'
import { checkDigitIsRight, expandUpcE, toGtin14 } from '../../src/domain/barcode/gtin.ts'
import { readScan } from '../../src/domain/barcode/scan.ts'

const SEED = { seed: 20_261 }
const GS = '\u001d'

/**
 * The check digit by its other formulation: odd and even places counted from the left of a GTIN-14.
 */
function checkDigitOf(payload: string): string {
  const places = [...payload.padStart(13, '0')].map(Number)
  const odd = places.filter((_, at) => at % 2 === 0).reduce((total, digit) => total + digit, 0)
  const even = places.filter((_, at) => at % 2 === 1).reduce((total, digit) => total + digit, 0)
  return String((10 - ((odd * 3 + even) % 10)) % 10)
}

const digitsOf = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789')),
    minLength: length,
    maxLength: length,
  })

const anyGtin = fc
  .constantFrom(7, 11, 12, 13)
  .chain(digitsOf)
  .map((payload) => payload + checkDigitOf(payload))

describe('a check digit', () => {
  it('accepts every right one and rejects every change of a single digit', () => {
    fc.assert(
      fc.property(anyGtin, fc.nat(), fc.integer({ min: 1, max: 9 }), (code, place, change) => {
        const at = place % code.length
        const other = String((Number(code[at]) + change) % 10)
        expect(checkDigitIsRight(code)).toBe(true)
        expect(checkDigitIsRight(code.slice(0, at) + other + code.slice(at + 1))).toBe(false)
      }),
      { ...SEED, numRuns: 2000 },
    )
  })
})

describe('a UPC-E', () => {
  it('expands by the rule of its last digit', () => {
    expect(expandUpcE('02345673')).toBe('023456000073')
    expect(expandUpcE('01234505')).toBe('012000003455')
    expect(expandUpcE('01234531')).toBe('012300000451')
    expect(expandUpcE('01234543')).toBe('012340000053')
    expect(expandUpcE('01234558')).toBe('012345000058')
    expect(expandUpcE('01234559')).toBeUndefined()
    expect(expandUpcE('21234558')).toBeUndefined()
    expect(expandUpcE('0123455')).toBeUndefined()
  })

  it('comes back from the UPC-A that it was made of, 5,000 times', () => {
    // The other way round: which manufacturer and item numbers may be shortened, and how.
    const shortened = fc.oneof(
      fc
        .record({ maker: fc.tuple(digitsOf(2), fc.constantFrom('0', '1', '2')), item: digitsOf(3) })
        .map(({ maker: [two, third], item }) => [
          `${two}${third}00`,
          `00${item}`,
          `${two}${item}${third}`,
        ]),
      fc
        .record({ maker: digitsOf(3), item: digitsOf(2) })
        .map(({ maker, item }) => [`${maker}00`, `000${item}`, `${maker}${item}3`]),
      fc
        .record({ maker: digitsOf(4), item: digitsOf(1) })
        .map(({ maker, item }) => [`${maker}0`, `0000${item}`, `${maker}${item}4`]),
      fc
        .record({ maker: digitsOf(5), item: fc.integer({ min: 5, max: 9 }) })
        .map(({ maker, item }) => [maker, `0000${item}`, `${maker}${item}`]),
    )
    fc.assert(
      fc.property(fc.constantFrom('0', '1'), shortened, (system, [maker, item, body]) => {
        const check = checkDigitOf(`${system}${maker}${item}`)
        const long = `${system}${maker}${item}${check}`
        expect(expandUpcE(`${system}${body}${check}`)).toBe(long)
        expect(readScan(`${system}${body}${check}`, ']E0')).toMatchObject({ gtin: `00${long}` })
      }),
      { ...SEED, numRuns: 5000 },
    )
  })
})

describe('a scan of a product code', () => {
  it('is one key for the UPC-A, the EAN-13 and the EAN-8 of an item, scanned or typed', () => {
    const gtin = (code: string, symbology?: string) => {
      const scan = readScan(code, symbology)
      return scan.kind === 'gtin' ? scan.gtin : undefined
    }
    expect(gtin('4006381333931')).toBe('04006381333931')
    expect(gtin(' 4006381333931 ')).toBe('04006381333931')
    expect(gtin(']E04006381333931')).toBe('04006381333931')
    expect(gtin('036000291452')).toBe('00036000291452')
    expect(gtin('0036000291452', ']E0')).toBe('00036000291452')
    expect(gtin('96385074', ']E4')).toBe('00000096385074')
    expect(gtin('14006381333938', ']I1')).toBe('14006381333938')
    expect(gtin('400638133393102', ']E3')).toBe('04006381333931')
  })

  it('never finds a product by a wrong check digit, a part of a code or an issue number', () => {
    const kinds = [
      readScan('4006381333932'),
      readScan('4006381333932', ']E0'),
      readScan('96385075', ']E4'),
      readScan('96385074', ']I0'),
      readScan('036000291452', ']I0'),
      readScan('12', ']E1'),
      readScan(`0104006381333932${GS}10AB`, ']C1'),
    ].map((scan) => scan.kind)
    expect(kinds).toEqual(Array(7).fill('text'))
  })

  it('keeps every right GTIN and no other digits', () => {
    fc.assert(
      fc.property(anyGtin, (code) => {
        expect(readScan(code)).toEqual({ kind: 'gtin', gtin: code.padStart(14, '0'), marks: {} })
        expect(toGtin14(code)).toBe(code.padStart(14, '0'))
      }),
      SEED,
    )
    fc.assert(
      fc.property(fc.constantFrom(1, 5, 6, 9, 10, 11, 15).chain(digitsOf), (code) => {
        expect(readScan(code)).toEqual({ kind: 'text', text: code })
      }),
      SEED,
    )
  })
})

describe('a scan of a GS1 code', () => {
  const marks = { batch: 'ABC-1', serial: '77', expiry: '261231', bestBefore: '261100' }

  it.each([']C1', ']d2', ']e0', ']Q3', undefined])(
    'gives the GTIN and what is beside it (%s)',
    (aim) => {
      const text = `0104006381333931152611001726123110ABC-1${GS}2177`
      expect(readScan(text, aim)).toEqual({ kind: 'gtin', gtin: '04006381333931', marks })
      expect(readScan(GS + text, aim)).toMatchObject({ gtin: '04006381333931' })
    },
  )

  it('finds the GTIN behind other elements, and before what breaks the rules', () => {
    expect(readScan(`10LOT${GS}0104006381333931`, ']d2')).toMatchObject({ marks: { batch: 'LOT' } })
    expect(readScan(`0104006381333931${GS}${GS}17999999`, ']d2')).toMatchObject({ marks: {} })
    expect(readScan('01040063813339310517', ']d2')).toMatchObject({ gtin: '04006381333931' })
    expect(readScan('0104006381333931310300', ']e0')).toMatchObject({ gtin: '04006381333931' })
    expect(readScan('0104006381333931310300')).toMatchObject({ kind: 'text' })
    expect(readScan('(01)04006381333931').kind).toBe('text')
  })

  it('splits fixed and variable elements as GS1 says', () => {
    const text = `310300048639221234${GS}410123456789012870032612311200${GS}8005001234`
    const { values, whole } = readElements(text)
    expect([...values]).toEqual([
      ['3103', '000486'],
      ['3922', '1234'],
      ['410', '1234567890128'],
      ['7003', '2612311200'],
      ['8005', '001234'],
    ])
    expect(whole).toBe(true)
  })

  it('reads Digital Link addresses, and no other address', () => {
    const link = 'https://id.gs1.org/01/04006381333931/10/ABC-1/21/77?17=261231&15=261100#more'
    expect(readScan(link, ']Q1')).toEqual({ kind: 'gtin', gtin: '04006381333931', marks })
    expect(readScan('HTTPS://EXAMPLE.COM/SHOP/01/4006381333931')).toMatchObject({ kind: 'gtin' })
    expect(readScan('https://example.com/01/04006381333931/10/%00%E0').kind).toBe('gtin')
    expect(readScan('https://example.com/2026/01/20261107').kind).toBe('text')
    expect(readScan('https://example.com/01/04006381333932').kind).toBe('text')
    expect(readScan('https://example.com').kind).toBe('text')
  })
})

describe('a scan of anything else', () => {
  it('knows our own receipts, and leaves the rest as text without control characters', () => {
    expect(readScan('T1-2-000123', ']C0')).toEqual({ kind: 'receipt', number: 'T1-2-000123' })
    expect(readScan('t1-2-000123')).toEqual({ kind: 'receipt', number: 'T1-2-000123' })
    expect(readScan('T1-0-000123').kind).toBe('text')
    expect(readScan('T1-2-123').kind).toBe('text')
    expect(readScan('oat\u0007 milk\r')).toEqual({ kind: 'text', text: 'oat milk' })
    expect(readScan('')).toEqual({ kind: 'text', text: '' })
    expect(splitSymbology(']C0A')).toEqual({ text: 'A', symbology: ']C0' })
    expect(splitSymbology('A]C0')).toEqual({ text: 'A]C0', symbology: undefined })
  })

  it('never throws, and stays bounded, for any string at all', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2000 }),
      fc.string({
        unit: fc.constantFrom(...Array.from(`01]E4Cd2Q3/?=%${GS}https:`)),
        maxLength: 700,
      }),
      fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }),
    )
    const symbology = fc.constantFrom(undefined, null, '', ']C1', ']E0', ']E3', ']Q1', 'nonsense')
    fc.assert(
      fc.property(hostile, symbology, (text, aim) => {
        const scan = readScan(text, aim)
        expect(JSON.stringify(scan).length).toBeLessThan(4000)
        if (scan.kind === 'text') {
          expect(scan.text.length).toBeLessThanOrEqual(512)
          expect(scan.text.isWellFormed()).toBe(true)
          expect(scan.text).not.toMatch(/\p{Cc}/u)
        }
        if (scan.kind === 'gtin') expect(checkDigitIsRight(scan.gtin)).toBe(true)
      }),
      { ...SEED, numRuns: 3000 },
    )
  })
})
