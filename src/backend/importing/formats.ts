/** The formats that Holdfast reads, known by their headers; its own is JSON and has none. */
import type { ImportFormat } from '../../contract/backend/administration.ts'
import { fail, type Result } from '../../domain/failure.ts'
import { Columns, readTable } from './csv-table.ts'
import { GROCERY_COLUMNS, planGroceries } from './groceries.ts'
import { planGoods } from './goods.ts'
import type { ImportGround, ImportPlan } from './plan.ts'
import { isShopify, planShopify } from './shopify.ts'
import { isWooCommerce, planWooCommerce } from './woocommerce.ts'

/** As many bytes as any export of these kinds has, and far more. */
export const FILE_LIMIT = 64 * 1024 * 1024

/** The format of a file by its header line, or undefined where it is none of those known. */
export function formatOf(header: readonly string[]): ImportFormat | undefined {
  const columns = new Columns(header)
  if (GROCERY_COLUMNS.every((name) => columns.has(name))) return 'groceries'
  if (isShopify(columns)) return 'shopify'
  return isWooCommerce(columns) ? 'woocommerce' : undefined
}

/**
 * What importing `content` would do, without doing it. A file that is not CSV or not of `format` is
 * refused whole with 'input-invalid', one beyond the limits with 'too-large'.
 */
export function planImport(
  format: ImportFormat,
  content: string,
  ground: ImportGround,
): Result<ImportPlan> {
  if (Buffer.byteLength(content) > FILE_LIMIT) return fail('too-large', { bytes: FILE_LIMIT })
  if (format === 'goods') return planGoods(content)
  const table = readTable(content)
  if (!table.ok) return table
  const found = formatOf(table.value.header)
  if (found !== format) {
    const begins = table.value.header.join(',').slice(0, 100)
    const seen = found === undefined ? 'no format known here' : `a ${found} file`
    return fail('input-invalid', {
      detail: `the header belongs to ${seen}, not to a ${format} file: ${begins}`,
    })
  }
  if (format === 'groceries') return planGroceries(table.value)
  if (format === 'shopify') return planShopify(table.value, ground)
  return planWooCommerce(table.value, ground)
}
