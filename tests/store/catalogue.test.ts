import { describe, expect, it } from 'vitest'
import { ONE } from '../../src/domain/quantity.ts'
import type { TerminalStore } from '../../src/store/open.ts'
import { id, IDENTITY, LIST, LOCATION, openTestStore, prepare, sell, START } from './terminal.ts'

const DEPARTMENT = id(100)
const MILK = '04006381333931'

type Fields = Record<string, unknown> & { readonly id: string }

function put(store: TerminalStore, fields: Fields): void {
  const kind = String(fields['kind'])
  if (kind === 'level') return store.documents.of('stock').append(fields, START)
  if (['price', 'price-list', 'tax-class'].includes(kind)) {
    return store.documents.of('pricing').append(fields, START)
  }
  if (kind === 'store') return store.documents.of('settings').append(fields, START)
  store.documents.of('catalogue').append(fields, START)
}

/** Writes a new state of a document, or its deletion, as a pull does. */
function change(store: TerminalStore, fields: Fields, deleted = false): void {
  const documents = store.documents.of(fields['kind'] === 'price' ? 'pricing' : 'catalogue')
  const previous = documents.table.find(fields.id)!
  const document = { ...previous, ...fields, _deleted: deleted, _rev: `${previous._rev}x` }
  expect(documents.write([{ previous, document }], 'pull')).toEqual([])
}

function variant(number: number, changes: Record<string, unknown> = {}): Fields {
  return {
    ...{ id: id(number), kind: 'variant', product: id(200), name: `Variant ${number}`, size: '' },
    ...{ sku: `S-${number}`, department: DEPARTMENT, taxClass: 'reduced', unit: 'piece' },
    ...{ items: [{ item: id(number + 1000), quantity: ONE }], rank: 0, ...changes },
  }
}

const barcode = (number: number, gtin: string, of: number, packQuantity: number = ONE): Fields => ({
  ...{ id: id(number), kind: 'barcode', gtin, variant: id(of), packQuantity },
})

const price = (number: number, of: number, unitPrice: number, from: number, to: number | null) => ({
  ...{ id: id(number), kind: 'price', variant: id(of), list: LIST, from, to, unitPrice },
})

function level(
  item: string,
  onHand: number,
  contains: Readonly<Record<string, number>> = {},
): Fields {
  const figures = { onHand, reserved: 0, available: onHand, contains }
  return { id: `${LOCATION}/${item}`, kind: 'level', location: LOCATION, item, ...figures }
}

function openShop(): TerminalStore {
  const store = prepare(openTestStore())
  put(store, { id: IDENTITY.store, kind: 'store', location: LOCATION, priceList: LIST })
  put(store, { id: LIST, kind: 'price-list', name: 'Shop', currency: 'EUR', taxIncluded: true })
  const rates = [{ code: 'B', name: 'VAT', rate: 70_000 }]
  put(store, { id: id(300), kind: 'tax-class', code: 'reduced', name: 'Reduced', rates })
  return store
}

const names = (found: readonly { readonly variant: { readonly name: string } }[]): string[] =>
  found.map((each) => each.variant.name)

it('knows an item by the goods that are nothing else, or by a set that it is a part of', () => {
  const store = openShop()
  const part = (number: number) => ({ item: id(number), quantity: ONE })
  put(store, variant(1, { items: [part(1001)] }))
  put(store, variant(2, { items: [part(1001), part(1002), part(1003)] }))
  put(store, variant(3, { items: [part(1001), part(1003)] }))
  const soldAs = (number: number) => store.catalogue.byItem(id(number), LIST, START)?.variant.id
  expect([1001, 1002, 1003, 1004].map(soldAs)).toEqual([id(1), id(2), id(3), undefined])
  change(store, variant(3), true)
  expect(soldAs(1003)).toBe(id(2))
})

describe('a scan', () => {
  it('finds the variant with its price, tax class, pack quantity and stock', () => {
    const store = openShop()
    put(store, variant(1))
    put(store, barcode(11, MILK, 1, 6 * ONE))
    put(store, price(21, 1, 1_990_000, START - 10, null))
    put(store, level(id(1001), 7 * ONE))
    const found = store.catalogue.byGtin(MILK, LIST, START)
    expect(found.map((each) => ({ ...each, onHand: each.onHand() }))).toEqual([
      {
        ...{ variant: variant(1), packQuantity: 6 * ONE, barcode: MILK, onHand: 7 * ONE },
        price: { id: id(21), unitPrice: 1_990_000 },
        taxClass: store.catalogue.taxClass('reduced'),
      },
    ])
    expect(store.catalogue.taxClass('reduced')?.rates).toHaveLength(1)
    expect(store.catalogue.priceList(LIST)?.currency).toBe('EUR')
    expect(store.catalogue.byGtin('00000000000000', LIST, START)).toEqual([])
  })

  it('answers both products that bear one barcode, and none that is deleted', () => {
    const store = openShop()
    for (const number of [1, 2, 3]) put(store, variant(number))
    for (const number of [1, 2, 3]) put(store, barcode(10 + number, MILK, number))
    change(store, variant(2), true)
    expect(names(store.catalogue.byGtin(MILK, LIST, START))).toEqual(['Variant 1', 'Variant 3'])
    change(store, barcode(13, MILK, 3), true)
    expect(names(store.catalogue.byGtin(MILK, LIST, START))).toEqual(['Variant 1'])
  })

  it('takes the price that began last and has not ended, at this instant', () => {
    const store = openShop()
    put(store, variant(1))
    put(store, price(21, 1, 100, START - 100, null))
    put(store, price(22, 1, 90, START - 10, START + 10))
    put(store, price(24, 1, 70, START + 10, START + 20))
    put(store, price(23, 1, 80, START + 10, START + 20))
    const at = (instant: number) =>
      store.catalogue.byVariant(id(1), LIST, instant)?.price?.unitPrice
    expect(at(START - 101)).toBeUndefined()
    expect(at(START - 100)).toBe(100)
    expect(at(START - 11)).toBe(100)
    expect(at(START - 10)).toBe(90)
    expect(at(START + 9)).toBe(90)
    // Of two that began together the lower id wins.
    expect(at(START + 10)).toBe(80)
    expect(at(START + 20)).toBe(100)
    expect(store.catalogue.byVariant(id(1), id(99), START)?.price).toBeUndefined()
    change(store, price(21, 1, 100, START - 100, null), true)
    expect(at(START + 20)).toBeUndefined()
  })
})

describe('the stock that is shown', () => {
  const shown = (store: TerminalStore) => store.catalogue.byVariant(id(1), LIST, START)?.onHand()

  it('is the pulled level and the own sales that it does not contain', () => {
    const store = openShop()
    put(store, variant(1))
    expect(shown(store)).toBeUndefined()
    sell(store, id(1001), 2)
    sell(store, id(1001), 3)
    const { epoch } = store.journal.head()
    put(store, level(id(1001), 10 * ONE))
    expect(shown(store)).toBe(5 * ONE)
    const documents = store.documents.of('stock')
    const pulled = (onHand: number, seq: number) => {
      const previous = documents.table.find(`${LOCATION}/${id(1001)}`)!
      const next = level(id(1001), onHand, { [epoch.id]: seq })
      const document = { ...previous, ...next, _rev: `${previous._rev}x` }
      documents.write([{ previous, document }], 'pull')
      return shown(store)
    }
    expect(pulled(8 * ONE, 2)).toBe(5 * ONE)
    expect(pulled(5 * ONE, 3)).toBe(5 * ONE)
    sell(store, id(1001), 1)
    expect(shown(store)).toBe(4 * ONE)
  })

  it('of a bundle is what its scarcest item makes', () => {
    const store = openShop()
    const items = [
      { item: id(1001), quantity: 2 * ONE },
      { item: id(1002), quantity: ONE },
    ]
    put(store, variant(1, { items }))
    put(store, level(id(1001), 9 * ONE))
    expect(shown(store)).toBeUndefined()
    put(store, level(id(1002), 20 * ONE))
    expect(shown(store)).toBe(4 * ONE + 500)
  })
})

describe('search', () => {
  function openSearchable(): TerminalStore {
    const store = openShop()
    put(store, { id: id(200), kind: 'product', name: 'x', brand: 'Müller', department: DEPARTMENT })
    put(store, variant(1, { name: 'Crème fraîche', size: '200g', product: id(201) }))
    put(store, variant(2, { name: 'Käse jung', rank: 2 }))
    put(store, variant(3, { name: 'Käse alt', rank: 1 }))
    put(store, variant(4, { name: 'Kaffee', rank: 900 }))
    put(store, barcode(11, MILK, 2))
    return store
  }
  const search = (store: TerminalStore, text: string, most = 10) =>
    names(store.catalogue.search(text, LIST, START, most))

  it('finds words and their beginnings with and without accents, in any order', () => {
    const store = openSearchable()
    for (const text of ['creme', 'CRÈME', 'fraiche crè', 'fra', '200g crem', 's-1']) {
      expect(search(store, text)).toEqual(['Crème fraîche'])
    }
    expect(search(store, 'rème')).toEqual([])
  })

  it('answers the best sellers first, and no more than asked', () => {
    const store = openSearchable()
    expect(search(store, 'k')).toEqual(['Käse alt', 'Käse jung', 'Kaffee'])
    expect(search(store, 'k', 2)).toEqual(['Käse alt', 'Käse jung'])
  })

  it('finds a brand, whenever it came and however it changed', () => {
    const store = openSearchable()
    expect(search(store, 'muller kase')).toEqual(['Käse alt', 'Käse jung'])
    const late = { kind: 'product', name: 'x', brand: 'Danone', department: DEPARTMENT }
    put(store, { id: id(201), ...late })
    expect(search(store, 'dan')).toEqual(['Crème fraîche'])
    change(store, { id: id(201), ...late, brand: 'Arla' })
    expect(search(store, 'dan')).toEqual([])
    expect(search(store, 'arla')).toEqual(['Crème fraîche'])
  })

  it('follows a variant that is renamed, ranked, deleted and comes back', () => {
    const store = openSearchable()
    change(store, variant(3, { name: 'Gouda', rank: 5 }))
    expect(search(store, 'k')).toEqual(['Käse jung', 'Kaffee'])
    change(store, variant(3, { name: 'Käse alt', rank: 5 }))
    expect(search(store, 'k')).toEqual(['Käse jung', 'Käse alt', 'Kaffee'])
    change(store, variant(2), true)
    expect(search(store, 'k')).toEqual(['Käse alt', 'Kaffee'])
    change(store, variant(2, { name: 'Käse jung', rank: 1 }))
    expect(search(store, 'k')).toEqual(['Käse jung', 'Käse alt', 'Kaffee'])
  })

  it('finds what is common by its best sellers and what is rare among them all', () => {
    const store = openShop()
    for (let number = 1; number <= 300; number += 1) {
      put(store, variant(number, { name: `Schokolade ${number}`, rank: number }))
    }
    put(store, variant(301, { name: 'Schokokuss', rank: 301 }))
    put(store, variant(302, { name: 'Schokoküsse', rank: 0 }))
    expect(search(store, 'schokol', 3)).toEqual(['Schokolade 1', 'Schokolade 2', 'Schokolade 3'])
    expect(search(store, 'schokoku')).toEqual(['Schokokuss', 'Schokoküsse'])
    expect(search(store, 'schokolade 300')).toEqual(['Schokolade 300'])
  })

  it('finds words of other scripts as they are typed', () => {
    const store = openShop()
    put(store, variant(1, { name: '신라면 매운맛' }))
    put(store, variant(2, { name: 'Молоко топлёное' }))
    put(store, variant(3, { name: 'नमक' }))
    expect(search(store, '신라')).toEqual(['신라면 매운맛'])
    expect(search(store, 'молоко топленое')).toEqual(['Молоко топлёное'])
    expect(search(store, 'नम')).toEqual(['नमक'])
  })

  it('finds a barcode typed in full, in part and as it is printed', () => {
    const store = openSearchable()
    for (const text of ['4006381333931', '04006381333931', '4006 3813 33931', '400638']) {
      const [found] = store.catalogue.search(text, LIST, START, 5)
      expect(found).toMatchObject({ barcode: MILK, variant: { name: 'Käse jung' } })
    }
    expect(search(store, '40063')).toEqual([])
  })

  it.each([
    '"',
    'käse"',
    '*',
    'NEAR(a b)',
    'words:käse',
    '^k',
    'a AND',
    '-',
    "'; DROP",
    '{a b}: x',
  ])('takes %s as words, never as a query', (text) => {
    const store = openSearchable()
    expect(() => search(store, text)).not.toThrow()
  })
})

describe('tiles', () => {
  it('are the best sellers of a department, in their order', () => {
    const store = openShop()
    const named = { kind: 'department', name: 'Dairy', hue: 1 }
    put(store, { id: id(101), ...named, position: 2 })
    put(store, { id: DEPARTMENT, ...named, position: 1 })
    put(store, variant(1, { rank: 0 }))
    put(store, variant(2, { rank: 9 }))
    put(store, variant(3, { rank: 3 }))
    put(store, variant(4, { rank: 1, department: id(101) }))
    const found = store.catalogue.tiles(DEPARTMENT, LIST, START, 10)
    expect(names(found)).toEqual(['Variant 3', 'Variant 2', 'Variant 1'])
    expect(store.catalogue.tiles(DEPARTMENT, LIST, START, 1)).toHaveLength(1)
    expect(store.catalogue.departments().map((each) => each.id)).toEqual([DEPARTMENT, id(101)])
    change(store, { id: id(101), ...named, position: 0 })
    expect(store.catalogue.departments().map((each) => each.id)).toEqual([id(101), DEPARTMENT])
  })
})
