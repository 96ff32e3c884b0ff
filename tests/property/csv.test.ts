/** Files of reports hold what people typed; a spreadsheet must not run it. */
import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { csvOf, type CsvCell } from '../../src/domain/reports/csv.ts'

const START = ['=', '+', '-', '@', '\t', '\r', '\n', ' =', '＝', '"', ';', ',', "'", '']
const text = fc
  .tuple(fc.constantFrom(...START), fc.string({ maxLength: 12 }))
  .map(([start, rest]) => start + rest)
const cell: fc.Arbitrary<CsvCell> = fc.oneof(
  text,
  fc.record({
    value: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
    decimals: fc.constantFrom(0, 2, 3),
  }),
)
const file = fc.record({
  rows: fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
  decimal: fc.constantFrom('.' as const, ',' as const),
})

it('holds no cell that a spreadsheet takes for a formula, and loses no letter', () => {
  fc.assert(
    fc.property(file, ({ rows, decimal }) => {
      const delimiter = decimal === ',' ? ';' : ','
      const read = parse(csvOf(rows, { decimal }), {
        ...{ bom: true, delimiter, relax_column_count: true },
        record_delimiter: '\r\n',
      })
      expect(read).toHaveLength(rows.length)
      for (const [index, row] of rows.entries()) {
        for (const [place, original] of row.entries()) {
          const found = read[index]?.[place] ?? ''
          if (original === null) continue
          if (typeof original === 'string') {
            expect(found.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/)
            expect(found).not.toMatch(/^[\t\r\n]/)
            expect([original, `'${original}`]).toContain(found)
          } else {
            const value = Number(found.replace(decimal, '.'))
            expect(value).toBeCloseTo(original.value / 10 ** original.decimals, 6)
          }
        }
      }
    }),
    { seed: 20_261_126 },
  )
})

it('makes text of the formulas that are known to do harm', () => {
  const known = ["=cmd|'/C calc'!A0", '@SUM(1+1)*cmd', '+1+1', '-2+3', '=HYPERLINK("http://x")']
  for (const formula of known) expect(csvOf([[formula]], { decimal: '.' })).toContain(`"'`)
  const price = { value: -1205, decimals: 2 }
  expect(csvOf([['a', price]], { decimal: ',' })).toBe('\uFEFF"a";-12,05\r\n')
})
