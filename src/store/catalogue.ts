/** The catalogue as the sell screen asks for it: by code, by id, by words, by department. */
import type { UnitPrice } from '../domain/money.ts'
import type { AddOnGroup, Department, InventoryItem } from '../domain/catalogue/documents.ts'
import { inOrder } from '../domain/goods/department.ts'
import { ONE } from '../domain/quantity.ts'
import type { Catalogue, Sellable } from '../ports/catalogue.ts'
import { prepareLowestPrice } from './lowest-price.ts'
import type { Connection } from './connection.ts'
import { keptUntilChanged, type Documents } from './documents.ts'
import { createOwnCatalogue } from './own-catalogue.ts'
import { prepareWithOwn } from './own-departments.ts'
import { preparePromotionReads } from './promotions.ts'
import { createSearch } from './search.ts'
import {
  OF_GOODS,
  OF_VARIANT,
  TEXT,
  type Asked,
  type SellableRow,
  type Sellables,
} from './sellables.ts'
import { prepareSupplied } from './supplied.ts'

/** What one code or one screen answers at most. */
/** All sizes and colours of one product may carry its code. */
const SAME_GTIN_LIMIT = 100
const ANSWER_LIMIT = 200
/** More kinds of bottles than any shop takes back. */
const DEPOSITS_LIMIT = 40

export interface CatalogueParts {
  readonly connection: Connection
  readonly catalogue: Documents
  readonly pricing: Documents
  readonly sellables: Sellables
}

export function createCatalogue(parts: CatalogueParts): Catalogue {
  const { connection, pricing, sellables } = parts
  const byGtin = connection.prepare<[...Asked, gtin: string], SellableRow>(
    `SELECT ${OF_GOODS} FROM goods_by_code AS goods
     WHERE goods.gtin = ${TEXT} AND goods.data IS NOT NULL
     LIMIT ${SAME_GTIN_LIMIT}`,
  )
  const byVariant = connection.prepare<[...Asked, variant: string], SellableRow>(
    `SELECT ${OF_VARIANT} FROM catalogue AS variant
     WHERE id = ${TEXT} AND kind = 'variant' AND deleted = 0`,
  )
  const tiles = connection.prepare<[...Asked, department: string, most: number], SellableRow>(
    `SELECT ${OF_VARIANT} FROM catalogue AS variant
     WHERE department = ${TEXT} AND kind = 'variant' AND deleted = 0
     ORDER BY place, number LIMIT ?`,
  )
  // Numbers ascend with each row that is new; counting a million rows would hold up a sale.
  const size = connection
    .prepare<[], number>('SELECT coalesce(max(number), 0) FROM catalogue')
    .pluck()
  const search = createSearch(connection)
  const own = createOwnCatalogue(connection)
  const sold = (rows: readonly SellableRow[], list: string, at: number): Sellable[] =>
    rows.map((row) => own.priced(sellables.of(row), list, at))
  /** Those of the own goods that have not come down; a first pull may bring them in parts. */
  const ownRows = (ids: readonly string[], list: string, at: number): SellableRow[] =>
    ids.flatMap((id) => own.byVariant(id, sellables.asked(list, at)) ?? [])
  const oneOf = (variant: string, list: string, at: number): Sellable | undefined => {
    const asked = sellables.asked(list, at)
    const row = byVariant.get(...asked, variant) ?? own.byVariant(variant, asked)
    return row && own.priced(sellables.of(row), list, at)
  }
  return {
    byGtin(gtin, list, at) {
      const found = sold(byGtin.all(list, at, at, gtin), list, at)
      if (found.length > 0) return found
      return own.barcodes(gtin).flatMap(({ variant, packQuantity }) => {
        const sellable = oneOf(variant, list, at)
        return sellable ? [{ ...sellable, packQuantity, barcode: gtin }] : []
      })
    },
    byVariant: oneOf,
    search(text, list, at, most) {
      const limit = Math.min(most, ANSWER_LIMIT)
      const found = search(text, sellables.asked(list, at), limit)
      return sold([...ownRows(own.search(text), list, at), ...found].slice(0, limit), list, at)
    },
    lowestPrice: prepareLowestPrice(connection),
    ...prepareDepartments(connection, parts.catalogue),
    tiles(department, list, at, most) {
      const limit = Math.min(most, ANSWER_LIMIT)
      const found = tiles.all(...sellables.asked(list, at), department, limit)
      const ours = ownRows(own.ofDepartment(department), list, at)
      return sold([...found, ...ours].slice(0, limit), list, at)
    },
    ...prepareKin(parts),
    ...prepareSupplied(connection, sellables),
    priceList: sellables.priceList,
    taxClass: sellables.taxClass,
    taxClasses: sellables.taxClasses,
    ...preparePromotionReads(connection, pricing),
    size: () => size.get() ?? 0,
  }
}

/** What is asked for beside goods: their sisters, deposits, add-ons, and the names of parts. */
function prepareKin({
  connection,
  sellables,
  catalogue,
}: Pick<CatalogueParts, 'connection' | 'sellables' | 'catalogue'>): Pick<
  Catalogue,
  'family' | 'deposits' | 'addOnGroup' | 'nameOf' | 'costOf' | 'itemOf' | 'byItem'
> {
  const families = connection.prepare<[...Asked, product: string], SellableRow>(
    `SELECT ${OF_VARIANT} FROM catalogue AS variant
     WHERE product = ${TEXT} AND kind = 'variant' AND deleted = 0
       AND data ->> '$.options' IS NOT NULL
     ORDER BY number LIMIT ${ANSWER_LIMIT}`,
  )
  const deposits = connection.prepare<[...Asked], SellableRow>(
    `SELECT ${OF_VARIANT} FROM catalogue AS variant
     WHERE kind = 'variant' AND deleted = 0 AND data ->> '$.rules.isDeposit' = 1
     ORDER BY place, number LIMIT ${DEPOSITS_LIMIT}`,
  )
  // Bare: the index is on an expression, which has no affinity: beside a CAST all of it is read.
  const byItem = connection.prepare<[...Asked, item: string], SellableRow>(
    `SELECT ${OF_VARIANT} FROM catalogue AS variant
     WHERE data ->> '$.items[0].item' = ? AND kind = 'variant' AND deleted = 0
     ORDER BY json_array_length(data, '$.items'), data ->> '$.items[0].quantity' <> ${ONE}, number
     LIMIT 1`,
  )
  const variantOf = prepareVariantOf(connection, catalogue)
  const byVariant = connection.prepare<[...Asked, variant: string], SellableRow>(
    `SELECT ${OF_VARIANT} FROM catalogue AS variant
     WHERE id = ${TEXT} AND kind = 'variant' AND deleted = 0`,
  )
  const cost = connection
    .prepare<[string], UnitPrice | null>(
      `SELECT data ->> '$.cost' FROM catalogue WHERE id = ${TEXT} AND deleted = 0`,
    )
    .pluck()
  const document = connection
    .prepare<[id: string, kind: string], string>(
      `SELECT data FROM catalogue WHERE id = ${TEXT} AND kind = ? AND deleted = 0`,
    )
    .pluck()
  const name = connection
    .prepare<[id: string], string>(
      `SELECT data ->> '$.name' FROM catalogue WHERE id = ${TEXT} AND deleted = 0`,
    )
    .pluck()
  return {
    family: (product, list, at) =>
      families.all(...sellables.asked(list, at), product).map(sellables.of),
    deposits: (list, at) => deposits.all(...sellables.asked(list, at)).map(sellables.of),
    addOnGroup(id) {
      const data = document.get(id, 'add-on-group')
      // It was read by its schema when it was pulled.
      return data === undefined ? undefined : (JSON.parse(data) as AddOnGroup)
    },
    nameOf: (id) => name.get(id),
    itemOf(id) {
      const data = document.get(id, 'item')
      return data === undefined ? undefined : (JSON.parse(data) as InventoryItem)
    },
    byItem(item, list, at) {
      const asked = sellables.asked(list, at)
      const first = byItem.get(...asked, item)
      const other = first ? undefined : variantOf(item)
      const row = first ?? (other === undefined ? undefined : byVariant.get(...asked, other))
      return row && sellables.of(row)
    },
    costOf: (item) => cost.get(item) ?? undefined,
  }
}

/**
 * By what an item is sold that is the first of nothing: sets and bundles, of which there are few.
 * Those with the fewest parts come first.
 */
function prepareVariantOf(
  connection: Connection,
  documents: Documents,
): (item: string) => string | undefined {
  const parts = connection.prepare<[], { item: string; variant: string }>(
    `SELECT part.value ->> '$.item' AS item, variant.id AS variant
     FROM catalogue AS variant, json_each(variant.data, '$.items') AS part
     WHERE variant.kind = 'variant' AND variant.deleted = 0
       AND variant.data ->> '$.items[1]' IS NOT NULL AND part.key > 0
     ORDER BY json_array_length(variant.data, '$.items') DESC, variant.number DESC`,
  )
  // The last that is set stays.
  const known = keptUntilChanged(
    documents,
    () => new Map(parts.all().map(({ item, variant }) => [item, variant])),
  )
  return (item) => known().get(item)
}

function prepareDepartments(
  connection: Connection,
  documents: Documents,
): Pick<Catalogue, 'departments' | 'department'> {
  const read = connection
    .prepare<[], string>(`SELECT data FROM catalogue WHERE kind = 'department' AND deleted = 0`)
    .pluck()
  const pulled = keptUntilChanged(documents, () => {
    const all = read.all().map((data) => JSON.parse(data) as Department)
    return {
      byId: new Map(all.map((each) => [each.id, each])),
      standing: inOrder(all.filter(({ isEnded }) => isEnded !== true)),
    }
  })
  const withOwn = prepareWithOwn(connection)
  const departments = () => withOwn(pulled().standing)
  return {
    departments,
    department: (id) => pulled().byId.get(id) ?? departments().find((each) => each.id === id),
  }
}
