/**
 * Goods that this terminal made itself, as the sell screen asks for them. They are few and soon
 * come down; where there are none, asking costs one look into an empty table.
 */
import { toGtin14 } from '../domain/barcode/gtin.ts'
import type { Barcode, Variant } from '../domain/catalogue/documents.ts'
import type { Price } from '../domain/catalogue/pricing.ts'
import type { Sellable } from '../ports/catalogue.ts'
import type { Connection } from './connection.ts'
import { matchesWords } from './search-words.ts'
import { OF_VARIANT, TEXT, type Asked, type SellableRow } from './sellables.ts'

export interface OwnCatalogue {
  byVariant(variant: string, asked: Asked): SellableRow | undefined
  barcodes(gtin: string): readonly Barcode[]
  /** The same with its price, where that has not come down either. */
  priced(sellable: Sellable, list: string, at: number): Sellable
  /** Variants whose words begin as the query's do, or that carry the number. */
  search(text: string): readonly string[]
  ofDepartment(department: string): readonly string[]
}

export function createOwnCatalogue(connection: Connection): OwnCatalogue {
  const variant = connection.prepare<[...Asked, string], SellableRow>(
    `SELECT ${OF_VARIANT} FROM own_goods AS variant WHERE id = ${TEXT} AND kind = 'variant'`,
  )
  const barcodes = connection
    .prepare<[string], string>(
      `SELECT data FROM own_goods WHERE gtin = ${TEXT} AND kind = 'barcode' ORDER BY id`,
    )
    .pluck()
  const prices = connection
    .prepare<[string], string>(
      `SELECT data FROM own_goods WHERE variant = ${TEXT} AND kind = 'price' ORDER BY id`,
    )
    .pluck()
  const variants = connection
    .prepare<[], string>(`SELECT data FROM own_goods WHERE kind = 'variant' ORDER BY id`)
    .pluck()
  const all = (): Variant[] => variants.all().map((data) => JSON.parse(data) as Variant)
  const priceOf = (id: string, list: string, at: number): Price | undefined =>
    prices
      .all(id)
      .map((data) => JSON.parse(data) as Price)
      .filter((price) => price.list === list && price.from <= at)
      .toSorted((a, b) => b.from - a.from || (a.id < b.id ? 1 : -1))[0]
  const codes = (gtin: string): Barcode[] =>
    barcodes.all(gtin).map((data) => JSON.parse(data) as Barcode)
  return {
    byVariant: (id, asked) => variant.get(...asked, id),
    barcodes: codes,
    priced(sellable, list, at) {
      if (sellable.price) return sellable
      const price = priceOf(sellable.variant.id, list, at)
      return price ? { ...sellable, price: { id: price.id, unitPrice: price.unitPrice } } : sellable
    },
    search(text) {
      const whole = toGtin14(text.replaceAll(/[\s-]/g, ''))
      const coded = whole === undefined ? [] : codes(whole).map((code) => code.variant)
      const named = all().filter(({ name, size }) => matchesWords(`${name} ${size}`, text))
      return [...new Set([...coded, ...named.map(({ id }) => id)])]
    },
    ofDepartment: (department) =>
      all()
        .filter((each) => each.department === department)
        .map(({ id }) => id),
  }
}
