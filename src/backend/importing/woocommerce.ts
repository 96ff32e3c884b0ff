/**
 * WooCommerce's product export: simple products, and variable ones whose variations name their
 * parent by SKU or as `id:44`. What stands on no shelf (downloads, virtual, grouped and external
 * products) is left out and named.
 */
import { succeed, type Result } from '../../domain/failure.ts'
import { LONGEST, readText } from './cell-reader.ts'
import { textOfHtml } from './clean-text.ts'
import { Columns, type Table } from './csv-table.ts'
import type {
  ImportGround,
  ImportPlan,
  PlannedProduct,
  PlannedVariant,
  TaxClassCode,
} from './plan.ts'
import { REASONS } from './reasons.ts'
import { RowAccount } from './row-account.ts'
import { departmentsOf, madeSku, planStock, UNSORTED, variantName } from './shop-export.ts'
import { WooCommerceRow } from './woocommerce-row.ts'

interface Reading {
  readonly account: RowAccount
  readonly ground: ImportGround
  /** Variations by the SKU or `id:` of their parent, as far as no parent has taken them. */
  readonly variations: Map<string, WooCommerceRow[]>
}

export function isWooCommerce(columns: Columns): boolean {
  return ['Type', 'SKU', 'Name', 'Regular price', 'Categories'].every((name) => columns.has(name))
}

export function planWooCommerce(table: Table, ground: ImportGround): Result<ImportPlan> {
  const columns = new Columns(table.header)
  const account = new RowAccount(table.rows.length)
  const variations = new Map<string, WooCommerceRow[]>()
  const parents: { row: WooCommerceRow; kind: 'simple' | 'variable' }[] = []
  const keys = new Set<string>()
  for (const fields of table.rows) {
    const row = new WooCommerceRow(fields, columns)
    if (fields.fields.length !== table.header.length) {
      account.leaveOut(row.line, REASONS.fieldCount, row.key)
      continue
    }
    const kind = acceptedKind(row, account, keys)
    if (kind === 'variation') append(variations, row.read('Parent'), row)
    else if (kind !== undefined) parents.push({ row, kind })
  }
  const reading = { account, ground, variations }
  const products = parents.flatMap(({ row, kind }) => planProduct(reading, row, kind))
  for (const row of [...variations.values()].flat()) {
    account.leaveOut(row.line, REASONS.noParent, row.read('Parent'))
  }
  return succeed({
    format: 'woocommerce',
    departments: departmentsOf(products),
    products,
    ...account.close(),
  })
}

/** The kind of a row that can be imported, or undefined where it was put on the account. */
function acceptedKind(row: WooCommerceRow, account: RowAccount, keys: Set<string>) {
  const kind = row.kind()
  const leaveOut = (reason: string): undefined => {
    account.leaveOut(row.line, reason, row.key || row.read('Name'))
  }
  if (kind !== 'simple' && kind !== 'variable' && kind !== 'variation') return leaveOut(kind)
  const published = row.read('Published')
  if (published === '-1' || (published === '0' && kind === 'variation')) {
    return leaveOut(REASONS.draft)
  }
  if (row.key === '') return leaveOut(REASONS.noKey)
  if (kind !== 'variation' && textOfHtml(row.read('Name'), LONGEST.name) === '') {
    return leaveOut(REASONS.noName)
  }
  if (keys.has(row.key)) {
    account.merge(row.line, REASONS.sameKey, row.key)
    return undefined
  }
  keys.add(row.key)
  return kind
}

function planProduct(
  reading: Reading,
  row: WooCommerceRow,
  kind: 'simple' | 'variable',
): PlannedProduct[] {
  const { account } = reading
  const name = readText(account, row.line, row.read('Name'), LONGEST.name)
  const taxClass = row.taxClass(account, 'standard')
  const known = { name, taxClass }
  const variants =
    kind === 'simple' ? [planVariant(reading, row, known, [])] : planVariations(reading, row, known)
  if (variants.length === 0) {
    account.leaveOut(row.line, REASONS.noVariations, row.key)
    return []
  }
  if (row.read('Published') === '0') account.change(row.line, REASONS.hidden, row.key)
  const [brand = ''] = row.read('Brands').split(',')
  return [
    {
      line: row.line,
      key: `woocommerce:${row.key}`,
      name,
      brand: readText(account, row.line, brand, LONGEST.brand),
      department:
        readText(account, row.line, row.topCategory(), LONGEST.department) || UNSORTED.name,
      description: textOfHtml(row.description(), LONGEST.description),
      variants,
    },
  ]
}

/** What a variation has from its parent. */
interface Known {
  readonly name: string
  readonly taxClass: TaxClassCode
}

function planVariations(reading: Reading, parent: WooCommerceRow, known: Known): PlannedVariant[] {
  const { variations, account } = reading
  const names = [parent.read('SKU'), `id:${parent.read('ID')}`]
  const rows = names.flatMap((name) => {
    const found = name === '' ? undefined : variations.get(name)
    variations.delete(name)
    return found ?? []
  })
  return rows.map((row) => {
    const choices = row.choices().map((choice) => readText(account, row.line, choice, LONGEST.name))
    const taxClass = row.taxClass(account, known.taxClass)
    return planVariant(reading, row, { name: known.name, taxClass }, choices)
  })
}

function planVariant(
  { account, ground }: Reading,
  row: WooCommerceRow,
  { name, taxClass }: Known,
  choices: readonly string[],
): PlannedVariant {
  const { line } = row
  const sku = readText(account, line, row.read('SKU'), LONGEST.sku)
  const options = choices.length > 0 ? row.options() : []
  return {
    line,
    key: `woocommerce:${row.key}`,
    name: variantName(name, choices, LONGEST.name),
    size: '',
    sku: sku || madeSku(['woo', row.key], LONGEST.sku),
    taxClass,
    gtins: row.barcodes(account),
    prices: row.prices(account, ground),
    stock: planStock(account, line, row.read('Stock')),
    ...(options.length > 0 && { options }),
  }
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
