/** Goods that ask for something before they are sold, and a store that says how it sells them. */
import { itemCode, type LabelRule } from '../../src/domain/barcode/label.ts'
import type { SellingRules } from '../../src/domain/settings.ts'
import { IDENTITY, id, START } from '../store/terminal.ts'
import { DEPARTMENT, LIST, pull, type Shop } from './shop.ts'

export const BEER = { variant: id(200), gtin: '04012345678901', price: 119 }
export const DEPOSIT = { variant: id(201), price: 8 }
export const CRATE = { gtin: '04012345678918', bottles: 20 }
export const PHONE = { variant: id(202), gtin: '04023456789011', price: 29_900 }
export const YOGHURT = { variant: id(203), gtin: '04034567890121', price: 89 }
export const APPLES = { variant: id(204), item: id(304), price: 399 }
export const SHIRTS = { product: id(205), gtin: '04045678901231', first: 210, price: 1500 }
export const COFFEE = { variant: id(220), gtin: '04056789012341', price: 280 }
export const OAT = { variant: id(221), price: 50 }
export const MILKS = id(222)
export const WISHES = id(223)
export const FLOWERS = { variant: id(224), gtin: '04067890123451', price: 500 }
export const WINE = { variant: id(225), gtin: '04078901234561', price: 799, department: id(226) }

export const PRICED: LabelRule = {
  ...{ prefix: '21', itemDigits: 5, hasVerifier: false, valueDigits: 5 },
  ...{ meaning: 'price', decimals: 2 },
}
export const WEIGHED: LabelRule = { ...PRICED, prefix: '28', meaning: 'weight', decimals: 3 }
export const VERIFIED: LabelRule = {
  ...{ ...PRICED, prefix: '23', itemDigits: 4, hasVerifier: true },
}

export const CAREFUL: SellingRules = {
  labels: [PRICED, WEIGHED, VERIFIED],
  ...{ expired: 'block', clearlyOlder: true, doubleScanMs: 0 },
}

export function sells(shop: Shop, rules: Partial<SellingRules> = {}): void {
  pull(shop, 'settings', { id: IDENTITY.store, selling: { ...CAREFUL, ...rules } } as never)
}

export function stockAskingGoods({ store }: Shop): void {
  store.transaction(() => {
    for (const each of [...catalogue(), ...barcodes()]) {
      store.documents.of('catalogue').append(each, START)
    }
    for (const each of prices()) store.documents.of('pricing').append(each, START)
  })
}

function variant(key: string, name: string, changes: object = {}): { id: string } {
  return {
    ...{ id: key, kind: 'variant', product: id(70), name, size: '', sku: name, rank: 0 },
    ...{ department: DEPARTMENT, taxClass: 'standard', unit: 'piece', items: [] },
    ...changes,
  }
}

function catalogue(): { id: string }[] {
  const shirts = ['S', 'M'].flatMap((size, row) =>
    ['Red', 'Blue'].map((colour, column) =>
      variant(id(SHIRTS.first + row * 2 + column), `T-shirt, ${size}, ${colour}`, {
        product: SHIRTS.product,
        options: [
          { name: 'Size', value: size },
          { name: 'Colour', value: colour },
        ],
      }),
    ),
  )
  return [
    {
      ...{ id: WINE.department, kind: 'department', name: 'Wine', position: 9, hue: 1 },
      ...{ minimumAge: 18 },
    },
    variant(BEER.variant, 'Beer', { rules: { minimumAge: 16, deposit: DEPOSIT.variant } }),
    variant(DEPOSIT.variant, 'Deposit', { rules: { isDeposit: true } }),
    variant(PHONE.variant, 'Phone', { rules: { tracking: 'serial' } }),
    variant(YOGHURT.variant, 'Yoghurt', { rules: { tracking: 'lot' } }),
    variant(APPLES.variant, 'Apples', {
      unit: 'kilogram',
      items: [{ item: APPLES.item, quantity: 1000 }],
    }),
    {
      ...{ id: SHIRTS.product, kind: 'product', name: 'T-shirt', brand: '', description: '' },
    },
    ...shirts,
    variant(COFFEE.variant, 'Coffee', { rules: { addOns: [MILKS, WISHES] } }),
    variant(OAT.variant, 'Oat milk'),
    {
      ...{ id: MILKS, kind: 'add-on-group', name: 'Milk', minimum: 1, maximum: 1 },
      ...asChoices([
        { name: 'Cow', variant: null },
        { name: 'Oat', variant: OAT.variant },
      ]),
    },
    {
      ...{ id: WISHES, kind: 'add-on-group', name: 'Wishes', minimum: 0, maximum: 2 },
      ...asChoices([{ name: 'Extra hot', variant: null }]),
    },
    variant(FLOWERS.variant, 'Flowers', {
      rules: { openPrice: { minimum: 1_000_000, maximum: 50_000_000 } },
    }),
    variant(WINE.variant, 'Wine', { department: WINE.department }),
  ]
}

function asChoices(choices: readonly { name: string; variant: string | null }[]): object {
  return { choices }
}

function barcodes(): { id: string }[] {
  const barcode = (number: number, gtin: string, key: string, pack = 1) => ({
    ...{ id: id(number), kind: 'barcode', gtin, variant: key, packQuantity: pack * 1000 },
  })
  return [
    barcode(400, BEER.gtin, BEER.variant),
    barcode(401, CRATE.gtin, BEER.variant, CRATE.bottles),
    barcode(402, PHONE.gtin, PHONE.variant),
    barcode(403, YOGHURT.gtin, YOGHURT.variant),
    barcode(404, itemCode(PRICED, '00001'), APPLES.variant),
    barcode(405, itemCode(WEIGHED, '00001'), APPLES.variant),
    barcode(406, itemCode(VERIFIED, '0001'), APPLES.variant),
    ...[0, 1, 2, 3].map((at) => barcode(410 + at, SHIRTS.gtin, id(SHIRTS.first + at))),
    barcode(420, COFFEE.gtin, COFFEE.variant),
    barcode(421, FLOWERS.gtin, FLOWERS.variant),
    barcode(422, WINE.gtin, WINE.variant),
  ]
}

function prices(): { id: string }[] {
  const priced: readonly (readonly [string, number])[] = [
    [BEER.variant, BEER.price],
    [DEPOSIT.variant, DEPOSIT.price],
    [PHONE.variant, PHONE.price],
    [YOGHURT.variant, YOGHURT.price],
    [APPLES.variant, APPLES.price],
    [COFFEE.variant, COFFEE.price],
    [OAT.variant, OAT.price],
    [FLOWERS.variant, FLOWERS.price],
    [WINE.variant, WINE.price],
    ...[0, 1, 2, 3].map((at) => [id(SHIRTS.first + at), SHIRTS.price] as const),
  ]
  return priced.map(([key, price], index) => ({
    ...{ id: id(500 + index), kind: 'price', variant: key, list: LIST, from: 0, to: null },
    unitPrice: price * 10_000,
  }))
}
