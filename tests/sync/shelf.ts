/** Goods of one department, read in as an owner does. */
import { expect } from 'vitest'
import type { Backend } from '../../src/backend/backend.ts'
import { importFile } from '../../src/backend/importing/import-file.ts'
import type { Shop } from '../../src/backend/setup/shop.ts'

export interface ShelfGoods {
  readonly key: string
  /** EAN-13. */
  readonly gtin: string
  /** In minor units. */
  readonly price: number
  readonly more?: object
}

/** Ten of each lie there, where `more` says nothing else. */
export async function fillShelf(backend: Backend, shop: Shop, goods: readonly ShelfGoods[]) {
  const products = goods.map(({ key, gtin, price, more }) => ({
    ...{ key, name: key, department: 'All' },
    variants: [
      {
        ...{ key, name: key, sku: key, taxClass: 'standard', stock: 10_000 },
        ...{ codes: [{ gtin: `0${gtin}` }], unitPrice: price * 10_000, ...more },
      },
    ],
  }))
  const departments = [{ name: 'All', position: 1, hue: 1 }]
  const content = JSON.stringify({ departments, products })
  const input = { format: 'goods', content, preview: false, invent: null } as const
  expect(await importFile(backend, shop, input)).toMatchObject({ ok: true, value: { leftOut: 0 } })
}
