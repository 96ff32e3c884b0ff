/**
 * From a row of the catalogue to what can be sold: its price now, its tax class, its stock as
 * shown. Straight SQL over the replicated tables; each part is read from one index that holds all
 * of it.
 */
import type { Variant } from '../domain/catalogue/documents.ts'
import type { PriceList, PricingDocument, TaxClass } from '../domain/catalogue/pricing.ts'
import type { UnitPrice } from '../domain/money.ts'
import { ONE, quantity, QUANTITY_SCALE, type Quantity } from '../domain/quantity.ts'
import type { Sellable } from '../ports/catalogue.ts'
import type { Connection } from './connection.ts'
import { keptUntilChanged, type Documents } from './documents.ts'

/**
 * A parameter that is compared with an indexed column stands in a CAST. This build of SQLite
 * (STAT4) plans a statement anew whenever a bare one is bound again: 20 µs where the search itself
 * takes 2.
 */
export const TEXT = 'cast(? AS TEXT)'
const INSTANT = 'cast(? AS INTEGER)'

/** On hand of one item: the pulled level and the own movements that it does not contain. */
export const SHOWN = `
  SELECT on_hand + coalesce((
    SELECT sum(quantity) FROM told_epoch CROSS JOIN movement
      ON movement.item = stock.item AND movement.location = stock.location
      AND epoch_ordinal = told_epoch.ordinal
      AND seq > coalesce(contains ->> told_epoch.id, 0)
  ), 0)
  FROM stock
  WHERE item = ${TEXT} AND location = ${TEXT} AND deleted = 0 AND kind = 'level'`

/**
 * What a `SellableRow` has beside `packQuantity` and `barcode`. The price is the latest that has
 * begun and not ended; of two that began together, the lower id. It is one value because a
 * subselect answers one: unit price, space, id.
 */
const COLUMNS = (data: string, variant: string): string => `${data} AS data, (
    SELECT unit_price || ' ' || id FROM pricing
    WHERE variant = ${variant} AND list = ${TEXT} AND valid_from <= ${INSTANT}
      AND (valid_to IS NULL OR valid_to > ${INSTANT}) AND kind = 'price' AND deleted = 0
    ORDER BY valid_from DESC, id LIMIT 1
  ) AS price`

/** Of a catalogue row called `variant`, sold one at a time since no barcode says otherwise. */
export const OF_VARIANT = `${COLUMNS('variant.data', 'variant.id')},
  ${ONE} AS packQuantity, NULL AS barcode`

/** Of a row of `goods_by_code` called `goods`. */
export const OF_GOODS = `${COLUMNS('goods.data', 'goods.variant')},
  goods.pack_quantity AS packQuantity, goods.gtin AS barcode`

export interface SellableRow {
  readonly data: string
  readonly price: string | null
  readonly packQuantity: Quantity
  readonly barcode: string | null
}

/**
 * What a statement with `OF_VARIANT` or `OF_GOODS` binds before its own: list, instant, instant.
 */
export type Asked = readonly [list: string, at: number, at: number]

export interface Sellables {
  asked(list: string, at: number): Asked
  of(row: SellableRow): Sellable
  priceList(id: string): PriceList | undefined
  taxClass(code: string): TaxClass | undefined
  taxClasses(): readonly TaxClass[]
}

export interface SellablesParts {
  readonly connection: Connection
  readonly pricing: Documents
  readonly location: () => string | undefined
}

export function createSellables({ connection, pricing, location }: SellablesParts): Sellables {
  const rules = prepareRules(connection, pricing)
  const shownOf = connection.prepare<[string, string | null], number>(SHOWN).pluck()
  const onHand = ({ items }: Variant): Quantity | undefined => {
    const makes = items.map(({ item, quantity: needed }) => {
      const level = shownOf.get(item, location() ?? null)
      return typeof level === 'number' ? Math.floor((level * QUANTITY_SCALE) / needed) : undefined
    })
    const known = makes.filter((count) => count !== undefined)
    // A bundle of which one item is unknown is unknown.
    const isKnown = known.length > 0 && known.length === makes.length
    return isKnown ? quantity(Math.min(...known)) : undefined
  }
  return {
    asked: (list, at) => [list, at, at],
    of(row) {
      // It was read by its schema when it was pulled.
      const variant = JSON.parse(row.data) as Variant
      return {
        variant,
        packQuantity: row.packQuantity,
        barcode: row.barcode ?? undefined,
        price: toPrice(row.price),
        taxClass: rules().taxClasses.get(variant.taxClass),
        onHand: () => onHand(variant),
      }
    },
    priceList: (id) => rules().priceLists.get(id),
    taxClass: (code) => rules().taxClasses.get(code),
    taxClasses: () =>
      [...rules().taxClasses.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1)),
  }
}

function toPrice(text: string | null): Sellable['price'] {
  if (text === null) return undefined
  const space = text.indexOf(' ')
  return { unitPrice: Number(text.slice(0, space)) as UnitPrice, id: text.slice(space + 1) }
}

interface Rules {
  readonly priceLists: ReadonlyMap<string, PriceList>
  readonly taxClasses: ReadonlyMap<string, TaxClass>
}

/**
 * Price lists and tax classes are few and change rarely: kept in memory until pricing is written.
 */
function prepareRules(connection: Connection, pricing: Documents): () => Rules {
  const read = connection
    .prepare<[], string>(
      `SELECT data FROM pricing WHERE kind IN ('price-list', 'tax-class') AND deleted = 0`,
    )
    .pluck()
  return keptUntilChanged(pricing, () => {
    const documents = read.all().map((data) => JSON.parse(data) as PricingDocument)
    const lists = documents.filter((document) => document.kind === 'price-list')
    const classes = documents.filter((document) => document.kind === 'tax-class')
    return {
      priceLists: new Map(lists.map((list) => [list.id, list])),
      taxClasses: new Map(classes.map((taxClass) => [taxClass.code, taxClass])),
    }
  })
}
