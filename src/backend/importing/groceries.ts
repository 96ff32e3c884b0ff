/**
 * The groceries file (`gtin,name,brand,size,category`), an extract of Open Food Facts: real GTINs
 * with all their dirt, no prices and no stock.
 */
import { succeed, type Result } from '../../domain/failure.ts'
import { LONGEST, readText } from './cell-reader.ts'
import { sameName } from './clean-text.ts'
import { Columns, type Row, type Table } from './csv-table.ts'
import { GROCERY_DEPARTMENTS } from './departments.ts'
import { findDepartment } from './find-department.ts'
import type { ImportPlan, PlannedProduct } from './plan.ts'
import { readBarcode } from './read-barcode.ts'
import { REASONS } from './reasons.ts'
import { RowAccount } from './row-account.ts'

/** The attribution that the licence of the data asks for (Open Database License 1.0, 4.3). */
export const SOURCE_NOTE = 'Contains data from Open Food Facts contributors, ODbL 1.0.'

export const GROCERY_COLUMNS = ['gtin', 'name', 'brand', 'size', 'category'] as const

interface Grocery {
  readonly line: number
  readonly gtin: string
  readonly name: string
  brand: string
  size: string
  category: string
}

/** Two rows of one GTIN are one product where their names fold to the same text, else two. */
export function planGroceries(table: Table): Result<ImportPlan> {
  const columns = new Columns(table.header)
  const account = new RowAccount(table.rows.length)
  const groceries = new Map<string, Grocery>()
  for (const row of table.rows) {
    const grocery = readGrocery(columns, account, row, table.header.length)
    if (grocery === undefined) continue
    const key = `groceries:${grocery.gtin}:${sameName(grocery.name)}`
    const earlier = groceries.get(key)
    if (earlier === undefined) groceries.set(key, grocery)
    else mergeInto(earlier, grocery, account)
  }
  const products = [...groceries].map(([key, grocery]) => productOf(key, grocery))
  const used = new Set(products.map((product) => product.department))
  return succeed({
    format: 'groceries',
    departments: Object.values(GROCERY_DEPARTMENTS).filter(({ name }) => used.has(name)),
    products,
    ...account.close(),
  })
}

function readGrocery(
  columns: Columns,
  account: RowAccount,
  row: Row,
  width: number,
): Grocery | undefined {
  const { line } = row
  if (row.fields.length !== width) {
    account.leaveOut(line, REASONS.fieldCount, row.fields.join(','))
    return undefined
  }
  const code = columns.read(row, 'gtin')
  const barcode = readBarcode(code)
  for (const fault of barcode.faults) account.leaveOut(line, fault, code)
  const rawName = columns.read(row, 'name')
  if (rawName.trim() === '') account.leaveOut(line, REASONS.noName, code)
  if (barcode.gtin === undefined || account.isLeftOut(line)) return undefined
  const name = readText(account, line, rawName, LONGEST.name)
  // A name of nothing but control characters is none either; that shows only after cleaning.
  if (name === '') {
    account.leaveOut(line, REASONS.noName, code)
    return undefined
  }
  for (const reason of barcode.changes) account.change(line, reason, code)
  return {
    line,
    gtin: barcode.gtin,
    name,
    brand: firstBrand(account, line, columns.read(row, 'brand')),
    size: readText(account, line, columns.read(row, 'size'), LONGEST.size),
    category: columns.read(row, 'category'),
  }
}

function firstBrand(account: RowAccount, line: number, raw: string): string {
  const brands = raw.split(',').filter((brand) => brand.trim() !== '')
  if (brands.length > 1) account.change(line, REASONS.firstBrand, raw)
  return readText(account, line, brands[0] ?? '', LONGEST.brand)
}

/** What the earlier row says stands; what it leaves empty is filled from the later one. */
function mergeInto(earlier: Grocery, later: Grocery, account: RowAccount): void {
  const same = (['name', 'brand', 'size', 'category'] as const).every(
    (field) => earlier[field] === later[field],
  )
  const reason = same ? REASONS.sameRow : REASONS.sameName
  account.merge(later.line, reason, `${later.gtin} ${later.name}`)
  earlier.brand ||= later.brand
  earlier.size ||= later.size
  earlier.category ||= later.category
}

function productOf(key: string, grocery: Grocery): PlannedProduct {
  const { line, gtin, name, brand, size, category } = grocery
  const department = GROCERY_DEPARTMENTS[findDepartment(category, name)]
  const { taxClass } = department
  const sku = gtin.replace(/^0{1,6}/, '')
  const variant = { line, key, name, size, sku, taxClass, gtins: [gtin], prices: [], stock: null }
  return {
    ...{ line, key, name, brand },
    department: department.name,
    description: SOURCE_NOTE,
    variants: [variant],
  }
}
