/**
 * Shopify's product export. A product is all rows of one `Handle`: the first has what is the
 * product's, each further one is another variant or only another picture. Columns are known by both
 * of the names that Shopify has given them.
 */
import type { VariantOption } from '../../domain/catalogue/documents.ts'
import { succeed, type Result } from '../../domain/failure.ts'
import { LONGEST, readOptionalBarcode, readText } from './cell-reader.ts'
import { textOfHtml } from './clean-text.ts'
import { Columns, type Row, type Table } from './csv-table.ts'
import type { ImportGround, ImportPlan, PlannedProduct, PlannedVariant } from './plan.ts'
import { planCost, planPrice } from './plan-prices.ts'
import { REASONS, type Reason } from './reasons.ts'
import { RowAccount } from './row-account.ts'
import {
  departmentsOf,
  madeSku,
  optionsFrom,
  planStock,
  UNSORTED,
  variantName,
} from './shop-export.ts'

const NAMES = {
  handle: ['Handle', 'URL handle'],
  title: ['Title'],
  body: ['Body (HTML)', 'Description'],
  vendor: ['Vendor'],
  type: ['Type'],
  status: ['Status'],
  published: ['Published', 'Published on online store'],
  giftCard: ['Gift Card'],
  sku: ['Variant SKU', 'SKU'],
  barcode: ['Variant Barcode', 'Barcode'],
  price: ['Variant Price', 'Price'],
  cost: ['Cost per item'],
  compareAt: ['Variant Compare At Price', 'Compare-at price'],
  stock: ['Variant Inventory Qty', 'Inventory quantity'],
  taxable: ['Variant Taxable', 'Charge tax'],
  picture: ['Image Src', 'Product image URL'],
  name1: ['Option1 Name'],
  name2: ['Option2 Name'],
  name3: ['Option3 Name'],
  option1: ['Option1 Value'],
  option2: ['Option2 Value'],
  option3: ['Option3 Value'],
} as const

type CellName = keyof typeof NAMES
/** What Shopify writes as the only option of goods that have none. */
const NO_OPTION = 'Default Title'

interface Reading {
  readonly account: RowAccount
  readonly ground: ImportGround
  readonly cell: (row: Row, name: CellName) => string
}

export function isShopify(columns: Columns): boolean {
  const known = (name: CellName): boolean => NAMES[name].some((column) => columns.has(column))
  return (['handle', 'title', 'option1', 'price'] as const).every(known)
}

export function planShopify(table: Table, ground: ImportGround): Result<ImportPlan> {
  const columns = new Columns(table.header)
  const account = new RowAccount(table.rows.length)
  const cell = (row: Row, name: CellName): string => columns.read(row, ...NAMES[name])
  const groups = new Map<string, [Row, ...Row[]]>()
  for (const row of table.rows) {
    const handle = cell(row, 'handle').trim()
    if (row.fields.length !== table.header.length) {
      account.leaveOut(row.line, REASONS.fieldCount, handle)
    } else if (handle === '') {
      account.leaveOut(row.line, REASONS.noKey, cell(row, 'title'))
    } else {
      const group = groups.get(handle)
      if (group === undefined) groups.set(handle, [row])
      else group.push(row)
    }
  }
  const reading = { account, ground, cell }
  const products = [...groups].flatMap(([handle, rows]) => planProduct(reading, handle, rows))
  return succeed({
    format: 'shopify',
    departments: departmentsOf(products),
    products,
    ...account.close(),
  })
}

function planProduct(reading: Reading, handle: string, rows: [Row, ...Row[]]): PlannedProduct[] {
  const { account, cell } = reading
  const [head] = rows
  const { line } = head
  const refusal = refusalOf(reading, head)
  if (refusal !== undefined) {
    for (const row of rows) account.leaveOut(row.line, refusal, handle)
    return []
  }
  const name = readText(account, line, cell(head, 'title'), LONGEST.name)
  const variants = planVariants(reading, handle, name, rows)
  if (variants.length === 0) {
    account.leaveOut(line, REASONS.nothing, handle)
    return []
  }
  if (isFalse(cell(head, 'published'))) account.change(line, REASONS.hidden, handle)
  return [
    {
      line,
      key: `shopify:${handle}`,
      name,
      brand: readText(account, line, cell(head, 'vendor'), LONGEST.brand),
      department: readText(account, line, cell(head, 'type'), LONGEST.department) || UNSORTED.name,
      description: textOfHtml(cell(head, 'body'), LONGEST.description),
      variants,
    },
  ]
}

function refusalOf({ cell }: Reading, head: Row): Reason | undefined {
  if (textOfHtml(cell(head, 'title'), LONGEST.name) === '') return REASONS.noName
  if (cell(head, 'giftCard').trim().toLowerCase() === 'true') return REASONS.giftCard
  const status = cell(head, 'status').trim().toLowerCase()
  return status === 'draft' || status === 'archived' ? REASONS.draft : undefined
}

function planVariants(
  reading: Reading,
  handle: string,
  name: string,
  rows: [Row, ...Row[]],
): PlannedVariant[] {
  const { account, cell } = reading
  const variants = new Map<string, PlannedVariant>()
  for (const row of rows) {
    const options = (['option1', 'option2', 'option3'] as const)
      .map((option) => readText(account, row.line, cell(row, option), LONGEST.name))
      .filter((value) => value !== '')
    const sold = [...options, cell(row, 'price'), cell(row, 'sku'), cell(row, 'barcode')]
    if (sold.every((value) => value.trim() === '')) {
      const picture = cell(row, 'picture').trim() !== ''
      // The first row holds the product itself, so it is not lost where only variants follow.
      if (row === rows[0]) continue
      account.leaveOut(row.line, picture ? REASONS.pictureOnly : REASONS.nothing, handle)
      continue
    }
    const choices = options.filter((value) => value !== NO_OPTION)
    const named = optionsOf(reading, rows[0], row)
    const key = `shopify:${handle}:${choices.join('/')}`
    if (variants.has(key)) account.merge(row.line, REASONS.sameOptions, key)
    else variants.set(key, planVariant(reading, row, { key, handle, name, choices, named }))
  }
  return [...variants.values()]
}

function planVariant(
  { account, cell, ground }: Reading,
  row: Row,
  known: {
    key: string
    handle: string
    name: string
    choices: readonly string[]
    named: VariantOption[]
  },
): PlannedVariant {
  const { line } = row
  const compareAt = cell(row, 'compareAt').trim()
  if (compareAt !== '') account.change(line, REASONS.compareAt, compareAt)
  const sku = readText(account, line, cell(row, 'sku').replace(/^'/, ''), LONGEST.sku)
  return {
    line,
    key: known.key,
    name: variantName(known.name, known.choices, LONGEST.name),
    size: '',
    sku: sku || madeSku([known.handle, ...known.choices], LONGEST.sku),
    taxClass: isFalse(cell(row, 'taxable')) ? 'zero' : 'standard',
    gtins: readOptionalBarcode(account, line, cell(row, 'barcode').replace(/^'/, '')),
    prices: planPrice(account, line, cell(row, 'price'), ground),
    cost: planCost(account, line, cell(row, 'cost'), ground),
    stock: planStock(account, line, cell(row, 'stock')),
    ...(known.named.length > 0 && { options: known.named }),
  }
}

/** Values with their names, which stand in the product's first row only. */
function optionsOf({ cell }: Reading, head: Row, row: Row): VariantOption[] {
  const places = [
    ['name1', 'option1'],
    ['name2', 'option2'],
    ['name3', 'option3'],
  ] as const
  return optionsFrom(
    places.map(([name, option]) => {
      const value = cell(row, option)
      return { name: cell(head, name), value: value.trim() === NO_OPTION ? '' : value }
    }),
  )
}

function isFalse(value: string): boolean {
  return value.trim().toLowerCase() === 'false'
}
