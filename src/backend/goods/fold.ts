/**
 * What follows from a wish for goods: the catalogue as it is wanted, in the order in which wishes
 * arrive. Nothing is refused that can be done: new goods may have been sold already, and of two
 * wishes for one field the later to arrive counts, and both are told.
 */
import type { CatalogueDocument } from '../../domain/catalogue/documents.ts'
import type { Price } from '../../domain/catalogue/pricing.ts'
import {
  crossedFields,
  fieldsOf,
  type GoodsChanged,
  type GoodsCreated,
} from '../../domain/goods/change.ts'
import { barcodeOf, variantOf } from '../../domain/goods/documents.ts'
import type { GoodsOutcome, Refused } from '../../domain/goods/outcome.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend, Transaction } from '../backend.ts'
import { CATALOGUE, PRICING } from '../feeds/names.ts'
import { changeOf, type FeedChange } from '../feeds/stamp.ts'
import { writeTables } from '../importing/write-tables.ts'
import { applyFields } from './apply-fields.ts'
import { codeOf, keepOutcome, overtake } from './outcomes.ts'
import { reviveDepartments } from './standing-departments.ts'
import { freeBegin, holdGoods } from './standing.ts'

type AboutGoods = Entry<'goods-created' | 'goods-changed'>

export function isAboutGoods(entry: Entry): entry is AboutGoods {
  return entry.kind === 'goods-created' || entry.kind === 'goods-changed'
}

export async function foldGoods(
  { clock }: Backend,
  transaction: Transaction,
  sender: TerminalPrincipal,
  entry: AboutGoods,
): Promise<FeedChange[]> {
  const { tenant } = sender
  const known = await transaction
    .selectFrom('goods_change')
    .select('id')
    .where('tenant', '=', tenant)
    .where('id', '=', entry.body.change)
    .executeTakeFirst()
  // Both branches of a fork may hold it.
  if (known) return []
  const now = clock.now()
  const blank = await blankOutcome(transaction, sender, entry)
  return entry.kind === 'goods-created'
    ? create(transaction, tenant, entry.body, blank, Math.min(entry.at, now))
    : change(transaction, tenant, entry.body, blank, now)
}

/** `began` is when they were first sold, where nothing else was wanted: no clock postpones it. */
async function create(
  transaction: Transaction,
  tenant: string,
  body: GoodsCreated,
  blank: GoodsOutcome,
  began: number,
): Promise<FeedChange[]> {
  const { variant, product, item, name, department, unit, barcodes } = body
  const reason = await refusalOf(transaction, tenant, body)
  const outcome: GoodsOutcome = { ...blank, name, isNew: true, reason }
  if (reason !== null) {
    const told = await keepOutcome(transaction, tenant, { ...outcome, state: 'refused' })
    return [{ feed: CATALOGUE, documents: told }]
  }
  const documents: CatalogueDocument[] = [
    { id: product, kind: 'product', name, brand: '', department, description: '' },
    { id: item, kind: 'item', sku: '', name, unit },
    variantOf(body),
    ...barcodes.map((code) => barcodeOf(code, variant)),
  ]
  const shared = await sharedCodes(transaction, tenant, body)
  const price = priceOf(body.price, variant, body.from ?? began)
  await writeTables(transaction, tenant, documents, [price])
  const revived = await reviveDepartments(transaction, tenant, documents)
  const told = await keepOutcome(transaction, tenant, { ...outcome, shared })
  return [
    changeOf(CATALOGUE, [...revived, ...documents]),
    changeOf(PRICING, [price]),
    { feed: CATALOGUE, documents: told },
  ]
}

async function change(
  transaction: Transaction,
  tenant: string,
  body: GoodsChanged,
  blank: GoodsOutcome,
  now: number,
): Promise<FeedChange[]> {
  const { change: _, variant, from, ...wanted } = body
  const asked = { variant, list: wanted.price?.list, now }
  const standing = await holdGoods(transaction, tenant, asked)
  const reason = standing ? await refusalOf(transaction, tenant, body) : 'goods-unknown'
  const outcome: GoodsOutcome = { ...blank, wanted, reason }
  const isLater = from !== null && from > now
  const isWaiting = isLater && fieldsOf(wanted).some((field) => field !== 'price')
  const { price: __, ...others } = wanted
  const written =
    standing && reason === null && !isLater
      ? await applyFields(transaction, tenant, variant, others)
      : []
  if (!standing || reason !== null || !written) {
    const why = reason ?? 'goods-unknown'
    const refused: GoodsOutcome = { ...outcome, state: 'refused', reason: why }
    return [{ feed: CATALOGUE, documents: await keepOutcome(transaction, tenant, refused) }]
  }
  const prices = await setPrice(transaction, tenant, body, now)
  const done: GoodsOutcome = {
    ...outcome,
    name: wanted.name?.to ?? standing.name,
    state: isWaiting ? 'waiting' : 'applied',
    crossed: crossedFields(standing, isLater ? { price: wanted.price } : wanted),
    shared: isLater ? [] : await sharedCodes(transaction, tenant, body),
  }
  const told = await keepOutcome(transaction, tenant, done)
  const overtaken = await overtake(transaction, tenant, done)
  return [
    { feed: CATALOGUE, documents: [...written, ...told, ...overtaken] },
    changeOf(PRICING, prices),
  ]
}

/** A price that was set is never changed: a new one begins, now at the earliest. */
async function setPrice(
  transaction: Transaction,
  tenant: string,
  { variant, price, from }: GoodsChanged,
  now: number,
): Promise<Price[]> {
  if (!price) return []
  const wanted = { list: price.list, variant, from: Math.max(from ?? now, now) }
  const set = priceOf(price, variant, await freeBegin(transaction, tenant, wanted))
  await writeTables(transaction, tenant, [], [set])
  return [set]
}

function priceOf(
  { id, list, unitPrice }: GoodsCreated['price'],
  variant: string,
  from: number,
): Price {
  return { id, kind: 'price', variant, list, from, to: null, unitPrice }
}

/** Codes that other goods carry: two tills may both have given one, and both are sold by it. */
export async function sharedCodes(
  transaction: Transaction,
  tenant: string,
  { variant, barcodes }: Pick<GoodsCreated, 'variant' | 'barcodes'> | GoodsChanged,
): Promise<string[]> {
  const added = Array.isArray(barcodes) ? barcodes : (barcodes?.added ?? [])
  if (added.length === 0) return []
  const rows = await transaction
    .selectFrom('barcode')
    .select('gtin')
    .distinct()
    .where('tenant', '=', tenant)
    .where('variant', '<>', variant)
    .where(
      'gtin',
      'in',
      added.map(({ gtin }) => gtin),
    )
    .orderBy('gtin')
    .execute()
  return rows.map(({ gtin }) => gtin)
}

/** Nothing of these is ever deleted: only a backend that was put back from a copy lacks them. */
async function refusalOf(
  transaction: Transaction,
  tenant: string,
  body: GoodsCreated | GoodsChanged,
): Promise<Refused | null> {
  const department = textOf(body.department)
  const taxClass = textOf(body.taxClass)
  const knows = async (
    table: 'department' | 'price_list' | 'tax_class',
    wanted: string | undefined,
  ): Promise<boolean> => {
    if (wanted === undefined) return true
    const found = await transaction
      .selectFrom(table)
      .select('id')
      .where('tenant', '=', tenant)
      .where(table === 'tax_class' ? 'code' : 'id', '=', wanted)
      .executeTakeFirst()
    return found !== undefined
  }
  if (!(await knows('department', department))) return 'department-unknown'
  if (!(await knows('tax_class', taxClass))) return 'tax-class-unknown'
  return (await knows('price_list', body.price?.list)) ? null : 'price-list-unknown'
}

function textOf(field: string | { readonly to: string } | undefined): string | undefined {
  return typeof field === 'string' ? field : field?.to
}

async function blankOutcome(
  transaction: Transaction,
  sender: TerminalPrincipal,
  { at, actor, body: { change: id, variant, from } }: AboutGoods,
): Promise<GoodsOutcome> {
  return {
    ...{ id, kind: 'goods-change', variant, name: '', isNew: false, wanted: {} },
    ...{ terminal: sender.terminal, code: await codeOf(transaction, sender) },
    ...{ actor, at, from, state: 'applied', reason: null },
    ...{ crossed: [], overtakenBy: null, shared: [] },
  }
}
