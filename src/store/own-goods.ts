/**
 * What this terminal wants of goods: its wishes until they are answered, and the documents of goods
 * that it made itself until their twins come down. Written beside the entry, in its transaction.
 */
import type { Barcode, Variant } from '../domain/catalogue/documents.ts'
import type { Price } from '../domain/catalogue/pricing.ts'
import type { GoodsChanged, GoodsCreated } from '../domain/goods/change.ts'
import { barcodeOf, patchedVariant, variantOf } from '../domain/goods/documents.ts'
import type { GoodsOutcome } from '../domain/goods/outcome.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { KnownGoods, OwnGoods, PendingWish } from '../ports/goods.ts'
import type { Connection } from './connection.ts'
import type { Row } from './document-table.ts'
import { TEXT } from './sellables.ts'

interface WishRow {
  readonly data: string
  readonly kind: PendingWish['kind']
  readonly at: number
  readonly actor: string | null
}

export function createOwnGoods(
  connection: Connection,
  catalogue: Pick<Catalogue, 'byVariant'>,
): OwnGoods {
  const name = connection
    .prepare<[{ id: string }], string>(
      `SELECT data ->> '$.name' FROM catalogue WHERE id = @id AND deleted = 0
       UNION ALL SELECT data ->> '$.name' FROM own_goods WHERE id = @id LIMIT 1`,
    )
    .pluck()
  const coming = connection
    .prepare<[string, string, number], string>(
      `SELECT data FROM pricing
       WHERE variant = ${TEXT} AND list = ${TEXT} AND valid_from > ?
         AND kind = 'price' AND deleted = 0
       ORDER BY valid_from, id LIMIT 10`,
    )
    .pluck()
  const replacing = connection
    .prepare<[{ list: string; after: number; until: number; most: number }], string>(
      `SELECT data FROM pricing AS price
       WHERE list = @list AND valid_from > @after AND valid_from <= @until
         AND kind = 'price' AND deleted = 0
         AND EXISTS (
           SELECT 1 FROM pricing AS before
           WHERE before.variant = price.variant AND before.list = price.list
             AND before.valid_from < price.valid_from
             AND before.kind = 'price' AND before.deleted = 0
         )
       ORDER BY valid_from, id LIMIT @most`,
    )
    .pluck()
  return {
    record: prepareRecord(connection),
    find: prepareFind(connection, catalogue),
    nameOf: (variant) => name.get({ id: variant }),
    carrierOf: prepareCarrier(connection),
    ...prepareWishes(connection),
    replacing: (list, between, most) =>
      replacing.all({ list, ...between, most }).map((data) => JSON.parse(data) as Price),
    coming: (variant, list, after) =>
      coming.all(variant, list, after).map((data) => JSON.parse(data) as Price),
  }
}

function prepareRecord(connection: Connection): OwnGoods['record'] {
  const keepWish = connection.prepare<[Row]>(
    `INSERT INTO own_goods_change (id, entry, variant, epoch_ordinal, seq, data)
     SELECT @id, @entry, @variant, @ordinal, @seq, @data
     WHERE NOT EXISTS (SELECT 1 FROM catalogue WHERE id = @id)`,
  )
  const documents = prepareOwnDocuments(connection)
  return (wish, { id: entry, epoch, seq }, at) => {
    const { change: id, variant } = wish.body
    const data = JSON.stringify(wish.body)
    const row = { id, entry, variant, ordinal: epoch.ordinal, seq, data }
    // Answered already: an entry that was put back from a copy of the file.
    if (keepWish.run(row).changes === 0) return
    if (wish.kind === 'goods-created') documents.create(wish.body, at)
    else documents.change(wish.body, at)
  }
}

/** What is known here alone is as this terminal says it is; nobody else could say otherwise. */
function prepareOwnDocuments(connection: Connection) {
  const put = connection.prepare<[Row]>(
    `INSERT INTO own_goods (id, change, variant, data) VALUES (@id, @change, @variant, @data)
     ON CONFLICT (id) DO UPDATE SET data = excluded.data`,
  )
  const find = connection
    .prepare<[string], string>(`SELECT data FROM own_goods WHERE id = ${TEXT} AND kind = 'variant'`)
    .pluck()
  const drop = connection.prepare<[string]>(`DELETE FROM own_goods WHERE id = ${TEXT}`)
  const keep = (change: string, variant: string, document: { readonly id: string }): void => {
    put.run({ id: document.id, change, variant, data: JSON.stringify(document) })
  }
  const keepCodes = (change: string, variant: string, codes: GoodsCreated['barcodes']): void => {
    for (const code of codes) keep(change, variant, barcodeOf(code, variant))
  }
  return {
    create(body: GoodsCreated, at: number): void {
      const { change, variant } = body
      keep(change, variant, variantOf(body))
      keepCodes(change, variant, body.barcodes)
      keep(change, variant, priceOf(body.price, variant, body.from ?? at))
    },
    change(body: GoodsChanged, at: number): void {
      const { change, variant, barcodes, price } = body
      const data = find.get(variant)
      if (data === undefined) return
      keep(change, variant, patchedVariant(JSON.parse(data) as Variant, body))
      for (const id of barcodes?.removed ?? []) drop.run(id)
      keepCodes(change, variant, barcodes?.added ?? [])
      if (price) keep(change, variant, priceOf(price, variant, body.from ?? at))
    },
  }
}

function priceOf({ id, list, unitPrice }: GoodsCreated['price'], variant: string, from: number) {
  return { id, kind: 'price', variant, list, from, to: null, unitPrice }
}

function prepareFind(
  connection: Connection,
  catalogue: Pick<Catalogue, 'byVariant'>,
): OwnGoods['find'] {
  const codes = connection
    .prepare<[{ variant: string }], string>(
      `SELECT catalogue.data FROM goods_by_code AS goods
       JOIN catalogue ON catalogue.id = goods.barcode WHERE goods.variant = @variant
       UNION ALL
       SELECT data FROM own_goods WHERE variant = @variant AND kind = 'barcode'
       ORDER BY 1 LIMIT 100`,
    )
    .pluck()
  const isOwn = connection
    .prepare<[string], number>(`SELECT 1 FROM own_goods WHERE id = ${TEXT} AND kind = 'variant'`)
    .pluck()
  return (id, list, at): KnownGoods | undefined => {
    const found = catalogue.byVariant(id, list, at)
    if (!found) return undefined
    const { name, size, department, taxClass, unit, supplierNumber = '' } = found.variant
    const barcodes = codes.all({ variant: id }).map((data) => {
      const code = JSON.parse(data) as Barcode
      return { id: code.id, gtin: code.gtin, packQuantity: code.packQuantity }
    })
    const unitPrice = found.price?.unitPrice ?? null
    const named = { name, size, department, taxClass, supplierNumber }
    const standing = { ...named, barcodes, unitPrice }
    return { unit, isOwn: isOwn.get(id) !== undefined, standing }
  }
}

function prepareCarrier(connection: Connection): OwnGoods['carrierOf'] {
  const carrier = connection.prepare<
    [{ gtin: string }],
    { readonly variant: string; readonly name: string }
  >(
    `SELECT variant, coalesce(data ->> '$.name', '') AS name FROM goods_by_code
     WHERE gtin = @gtin AND data IS NOT NULL
     UNION ALL
     SELECT code.variant, coalesce(own.data ->> '$.name', '') FROM own_goods AS code
     LEFT JOIN own_goods AS own ON own.id = code.variant
     WHERE code.gtin = @gtin AND code.kind = 'barcode'
     UNION ALL
     SELECT variant, coalesce(
       (SELECT data ->> '$.name' FROM catalogue WHERE id = own_goods_change.variant), ''
     ) FROM own_goods_change, json_each(data, '$.barcodes.added') AS added
     WHERE added.value ->> '$.gtin' = @gtin
     LIMIT 1`,
  )
  return (gtin) => carrier.get({ gtin })
}

function prepareWishes(
  connection: Connection,
): Pick<OwnGoods, 'pending' | 'countPending' | 'outcomes'> {
  const wishes = (where: string) => `
    SELECT data, kind, at, canonical ->> '$.actor' AS actor
    FROM own_goods_change JOIN journal ON journal.id = own_goods_change.entry
    ${where} ORDER BY own_goods_change.epoch_ordinal, own_goods_change.seq`
  const all = connection.prepare<[], WishRow>(wishes(''))
  const one = connection.prepare<[string], WishRow>(wishes(`WHERE variant = ${TEXT}`))
  const count = connection.prepare<[], number>('SELECT count(*) FROM own_goods_change').pluck()
  const outcomesOf = connection
    .prepare<[string, number], string>(
      `SELECT data FROM catalogue
       WHERE kind = 'goods-change' AND deleted = 0 AND data ->> '$.variant' = ${TEXT}
       ORDER BY id DESC LIMIT ?`,
    )
    .pluck()
  const outcomes = connection
    .prepare<[number], string>(
      `SELECT data FROM catalogue WHERE kind = 'goods-change' AND deleted = 0
       ORDER BY id DESC LIMIT ?`,
    )
    .pluck()
  return {
    pending: (variant) =>
      (variant === undefined ? all.all() : one.all(variant)).map(
        ({ data, kind, at, actor }) =>
          ({ kind, body: JSON.parse(data) as unknown, at, actor }) as PendingWish,
      ),
    countPending: () => count.get() ?? 0,
    outcomes: (most, variant) =>
      (variant === undefined ? outcomes.all(most) : outcomesOf.all(variant, most)).map(
        (data) => JSON.parse(data) as GoodsOutcome,
      ),
  }
}
