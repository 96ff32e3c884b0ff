import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planImport } from '../../src/backend/importing/formats.ts'
import { documentsOf } from '../../src/backend/importing/documents.ts'
import type { ImportPlan } from '../../src/backend/importing/plan.ts'
import { importFormatSchema } from '../../src/contract/backend/administration.ts'
import { catalogueDocumentSchema } from '../../src/domain/catalogue/documents.ts'
import { priceSchema } from '../../src/domain/catalogue/pricing.ts'

const GROUND = { currency: 'EUR', zone: 'Europe/Berlin' }
const NAMES = {
  tenant: '018f0000-0000-7000-8000-000000000001',
  list: '018f0000-0000-7000-8000-000000000002',
}
const SEED = { seed: 20_261_123, numRuns: 300 }
const HEADERS = {
  groceries: ['gtin', 'name', 'brand', 'size', 'category'],
  shopify: [
    ...['Handle', 'Title', 'Body (HTML)', 'Vendor', 'Type', 'Published', 'Option1 Value'],
    ...['Option2 Value', 'Variant SKU', 'Variant Price', 'Variant Inventory Qty'],
    ...['Variant Barcode', 'Image Src', 'Status'],
  ],
  woocommerce: [
    ...['ID', 'Type', 'SKU', 'Name', 'Published', 'Tax class', 'Stock', 'Sale price'],
    ...['Regular price', 'Categories', 'Parent', 'Date sale price starts'],
    ...['Date sale price ends', 'Attribute 1 value(s)'],
  ],
} as const

/** Cells that meet each other often, and now and then anything at all. */
const cell = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('', '', 'a', 'b', 'A ', 'id:1', '1', '-2', '9.5') },
  { weight: 3, arbitrary: fc.constantFrom('simple', 'variable', 'variation', '2026-12-01', '-1') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('96385074', '4006381333931', '04252614', '201234567890'),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
)
const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`

function accountedFor({ counts, products }: ImportPlan): void {
  const { rows, imported, merged, leftOut } = counts
  expect(imported + merged + leftOut).toBe(rows)
  const lines = products.flatMap((product) => [product.line, ...product.variants.map(lineOf)])
  expect(new Set(lines).size).toBe(imported)
}
const lineOf = ({ line }: { line: number }): number => line

const TABLES = importFormatSchema.exclude(['goods']).options

describe.each(TABLES)('whatever stands in a %s file', (format) => {
  const header = HEADERS[format]

  it('every row ends as imported, merged or left out', () => {
    const rows = fc.array(
      fc.oneof(
        { weight: 9, arbitrary: fc.tuple(...header.map(() => cell)) },
        { weight: 1, arbitrary: fc.array(cell, { minLength: 1, maxLength: 20 }) },
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(rows, (cells) => {
        const lines = [header, ...cells].map((row) => row.map(quoted).join(','))
        const planned = planImport(format, lines.join('\n'), GROUND)
        if (!planned.ok) throw new Error(JSON.stringify(planned.failure))
        expect(planned.value.counts.rows).toBe(cells.length)
        accountedFor(planned.value)
        documentsFit(planned.value)
      }),
      SEED,
    )
  })

  it('no text makes the reader throw', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(anything, fc.boolean(), (text, withHeader) => {
        const content = withHeader ? `${header.join(',')}\n${text}` : text
        const planned = planImport(format, content, GROUND)
        if (planned.ok) accountedFor(planned.value)
        else expect(['input-invalid', 'too-large']).toContain(planned.failure.code)
      }),
      SEED,
    )
  })
})

describe('whatever stands in a goods file', () => {
  it('is refused or read, and never makes the reader throw', () => {
    const anything = fc.oneof(fc.json(), fc.string({ unit: 'binary', maxLength: 200 }))
    fc.assert(
      fc.property(anything, (text) => {
        const planned = planImport('goods', text, GROUND)
        expect(planned).toMatchObject({ failure: { code: 'input-invalid' } })
      }),
      SEED,
    )
  })
})

/** What terminals pull is valid, and no id stands for two things. */
function documentsFit(plan: ImportPlan): void {
  const { catalogue, prices } = documentsOf(plan, NAMES)
  for (const document of catalogue) catalogueDocumentSchema.parse(document)
  for (const price of prices) priceSchema.parse(price)
  const ids = [...catalogue, ...prices].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
}
