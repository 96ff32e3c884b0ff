import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planImport } from '../../src/backend/importing/formats.ts'
import type { ImportPlan } from '../../src/backend/importing/plan.ts'
import { REASONS } from '../../src/backend/importing/reasons.ts'
import type { ImportFormat } from '../../src/contract/backend/administration.ts'

const GROUND = { currency: 'EUR', zone: 'Europe/Berlin' }
const folder = new URL('../../../shared/data/', import.meta.url)
const missing = !existsSync(folder)
const why = missing ? ' (skipped: ../shared/data is not there)' : ''

function plan(format: ImportFormat, file: string): ImportPlan {
  const planned = planImport(format, readFileSync(new URL(file, folder), 'utf8'), GROUND)
  if (!planned.ok) throw new Error(JSON.stringify(planned.failure))
  return planned.value
}
const rowsWith = ({ remarks }: ImportPlan, reason: string): number =>
  new Set(remarks.filter((remark) => remark.reason === reason).map(({ line }) => line)).size

describe.skipIf(missing)(`the real files${why}`, () => {
  it('hold in the groceries the dirt that was counted there by others', () => {
    const groceries = plan('groceries', 'groceries.csv')
    const { rows, imported, merged, leftOut } = groceries.counts
    expect({ rows, sum: imported + merged + leftOut }).toEqual({ rows: 11_516, sum: 11_516 })
    expect(rowsWith(groceries, REASONS.noName)).toBe(574)
    expect(rowsWith(groceries, REASONS.wrongLength)).toBe(51)
    // 220 wrong check digits, of which 98 are right as a UPC-E.
    expect(rowsWith(groceries, REASONS.wrongCheckDigit)).toBe(220 - 98)
    expect(rowsWith(groceries, REASONS.inStore)).toBe(325)
    expect(groceries.products.some(({ name }) => name.startsWith('+'))).toBe(true)
    expect(groceries.products.every(({ name }) => !name.includes('&quot;'))).toBe(true)
  })

  it('keep both products of a barcode that two carry', () => {
    const { products } = plan('groceries', 'groceries.csv')
    const carriers = Map.groupBy(products, ({ variants }) => variants[0]?.gtins[0])
    const shared = [...carriers.values()].filter((list) => list.length > 1)
    expect(shared.length).toBeGreaterThan(300)
    // "Mąka pszenna" and "Maka pszenna" are one thing; another language is another product.
    expect(carriers.get('00000020052621')?.map(({ name }) => name)).toEqual(['Mąka pszenna'])
  })

  it.each([
    ['apparel.csv', 22, 0, 0],
    ['home-and-garden.csv', 21, 0, 16],
    ['jewelery.csv', 41, 18, 17],
  ])("hold in Shopify's %s twenty products", (file, rows, pictures, compared) => {
    const read = plan('shopify', `shopify/${file}`)
    expect(read.products).toHaveLength(20)
    expect(read.counts).toMatchObject({ rows, leftOut: pictures, imported: rows - pictures })
    expect(rowsWith(read, REASONS.pictureOnly)).toBe(pictures)
    expect(rowsWith(read, REASONS.compareAt)).toBe(compared)
    const skus = read.products.flatMap(({ variants }) => variants.map(({ sku }) => sku))
    expect(new Set(skus).size).toBe(skus.length)
  })

  it("hold in WooCommerce's sample what stands on a shelf, and what does not", () => {
    const { products, counts, ...read } = plan('woocommerce', 'woocommerce/sample_products.csv')
    expect(counts).toEqual({ rows: 25, imported: 21, merged: 0, leftOut: 4, changed: 0 })
    expect(products).toHaveLength(14)
    expect(products.flatMap(({ variants }) => variants)).toHaveLength(19)
    expect(rowsWith({ products, counts, ...read }, REASONS.digital)).toBe(2)
    expect(rowsWith({ products, counts, ...read }, REASONS.grouped)).toBe(1)
    expect(rowsWith({ products, counts, ...read }, REASONS.external)).toBe(1)
  })
})

describe('the groceries of the demo shop', () => {
  it('are what their notice says', () => {
    const content = readFileSync(
      new URL('../../build/demo-shop/groceries.csv', import.meta.url),
      'utf8',
    )
    const planned = planImport('groceries', content, GROUND)
    expect(planned.ok && planned.value.counts).toMatchObject({
      ...{ rows: 634, imported: 608, merged: 7, leftOut: 19 },
    })
  })
})
