/** The cells of one row of WooCommerce's product export, and what kind of row it is. */
import type { VariantOption } from '../../domain/catalogue/documents.ts'
import { LONGEST, readOptionalBarcode } from './cell-reader.ts'
import type { Columns, Row } from './csv-table.ts'
import { optionsFrom } from './shop-export.ts'
import type { ImportGround, PlannedPrice, TaxClassCode } from './plan.ts'
import { planPriceWithSale } from './plan-prices.ts'
import { REASONS, type Reason } from './reasons.ts'
import type { RowAccount } from './row-account.ts'

/** More attribute columns than any export has; the names go on until one is missing. */
const ATTRIBUTE_LIMIT = 100
/** WooCommerce's own tax classes, by the words that its export writes. */
const TAX_CLASSES: Readonly<Record<string, TaxClassCode>> = {
  ...{ '': 'standard', standard: 'standard', 'reduced-rate': 'reduced', 'zero-rate': 'zero' },
}

export type RowKind = 'simple' | 'variable' | 'variation'

export class WooCommerceRow {
  readonly line: number
  readonly #row: Row
  readonly #columns: Columns

  constructor(row: Row, columns: Columns) {
    this.line = row.line
    this.#row = row
    this.#columns = columns
  }

  /** A cell's text. The export puts ' before =, +, - and @ so that no spreadsheet computes them. */
  read(name: string): string {
    return this.#columns
      .read(this.#row, name)
      .trim()
      .replace(/^'(?=[=+\-@])/, '')
  }

  /** SKU, else the shop's own number: what variations and later imports know the row by. */
  get key(): string {
    const sku = this.read('SKU')
    if (sku !== '') return sku
    return this.read('ID') === '' ? '' : `id:${this.read('ID')}`
  }

  /** `Type` is a list: `simple, downloadable, virtual`. */
  kind(): RowKind | Reason {
    const types = this.read('Type')
      .toLowerCase()
      .split(',')
      .map((type) => type.trim())
    if (types.includes('downloadable') || types.includes('virtual')) return REASONS.digital
    if (types.includes('grouped')) return REASONS.grouped
    if (types.includes('external')) return REASONS.external
    const known = (['simple', 'variable', 'variation'] as const).find((kind) =>
      types.includes(kind),
    )
    return known ?? REASONS.unknownType
  }

  /** The values chosen by a variation. An empty one means any, and says nothing about the goods. */
  choices(): string[] {
    const values: string[] = []
    for (let place = 1; place <= ATTRIBUTE_LIMIT; place += 1) {
      const column = `Attribute ${place} value(s)`
      if (!this.#columns.has(column)) break
      const value = this.read(column)
      if (value !== '') values.push(value)
    }
    return values
  }

  /** The same with the names of the attributes. */
  options(): VariantOption[] {
    const pairs: VariantOption[] = []
    for (let place = 1; place <= ATTRIBUTE_LIMIT; place += 1) {
      const column = `Attribute ${place} value(s)`
      if (!this.#columns.has(column)) break
      pairs.push({ name: this.read(`Attribute ${place} name`), value: this.read(column) })
    }
    return optionsFrom(pairs)
  }

  /** Clothing of `Clothing > Hoodies, Sale`: the first top category, as a till has room for few. */
  topCategory(): string {
    const [first = ''] = this.read('Categories').split(/(?<!\\),/)
    return first.replaceAll('\\,', ',').split('>')[0]?.trim() ?? ''
  }

  taxClass(account: RowAccount, parent: TaxClassCode): TaxClassCode {
    if (this.read('Tax status') === 'none' || this.read('Tax status') === 'shipping') return 'zero'
    const name = this.read('Tax class').toLowerCase()
    if (name === 'parent') return parent
    const known = Object.hasOwn(TAX_CLASSES, name) ? TAX_CLASSES[name] : undefined
    if (known === undefined) account.change(this.line, REASONS.taxClass, name)
    return known ?? 'standard'
  }

  prices(account: RowAccount, ground: ImportGround): PlannedPrice[] {
    const sale = {
      price: this.read('Sale price'),
      starts: this.read('Date sale price starts'),
      ends: this.read('Date sale price ends'),
    }
    return planPriceWithSale(account, this.line, this.read('Regular price'), sale, ground)
  }

  barcodes(account: RowAccount): string[] {
    return readOptionalBarcode(account, this.line, this.read('GTIN, UPC, EAN, or ISBN'))
  }

  /** Long text, in which the export writes line breaks as `\n`. */
  description(): string {
    return this.read('Description')
      .replaceAll('\\n', ' ')
      .slice(0, LONGEST.description * 10)
  }
}
