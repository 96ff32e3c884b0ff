import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withCheckDigit } from '../../src/domain/barcode/gtin.ts'
import {
  itemCode,
  labelRuleSchema,
  labelVerifier,
  printedPrice,
  readLabel,
  type LabelRule,
} from '../../src/domain/barcode/label.ts'
import { dayOfMark } from '../../src/domain/barcode/mark-date.ts'
import { readScan } from '../../src/domain/barcode/scan.ts'

const SETTINGS = { seed: 20_261_126, numRuns: 400 }
const PREFIXES = ['02', ...Array.from('0123456789', (digit) => `2${digit}`)]

/** Every rule that a store may set: each prefix, width, meaning and place of the decimal sign. */
const rules: LabelRule[] = PREFIXES.flatMap((prefix) =>
  [2, 3, 4, 5, 6, 7, 8].flatMap((valueDigits) =>
    [false, true].flatMap((hasVerifier) =>
      (['price', 'weight', 'count'] as const).flatMap((meaning) =>
        [0, 1, 2, 3].map((decimals) => ({
          ...{ prefix, hasVerifier, valueDigits, meaning, decimals },
          itemDigits: 10 - valueDigits - Number(hasVerifier),
        })),
      ),
    ),
  ),
).filter((rule) => labelRuleSchema.safeParse(rule).success)

const labels = fc.constantFrom(...rules).chain((rule) =>
  fc.record({
    rule: fc.constant(rule),
    item: digits(rule.itemDigits),
    value: digits(rule.valueDigits),
  }),
)

function digits(count: number): fc.Arbitrary<string> {
  return fc
    .array(fc.nat({ max: 9 }), { minLength: count, maxLength: count })
    .map((all) => all.join(''))
}

function printed({ prefix, hasVerifier }: LabelRule, item: string, value: string): string {
  return withCheckDigit(prefix + item + (hasVerifier ? labelVerifier(value) : '') + value)
}

function gtinOf(code: string): string {
  const scan = readScan(code)
  if (scan.kind !== 'gtin') throw new Error(`${code} is no GTIN`)
  return scan.gtin
}

describe('a label that a scale printed', () => {
  it('is possible for each prefix from 02 and 20 to 29, with and without a verifier', () => {
    expect(new Set(rules.map(({ prefix }) => prefix)).size).toBe(11)
    expect(rules.some(({ hasVerifier }) => hasVerifier)).toBe(true)
  })

  it('tells its item and exactly the value that was printed, by whatever rule', () => {
    fc.assert(
      fc.property(labels, ({ rule, item, value }) => {
        const label = readLabel(gtinOf(printed(rule, item, value)), [rule])
        expect(label).toMatchObject({ kind: 'read', item: itemCode(rule, item) })
        if (label?.kind !== 'read') return
        const { measure } = label
        const exact = Number(value) / 10 ** rule.decimals
        if (measure.kind === 'price') {
          expect(measure.value).toBe(Number(value))
          const price = printedPrice(measure, 2)
          // More than a million of the currency is no price.
          if (exact > 1_000_000) expect(price).toBeUndefined()
          else expect(price).toBe(Math.round(exact * 1_000_000))
        } else
          expect(Math.abs(measure.quantity / 1000 - Math.min(exact, 1_000_000))).toBeLessThan(1e-9)
      }),
      SETTINGS,
    )
  })

  it('has one code in the catalogue, whatever its value', () => {
    fc.assert(
      fc.property(labels, digits(8), ({ rule, item, value }, other) => {
        const codes = [value, other.slice(0, rule.valueDigits)].map(
          (each) => readLabel(gtinOf(printed(rule, item, each)), [rule]) as { item: string },
        )
        expect(codes[0]?.item).toBe(codes[1]?.item)
        expect(gtinOf(codes[0]!.item)).toBe(codes[0]!.item)
      }),
      SETTINGS,
    )
  })

  it('is misread where its verifier is not the one of its value', () => {
    const verified = labels.filter(({ rule }) => rule.hasVerifier)
    fc.assert(
      fc.property(verified, fc.integer({ min: 1, max: 9 }), ({ rule, item, value }, off) => {
        const wrong = String((Number(labelVerifier(value)) + off) % 10)
        const code = withCheckDigit(rule.prefix + item + wrong + value)
        expect(readLabel(gtinOf(code), [rule])).toEqual({ kind: 'misread' })
      }),
      SETTINGS,
    )
  })

  it('knows the verifiers of the GS1 General Specifications', () => {
    expect(labelVerifier('2875')).toBe('9')
    expect(labelVerifier('14685')).toBe('6')
  })

  it('is nothing where no rule has its prefix, and no code outside the prefixes is one', () => {
    fc.assert(
      fc.property(labels, ({ rule, item, value }) => {
        const others = rules.filter(({ prefix }) => prefix !== rule.prefix).slice(0, 5)
        expect(readLabel(gtinOf(printed(rule, item, value)), others)).toBeUndefined()
      }),
      SETTINGS,
    )
    expect(readLabel('04006381333931', rules)).toBeUndefined()
  })
})

describe('a date on a package', () => {
  it.each([
    ['261231', '2026-11-26', '2026-12-31'],
    ['270200', '2026-11-26', '2027-02-28'],
    ['280200', '2026-11-26', '2028-02-29'],
    ['990101', '2026-11-26', '1999-01-01'],
    ['760101', '2026-11-26', '2076-01-01'],
    ['770101', '2026-11-26', '1977-01-01'],
    ['250230', '2026-11-26', undefined],
    ['251301', '2026-11-26', undefined],
  ])('printed as %s and read on %s is %s', (mark, today, day) => {
    expect(dayOfMark(mark, today)).toBe(day)
  })
})

describe('a GS1 code of weighed goods', () => {
  it.each([
    [']C101040063813339313103000486', { measure: { unit: 'kilogram', quantity: 486 } }],
    [
      ']C10104006381333931310200486039221299',
      { measure: { unit: 'kilogram', quantity: 48_600 }, price: { value: 1299, decimals: 2 } },
    ],
    [']C101040063813339313152000075', { measure: { unit: 'litre', quantity: 750 } }],
    [']C101040063813339313100000000', {}],
  ])('%s says what was weighed and what is to be paid', (code, marks) => {
    expect(readScan(code)).toMatchObject({ kind: 'gtin', gtin: '04006381333931', marks })
  })
})
