/** Holdfast's own goods file: what it says of selling reaches the terminals as documents. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { documentsOf } from '../../src/backend/importing/documents.ts'
import { PARTS_LIMIT } from '../../src/backend/importing/bundles.ts'
import { planImport } from '../../src/backend/importing/formats.ts'
import type { ImportPlan } from '../../src/backend/importing/plan.ts'
import { REASONS } from '../../src/backend/importing/reasons.ts'
import {
  catalogueDocumentSchema,
  type CatalogueDocument,
} from '../../src/domain/catalogue/documents.ts'

const NAMES = {
  tenant: '01900000-0000-7000-8000-000000000001',
  list: '01900000-0000-7000-8000-000000000002',
}
const GROUND = { currency: 'EUR', zone: 'Europe/Berlin' }
const file = readFileSync(new URL('../../build/demo-shop/goods.json', import.meta.url), 'utf8')

function planOf(
  content: string,
  format: 'goods' | 'shopify' | 'woocommerce' = 'goods',
): ImportPlan {
  const plan = planImport(format, content, GROUND)
  if (!plan.ok) throw new Error(JSON.stringify(plan.failure))
  return plan.value
}

function variantsOf(plan: ImportPlan) {
  const all = documentsOf(plan, NAMES).catalogue
  return all.filter(
    (each): each is Extract<CatalogueDocument, { kind: 'variant' }> => each.kind === 'variant',
  )
}

/** A file of products with one variant each, made of the others that they name. */
function fileOf(products: Readonly<Record<string, object>>): string {
  return JSON.stringify({
    departments: [{ name: 'All', position: 1, hue: 1 }],
    products: Object.entries(products).map(([key, more]) => ({
      ...{ key, name: key, department: 'All' },
      variants: [{ key, name: key, sku: key, taxClass: 'standard', unitPrice: 1_000_000, ...more }],
    })),
  })
}
const made = (...of: readonly (string | readonly [string, number])[]) => ({
  components: of.map((each) =>
    typeof each === 'string' ? { variant: each } : { variant: each[0], quantity: each[1] * 1000 },
  ),
})

describe('a bundle', () => {
  it('takes its parts off the shelf, and has no item of its own', () => {
    const content = fileOf({ tea: {}, cup: {}, set: made('tea', ['cup', 2], 'cup') })
    const { catalogue } = documentsOf(planOf(content), NAMES)
    const items = catalogue.filter((each) => each.kind === 'item')
    expect(items.map(({ name }) => name)).toEqual(['tea', 'cup'])
    const [tea, cup] = items.map(({ id }) => id)
    const set = variantsOf(planOf(content)).find(({ name }) => name === 'set')
    expect(set?.items).toEqual([
      { item: tea, quantity: 1000 },
      { item: cup, quantity: 3000 },
    ])
    expect(catalogueDocumentSchema.safeParse(set).error).toBeUndefined()
  })

  it.each([
    ['partUnknown', made('spoon')],
    ['partBundle', made('set')],
    ['partBundle', made('tea', 'pair')],
    ['partsStock', { ...made('tea'), stock: 1000 }],
    ['partsMany', made(['tea', 900_000], ['tea', 900_000])],
  ] as const)('that cannot be made is left out alone, and says why: %s', (reason, set) => {
    const plan = planOf(fileOf({ tea: {}, pair: made(['tea', 2]), set }))
    expect(plan.remarks).toEqual([
      { line: 3, reason: REASONS[reason], severity: 'left-out', value: 'set' },
    ])
    expect(plan.counts).toMatchObject({ rows: 3, imported: 2, leftOut: 1 })
    expect(variantsOf(plan).map(({ name }) => name)).toEqual(['tea', 'pair'])
  })

  it('goes with the product that its part goes with', () => {
    const file = JSON.parse(fileOf({ tea: {}, set: made('spoon'), hamper: made('jar') })) as {
      products: { variants: object[] }[]
    }
    const [tea] = file.products[0]?.variants ?? []
    file.products[1]?.variants.push({ ...tea, key: 'jar', name: 'jar' })
    const plan = planOf(JSON.stringify(file))
    expect(plan.remarks.map(({ line, value }) => [line, value])).toEqual([
      [2, 'set'],
      [3, 'jar'],
    ])
    expect(variantsOf(plan).map(({ name }) => name)).toEqual(['tea'])
  })

  it('of too many parts, or of none or less of one, is no file of goods', () => {
    for (const components of [
      [],
      [{ variant: 'tea', quantity: 0 }],
      Array.from({ length: PARTS_LIMIT + 1 }, () => ({ variant: 'tea' })),
    ]) {
      const read = planImport('goods', fileOf({ tea: {}, set: { components } }), GROUND)
      expect(read).toMatchObject({ failure: { code: 'input-invalid' } })
    }
  })
})

describe('the goods file', () => {
  it('makes documents that every terminal can read, each deposit and group among them', () => {
    const { catalogue } = documentsOf(planOf(file), NAMES)
    const ids = new Set(catalogue.map(({ id }) => id))
    for (const document of catalogue) {
      expect(catalogueDocumentSchema.safeParse(document).error).toBeUndefined()
      if (document.kind !== 'variant') continue
      const { deposit, addOns = [] } = document.rules ?? {}
      const named = [...addOns, ...(deposit === undefined ? [] : [deposit])]
      expect(named.filter((each) => !ids.has(each))).toEqual([])
    }
    const lager = variantsOf(planOf(file)).find(({ name }) => name === 'Harbour Lager')
    expect(lager?.rules).toMatchObject({ minimumAge: 16 })
    const name = '          "name": "Harbour Lager"'
    const numbered = file.replace(name, `"supplierNumber": "HL-20", ${name}`)
    const told = variantsOf(planOf(numbered)).find(({ id }) => id === lager?.id)
    expect([lager?.supplierNumber, told?.supplierNumber]).toEqual([undefined, 'HL-20'])
    expect(catalogue).toContainEqual(
      expect.objectContaining({ kind: 'barcode', variant: lager?.id, packQuantity: 20_000 }),
    )
    expect(catalogue).toContainEqual(expect.objectContaining({ kind: 'add-on-group' }))
  })

  it('is refused whole where it names what it does not have, or is no such file', () => {
    for (const wrong of [
      file.replace('"deposit": "deposit-8"', '"deposit": "nothing"'),
      file.replace('"minimumAge": 16', '"minimumAge": -1'),
      '{',
      '[]',
    ]) {
      expect(planImport('goods', wrong, GROUND)).toMatchObject({
        failure: { code: 'input-invalid' },
      })
    }
  })
})

describe('the export of a shop', () => {
  it('brings the options of its variants along, by name: Shopify', () => {
    const csv = [
      'Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant Price',
      'shirt,Shirt,Size,S,Colour,Red,19.90',
      'shirt,,,M,,Red,19.90',
      'mug,Mug,Title,Default Title,,,5.00',
    ].join('\n')
    expect(variantsOf(planOf(csv, 'shopify')).map(({ options }) => options)).toEqual([
      [
        { name: 'Size', value: 'S' },
        { name: 'Colour', value: 'Red' },
      ],
      [
        { name: 'Size', value: 'M' },
        { name: 'Colour', value: 'Red' },
      ],
      undefined,
    ])
  })

  it('brings the options of its variants along, by name: WooCommerce', () => {
    const csv = [
      'ID,Type,SKU,Name,Published,Regular price,Categories,Parent,'.concat(
        'Attribute 1 name,Attribute 1 value(s)',
      ),
      '1,variable,SHIRT,Shirt,1,,Clothing,,Size,"S, M"',
      '2,variation,SHIRT-S,Shirt - S,1,19.90,,SHIRT,Size,S',
    ].join('\n')
    expect(variantsOf(planOf(csv, 'woocommerce'))).toMatchObject([
      { options: [{ name: 'Size', value: 'S' }] },
    ])
  })
})
