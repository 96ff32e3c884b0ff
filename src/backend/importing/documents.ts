/** The documents of a plan. Ids are derived from keys: the same file makes the same ids. */
import { v5 as derivedId } from 'uuid'
import type { CatalogueDocument } from '../../domain/catalogue/documents.ts'
import type { Price } from '../../domain/catalogue/pricing.ts'
import { ONE, type Quantity } from '../../domain/quantity.ts'
import { sameName } from './clean-text.ts'
import type { ImportPlan, PlannedProduct, PlannedVariant } from './plan.ts'

export interface PlanDocuments {
  readonly catalogue: readonly CatalogueDocument[]
  readonly prices: readonly Price[]
  /** Opening stock of the items of which the file knows it. */
  readonly stock: readonly { readonly item: string; readonly quantity: Quantity }[]
}

interface Names {
  readonly tenant: string
  readonly list: string
}

/** Every document of the plan; departments by their folded names: all formats share them. */
export function documentsOf(plan: ImportPlan, names: Names): PlanDocuments {
  const departments = plan.departments.map(({ name, position, hue }) => ({
    id: departmentId(names, name),
    kind: 'department' as const,
    ...{ name, position, hue },
  }))
  const variants = plan.products.flatMap((product) =>
    product.variants.map((variant) => ({ product, variant })),
  )
  return {
    catalogue: [
      ...departments,
      ...plan.products.map((product) => productDocument(names, product)),
      ...variants.flatMap(({ product, variant }) => variantDocuments(names, product, variant)),
    ],
    prices: variants.flatMap(({ variant }) => priceDocuments(names, variant)),
    stock: variants.flatMap(({ variant }) =>
      variant.stock === null
        ? []
        : [{ item: idOf(names, 'item', variant.key), quantity: variant.stock }],
    ),
  }
}

function productDocument(names: Names, product: PlannedProduct): CatalogueDocument {
  const { name, brand, description } = product
  return {
    id: idOf(names, 'product', product.key),
    kind: 'product',
    name,
    brand,
    department: departmentId(names, product.department),
    description,
  }
}

function variantDocuments(
  names: Names,
  product: PlannedProduct,
  variant: PlannedVariant,
): CatalogueDocument[] {
  const { key, name, size, sku, taxClass } = variant
  const id = idOf(names, 'variant', key)
  const item = idOf(names, 'item', key)
  return [
    { id: item, kind: 'item', sku, name, unit: 'piece' },
    {
      id,
      kind: 'variant',
      product: idOf(names, 'product', product.key),
      ...{ name, size, sku, taxClass },
      department: departmentId(names, product.department),
      unit: 'piece',
      items: [{ item, quantity: ONE }],
      rank: 0,
    },
    ...variant.gtins.map((gtin): CatalogueDocument => ({
      id: idOf(names, 'barcode', `${key}:${gtin}`),
      kind: 'barcode',
      gtin,
      variant: id,
      packQuantity: ONE,
    })),
  ]
}

function priceDocuments(names: Names, { key, prices }: PlannedVariant): Price[] {
  return prices.map(({ from, to, unitPrice }) => ({
    id: idOf(names, 'price', `${key}:${names.list}:${from}`),
    kind: 'price',
    variant: idOf(names, 'variant', key),
    list: names.list,
    ...{ from, to, unitPrice },
  }))
}

function departmentId(names: Names, name: string): string {
  return idOf(names, 'department', sameName(name))
}

/** RFC 9562, version 5: the tenant's id is the name space. */
function idOf(names: Names, kind: string, key: string): string {
  return derivedId(`${kind}:${key}`, names.tenant)
}
