/** The documents of a plan. Ids are derived from keys: the same file makes the same ids. */
import { v5 as derivedId } from 'uuid'
import type { CatalogueDocument, SaleRules } from '../../domain/catalogue/documents.ts'
import type { Price } from '../../domain/catalogue/pricing.ts'
import { ONE, type Quantity } from '../../domain/quantity.ts'
import { sameName } from './clean-text.ts'
import type { ImportPlan, PlannedAddOnGroup, PlannedProduct, PlannedVariant } from './plan.ts'

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
  const departments = plan.departments.map(({ name, position, hue, minimumAge }) => ({
    id: departmentId(names, name),
    kind: 'department' as const,
    ...{ name, position, hue },
    ...(minimumAge !== undefined && { minimumAge }),
  }))
  const variants = plan.products.flatMap((product) =>
    product.variants.map((variant) => ({ product, variant })),
  )
  return {
    catalogue: [
      ...departments,
      ...(plan.addOnGroups ?? []).map((group) => addOnGroupDocument(names, group)),
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
  const { key, name, size, sku, taxClass, unit = 'piece', cost, options, rules, parts } = variant
  const id = idOf(names, 'variant', key)
  const own = { key, quantity: ONE }
  const item: CatalogueDocument = {
    ...{ id: idOf(names, 'item', key), kind: 'item', sku, name, unit },
    ...(cost !== undefined && { cost }),
  }
  return [
    // A bundle is nothing on the shelf but what is in it.
    ...(parts ? [] : [item]),
    {
      id,
      kind: 'variant',
      product: idOf(names, 'product', product.key),
      ...{ name, size, sku, taxClass },
      department: departmentId(names, product.department),
      unit,
      items: (parts ?? [own]).map((each) => ({
        item: idOf(names, 'item', each.key),
        quantity: each.quantity,
      })),
      rank: 0,
      ...(variant.supplierNumber !== undefined && { supplierNumber: variant.supplierNumber }),
      ...(options && { options }),
      ...(rules && { rules: rulesOf(names, rules) }),
    },
    ...codesOf(variant).map(({ gtin, pack }): CatalogueDocument => ({
      id: idOf(names, 'barcode', `${key}:${gtin}`),
      kind: 'barcode',
      gtin,
      variant: id,
      packQuantity: pack,
    })),
  ]
}

function codesOf({ gtins, packs = [] }: PlannedVariant) {
  return [...gtins.map((gtin) => ({ gtin, pack: ONE })), ...packs]
}

/** Keys of the file become ids of documents. */
function rulesOf(names: Names, { deposit, addOns, ...rules }: SaleRules): SaleRules {
  return {
    ...rules,
    ...(deposit !== undefined && { deposit: idOf(names, 'variant', `goods:${deposit}`) }),
    ...(addOns && { addOns: addOns.map((key) => idOf(names, 'add-on-group', `goods:${key}`)) }),
  }
}

function addOnGroupDocument(
  names: Names,
  { key, choices, ...group }: PlannedAddOnGroup,
): CatalogueDocument {
  return {
    ...{ id: idOf(names, 'add-on-group', `goods:${key}`), kind: 'add-on-group', ...group },
    choices: choices.map(({ name, variant }) => ({
      name,
      variant: variant === null ? null : idOf(names, 'variant', `goods:${variant}`),
    })),
  }
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
