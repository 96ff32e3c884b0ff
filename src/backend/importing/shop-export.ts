/** What the exports of online shops have in common: departments of their own, stock, SKUs. */
import type { VariantOption } from '../../domain/catalogue/documents.ts'
import { pieces, type Quantity } from '../../domain/quantity.ts'
import { cleanText, fold, sameName } from './clean-text.ts'
import { GROCERY_DEPARTMENTS } from './departments.ts'
import type { PlannedDepartment, PlannedProduct } from './plan.ts'
import { readQuantity } from './read-figures.ts'
import { REASONS } from './reasons.ts'
import type { RowAccount } from './row-account.ts'

/** Departments of a shop's own stand behind those of the corner shop. */
const FIRST_POSITION = 100
const HUES = 12

/** Goods without a type or category go where the shop's other unsorted goods are. */
export const UNSORTED: PlannedDepartment = GROCERY_DEPARTMENTS.other

/** The departments that the products name, in the order in which the file first does. */
export function departmentsOf(products: readonly PlannedProduct[]): PlannedDepartment[] {
  const names = new Map<string, string>()
  for (const { department } of products) {
    const same = sameName(department)
    if (!names.has(same)) names.set(same, department)
  }
  return [...names.values()].map((name, index) =>
    sameName(name) === sameName(UNSORTED.name)
      ? UNSORTED
      : { name, position: Math.min(FIRST_POSITION + index, 9999), hue: index % HUES },
  )
}

/** Stock as the export writes it: null where it says nothing, never below none. */
export function planStock(account: RowAccount, line: number, raw: string): Quantity | null {
  if (raw.trim() === '') return null
  const stock = readQuantity(raw)
  if (stock === undefined) {
    account.change(line, REASONS.stockUnreadable, raw)
    return null
  }
  if (stock >= 0) return stock
  account.change(line, REASONS.stockNegative, raw)
  return pieces(0)
}

/** The name of a variant as it stands on the shelf label: the product's, then what was chosen. */
export function variantName(product: string, choices: readonly string[], longest: number): string {
  return [product, ...choices].join(', ').slice(0, longest).toWellFormed()
}

/** As many options as a variant has here, each of a name and a value that a screen can show. */
export function optionsFrom(pairs: readonly VariantOption[]): VariantOption[] {
  return pairs
    .map(({ name, value }) => ({
      name: cleanText(name, 40).text,
      value: cleanText(value, 80).text,
    }))
    .filter(({ value }) => value !== '')
    .slice(0, 3)
}

/** A SKU for goods that have none, from what they are known by. */
export function madeSku(parts: readonly string[], longest: number): string {
  return parts
    .map((part) => fold(part).replaceAll(' ', '-'))
    .filter((part) => part !== '')
    .join('-')
    .slice(0, longest)
}
