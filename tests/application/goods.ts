/** The people, goods and prices of the shop to test in. */
import { scryptSync } from 'node:crypto'
import type { Role } from '../../src/domain/permission.ts'
import { ONE } from '../../src/domain/quantity.ts'
import { IDENTITY, id } from '../store/terminal.ts'

export const PINS = { cashier: '1111', supervisor: '2222', manager: '3333', admin: '4444' } as const
export const PEOPLE = {
  cashier: id(11),
  supervisor: id(12),
  manager: id(13),
  admin: id(14),
} as const
export const DISABLED = id(15)
export const LIST = id(20)
export const LOCATION = id(21)
export const DEPARTMENT = id(22)
export const EMPTY_DEPARTMENT = id(23)
export const MILK = { variant: id(30), item: id(40), gtin: '04006381333931', price: 129 }
export const BREAD = { variant: id(31), item: id(41), gtin: '04000417025005', price: 250 }
/** A box of six milks: the same variant, another barcode. */
export const MILK_BOX = { gtin: '04006381333948' }
/** Known, but without a price. */
export const UNPRICED = { variant: id(32), item: id(42), gtin: '00012345678905' }
/** Two products share one code. */
export const TWINS = { first: id(33), second: id(34), gtin: '05000000000005' }
/** A hamper: one milk and two breads leave the shelf. */
export const HAMPER = { variant: id(35), gtin: '09000000000001', price: 1500 }

export function settingsOf(currency: string): { id: string }[] {
  const store = {
    ...{ id: IDENTITY.store, kind: 'store', name: 'Corner Shop', address: ['1 High Street'] },
    ...{ taxNumber: 'DE123', currency, zone: 'Europe/Berlin', dayStartsAtMinute: 0 },
    ...{ locale: 'en-GB', priceList: LIST, location: LOCATION },
    ...{ receiptHeader: [], receiptFooter: ['Thank you'], denominations: [5000, 2000, 1000, 500] },
    staffing: { lockAfterMinutes: 0, trustedOfflineDays: 0 },
  }
  const wedge = { gapMs: 30, shortest: 6, prefix: null, suffix: 'Enter' }
  const terminal = {
    ...{ id: IDENTITY.terminal, kind: 'terminal', name: 'Till 1', code: 'T1' },
    ...{ printer: null, scanners: [], wedge },
  }
  const roles = Object.keys(PEOPLE) as Role[]
  const staff = roles.map((role) => personOf(PEOPLE[role], role, PINS[role], false))
  return [store, terminal, ...staff, personOf(DISABLED, 'manager', '5555', true)]
}

export function personOf(id: string, role: string, pin: string, disabled: boolean) {
  return { id, kind: 'staff', name: `The ${role}`, role, pin: keptPin(id, pin), disabled }
}

const keptPins = new Map<string, { salt: string; hash: string; cost: number }>()

/** The same people come to hundreds of shops: their PINs are hashed once. */
function keptPin(id: string, pin: string) {
  const known = keptPins.get(id + pin)
  if (known) return known
  const salt = id.replaceAll('-', '')
  const cost = 1024
  const bytes = scryptSync(pin, Buffer.from(salt, 'hex'), 32, { N: cost, r: 8, p: 1 })
  const kept = { salt, hash: bytes.toString('hex'), cost }
  keptPins.set(id + pin, kept)
  return kept
}

export function pricingOf(currency: string, taxIncluded: boolean): { id: string }[] {
  const price = (number: number, variant: string, minor: number) => ({
    ...{ id: id(number), kind: 'price', variant, list: LIST, from: 0, to: null },
    unitPrice: minor * 10_000,
  })
  const rates = [{ code: 'A', name: 'VAT', rate: 70_000 }]
  return [
    { ...{ id: LIST, kind: 'price-list', name: 'Shelf', currency }, ...{ taxIncluded } },
    { ...{ id: id(50), kind: 'tax-class', code: 'standard', name: 'Standard' }, ...{ rates } },
    price(60, MILK.variant, MILK.price),
    price(61, BREAD.variant, BREAD.price),
    price(62, TWINS.first, 100),
    price(63, TWINS.second, 200),
    price(64, HAMPER.variant, HAMPER.price),
  ]
}

export function catalogueOf(): { id: string }[] {
  const variant = (
    key: string,
    name: string,
    items: readonly (readonly [string, number])[],
    rank = 0,
  ) => ({
    ...{ id: key, kind: 'variant', product: id(70), name, size: '', sku: name },
    ...{ department: DEPARTMENT, taxClass: 'standard', unit: 'piece', rank },
    items: items.map(([item, pieces]) => ({ item, quantity: pieces * ONE })),
  })
  const barcode = (number: number, gtin: string, key: string, pack = 1) => ({
    ...{ id: id(number), kind: 'barcode', gtin, variant: key, packQuantity: pack * ONE },
  })
  const department = (key: string, name: string) => ({
    ...{ id: key, kind: 'department', name, position: 1, hue: 3 },
  })
  return [
    department(DEPARTMENT, 'Food'),
    department(EMPTY_DEPARTMENT, 'Other'),
    variant(MILK.variant, 'Milk', [[MILK.item, 1]], 1),
    variant(BREAD.variant, 'Bread', [[BREAD.item, 1]], 2),
    variant(UNPRICED.variant, 'Unpriced', [[UNPRICED.item, 1]]),
    variant(TWINS.first, 'Twin one', [[id(43), 1]]),
    variant(TWINS.second, 'Twin two', [[id(44), 1]]),
    variant(HAMPER.variant, 'Hamper', [
      [MILK.item, 1],
      [BREAD.item, 2],
    ]),
    barcode(80, MILK.gtin, MILK.variant),
    barcode(81, MILK_BOX.gtin, MILK.variant, 6),
    barcode(82, BREAD.gtin, BREAD.variant),
    barcode(83, UNPRICED.gtin, UNPRICED.variant),
    barcode(84, TWINS.gtin, TWINS.first),
    barcode(85, TWINS.gtin, TWINS.second),
    barcode(86, HAMPER.gtin, HAMPER.variant),
  ]
}
