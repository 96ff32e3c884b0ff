/** Holdfast's own goods file: what it says of selling reaches the terminals as documents. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { documentsOf } from '../../src/backend/importing/documents.ts'
import { planImport } from '../../src/backend/importing/formats.ts'
import type { ImportPlan } from '../../src/backend/importing/plan.ts'
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
