/** Prices from a file: what it would change on a list, its faults, and all of it or nothing. */
import { sql } from 'kysely'
import {
  PRICE_FILE_LINES,
  PRICE_FILE_TOLD,
  type PriceFault,
  type PriceFileInput,
  type PriceFileRead,
} from '../../contract/backend/price-lists.ts'
import type { Price } from '../../domain/catalogue/pricing.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { unitPrice, type UnitPrice } from '../../domain/money.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { PRICING } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { Columns, readTable, type Row, type Table } from '../importing/csv-table.ts'
import { readUnitPrice } from '../importing/read-figures.ts'
import { upsert } from '../importing/upsert.ts'
import { findNamed, type Found } from './named-goods.ts'
import { holdingAt } from './listed-goods.ts'
import { priceListsOf } from './price-lists.ts'

/** A cell that is told back, cut where it says no more. */
const VALUE_LONGEST = 80

/** What it would set, and which lines are at fault; it fails as `setPriceFile` does. */
export function previewPriceFile(
  backend: Backend,
  tenant: string,
  input: PriceFileInput,
): Promise<Result<PriceFileRead>> {
  return readPriceFile(backend, tenant, input, true)
}

/**
 * `not-found` where there is no such list, `too-large` where it has too many lines, `input-invalid`
 * where no table can be read of it.
 */
export function setPriceFile(
  backend: Backend,
  tenant: string,
  input: PriceFileInput,
): Promise<Result<PriceFileRead>> {
  return readPriceFile(backend, tenant, input, false)
}

function readPriceFile(
  backend: Backend,
  tenant: string,
  { list: id, content, from }: PriceFileInput,
  preview: boolean,
): Promise<Result<PriceFileRead>> {
  const now = backend.clock.now()
  const at = Math.max(from ?? now, now)
  return write<Result<PriceFileRead>>(backend, tenant, async (transaction) => {
    const lists = await priceListsOf(transaction, tenant)
    const list = lists.find((each) => each.id === id)
    if (!list) return { value: fail('not-found') }
    const table = readTable(content, delimiterOf(content))
    if (!table.ok) return { value: table }
    const { rows } = table.value
    if (rows.length > PRICE_FILE_LINES) {
      return { value: fail('too-large', { rows: PRICE_FILE_LINES }) }
    }
    const { wishes, faults } = await wishesOf(transaction, tenant, table.value, list.currency)
    const known = await pricesAt(transaction, tenant, wishes, { list: id, at })
    const changes = wishes.flatMap((wish) => {
      const was = known.get(wish.variant) ?? null
      return was === wish.unitPrice ? [] : [{ ...wish, was }]
    })
    const isSet = !preview && faults.length === 0
    const value = succeed({
      ...{ lines: rows.length, changed: changes.length, faulty: faults.length, isSet },
      faults: faults.slice(0, PRICE_FILE_TOLD),
      changes: changes.slice(0, PRICE_FILE_TOLD).map(({ variant: _, ...change }) => change),
    })
    if (!isSet || changes.length === 0) return { value }
    const prices = changes.map(({ variant, unitPrice: asked }): Price => {
      const holds = { from: at, to: null, unitPrice: asked }
      return { id: backend.random.id(), kind: 'price', variant, list: id, ...holds }
    })
    await insertPrices(transaction, tenant, prices)
    return { value, changes: [changeOf(PRICING, prices)] }
  })
}

async function insertPrices(
  transaction: Transaction,
  tenant: string,
  prices: readonly Price[],
): Promise<void> {
  await upsert(
    transaction,
    'price',
    ['tenant', 'id'],
    prices.map(({ id, variant, list, from, to, unitPrice: asked }) => ({
      ...{ tenant, id, variant, list, valid_from: from, valid_to: to, unit_price: asked },
    })),
  )
}

interface Wish {
  readonly line: number
  readonly variant: string
  readonly name: string
  readonly unitPrice: UnitPrice
}

interface Read {
  readonly wishes: readonly Wish[]
  readonly faults: PriceFileRead['faults']
}

const BARCODES = ['barcode', 'gtin', 'ean'] as const

async function wishesOf(
  transaction: Transaction,
  tenant: string,
  { header, rows }: Table,
  currency: string,
): Promise<Read> {
  const columns = new Columns(header)
  if (!columns.has('price') || ![...BARCODES, 'sku'].some((name) => columns.has(name))) {
    return { wishes: [], faults: [{ line: 1, fault: 'columns', value: told(header.join(' ')) }] }
  }
  const cell = (row: Row, ...names: readonly string[]) => plain(columns.read(row, ...names))
  const named = rows.map((row) => ({ code: cell(row, ...BARCODES), sku: cell(row, 'sku') }))
  const found = await findNamed(transaction, tenant, named)
  const wishes = new Map<string, Wish>()
  const faults: Read['faults'] = []
  for (const [place, row] of rows.entries()) {
    const { code = '', sku = '' } = named[place] ?? {}
    const goods: Found = found(code, sku)
    const price = cell(row, 'price')
    const asked = readUnitPrice(price, currency)
    const { line } = row
    const blame = (fault: PriceFault, value: string) =>
      faults.push({ line, fault, value: told(value) })
    if (row.fields.length !== header.length) blame('fields', row.fields.join(' '))
    else if (typeof goods === 'string') blame(goods, code === '' ? sku : code)
    else if (asked === undefined) blame('price', price)
    else if (wishes.has(goods.variant)) blame('twice', goods.name)
    else wishes.set(goods.variant, { line, ...goods, unitPrice: asked })
  }
  return { wishes: [...wishes.values()], faults }
}

/** What the list asks at that moment, where it asks anything. */
async function pricesAt(
  transaction: Transaction,
  tenant: string,
  wishes: readonly Wish[],
  moment: { readonly list: string; readonly at: number },
): Promise<ReadonlyMap<string, UnitPrice>> {
  const ids = JSON.stringify(wishes.map(({ variant }) => variant))
  const { rows } = await sql<{ variant: string; price: number }>`
    select variant.id as variant, held.unit_price as price from variant
    join lateral (${holdingAt(tenant, moment)}) as held on true
    where variant.tenant = ${tenant}
      and variant.id in (select jsonb_array_elements_text(${ids}::jsonb))
  `.execute(transaction)
  return new Map(rows.map(({ variant, price }) => [variant, unitPrice(price)]))
}

/** As the first line has it: a semicolon where a comma stands before decimals, or a tab. */
function delimiterOf(content: string): string {
  const [head = ''] = content.split(/\r?\n|\r/, 1)
  return [';', '\t'].find((sign) => head.includes(sign)) ?? ','
}

/** Without the apostrophe behind which a spreadsheet's text is kept from being a formula. */
function plain(text: string): string {
  return text.trim().replace(/^'/, '')
}

function told(value: string): string {
  return value.slice(0, VALUE_LONGEST)
}
