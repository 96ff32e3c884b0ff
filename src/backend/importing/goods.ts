/**
 * Holdfast's own goods file: one JSON document, for what no export of a shop says. Ages, serials,
 * deposits, add-ons, sizes, units, labels of a scale. Things name each other by keys of the file.
 */
import { z } from 'zod'
import { supplierNumberSchema } from '../../domain/catalogue/supplier-number.ts'
import { gtinSchema } from '../../domain/barcode/gtin.ts'
import { addOnGroupSchema, saleRulesSchema } from '../../domain/catalogue/documents.ts'
import { departmentSchema, unitSchema } from '../../domain/catalogue/documents.ts'
import { variantOptionSchema } from '../../domain/catalogue/documents.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { textSchema } from '../../domain/identifier.ts'
import { unitPriceSchema } from '../../domain/money.ts'
import { ONE, quantitySchema } from '../../domain/quantity.ts'
import { bundlesOf, PARTS_LIMIT, type Bundles } from './bundles.ts'
import { LONGEST } from './cell-reader.ts'
import type { ImportPlan, PlannedPart, PlannedProduct, PlannedVariant } from './plan.ts'
import { RowAccount } from './row-account.ts'

const PRODUCTS_LIMIT = 100_000
const keySchema = textSchema(100).min(1)
const partSchema = quantitySchema.refine((amount) => amount > 0)

const variantSchema = z.strictObject({
  key: keySchema,
  name: textSchema(LONGEST.name).min(1),
  size: textSchema(LONGEST.size).default(''),
  sku: textSchema(LONGEST.sku),
  /** The code of a class of the shop; `zero` is made where it is missing. */
  taxClass: textSchema(40).min(1),
  unit: unitSchema.default('piece'),
  /** Codes of its own scales too; how many one code stands for. */
  codes: z
    .array(z.strictObject({ gtin: gtinSchema, pack: quantitySchema.default(ONE) }))
    .max(50)
    .default([]),
  /** Of a bundle: other variants of the file, and how much of each is in one of it. */
  components: z
    .array(z.strictObject({ variant: keySchema, quantity: partSchema.default(ONE) }))
    .min(1)
    .max(PARTS_LIMIT)
    .optional(),
  /** For one unit, in ten-thousandths of the minor unit; null where it has none. */
  unitPrice: unitPriceSchema.nullable(),
  cost: unitPriceSchema.nullable().default(null),
  /** By which its supplier calls it; where the file does not say, it stays what it was. */
  supplierNumber: supplierNumberSchema.default(''),
  stock: quantitySchema.nullable().default(null),
  options: z.array(variantOptionSchema).min(1).max(3).optional(),
  rules: saleRulesSchema
    .extend({ deposit: keySchema.optional(), addOns: z.array(keySchema).max(10).optional() })
    .optional(),
})

const choiceSchema = addOnGroupSchema.shape.choices.element
const goodsFileSchema = z.strictObject({
  departments: z.array(departmentSchema.omit({ id: true, kind: true }).strict()).max(1000),
  addOnGroups: z
    .array(
      addOnGroupSchema.omit({ id: true, kind: true }).extend({
        key: keySchema,
        choices: z.array(choiceSchema.extend({ variant: keySchema.nullable() })).min(1),
      }),
    )
    .max(1000)
    .default([]),
  products: z
    .array(
      z.strictObject({
        key: keySchema,
        name: textSchema(LONGEST.name).min(1),
        brand: textSchema(LONGEST.brand).default(''),
        department: textSchema(LONGEST.department),
        description: textSchema(LONGEST.description).default(''),
        variants: z.array(variantSchema).min(1).max(1000),
      }),
    )
    .max(PRODUCTS_LIMIT),
})

type FileProduct = z.infer<typeof goodsFileSchema>['products'][number]
type FileVariant = FileProduct['variants'][number]

/** True for a text that can only be such a file. */
export function isGoods(content: string): boolean {
  return content.trimStart().startsWith('{')
}

/** `input-invalid` where it is no such file, or where it names what is not in it. */
export function planGoods(content: string): Result<ImportPlan> {
  const read = goodsFileSchema.safeParse(parsed(content))
  if (!read.success) {
    const [issue] = read.error.issues
    const detail = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 200)
    return fail('input-invalid', { detail })
  }
  const { departments, addOnGroups, products } = read.data
  const account = new RowAccount(products.length)
  const bundles = bundlesOf(products, account)
  const kept = products.filter((_, index) => !account.isLeftOut(index + 1))
  const missing = firstMissing({ ...read.data, products: kept })
  if (missing !== undefined) {
    return fail('input-invalid', { detail: `it names what it does not have: ${missing}` })
  }
  const planned = products
    .map((product, index) => productOf(product, index + 1, bundles))
    .filter(({ line }) => !account.isLeftOut(line))
  return succeed({
    format: 'goods',
    departments,
    addOnGroups,
    products: planned,
    ...account.close(),
  })
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

/** The first key that a deposit, an add-on or a department is named by and nothing has. */
function firstMissing(file: z.infer<typeof goodsFileSchema>): string | undefined {
  const variants = file.products.flatMap((product) => product.variants)
  const known = new Set(variants.map(({ key }) => key))
  const groups = new Set(file.addOnGroups.map(({ key }) => key))
  const departments = new Set(file.departments.map(({ name }) => name))
  const named = [
    ...variants.flatMap(({ rules }) => (rules?.deposit === undefined ? [] : [rules.deposit])),
    ...file.addOnGroups.flatMap(({ choices }) =>
      choices.flatMap(({ variant }) => (variant === null ? [] : [variant])),
    ),
  ]
  return (
    named.find((key) => !known.has(key)) ??
    variants.flatMap(({ rules }) => rules?.addOns ?? []).find((key) => !groups.has(key)) ??
    file.products.map(({ department }) => department).find((name) => !departments.has(name))
  )
}

function productOf(product: FileProduct, line: number, bundles: Bundles): PlannedProduct {
  const { key, name, brand, department, description } = product
  return {
    ...{ line, key: `goods:${key}`, name, brand, department, description },
    variants: product.variants.map((variant) => variantOf(variant, line, bundles)),
  }
}

function variantOf(variant: FileVariant, line: number, bundles: Bundles): PlannedVariant {
  const { key, name, size, sku, taxClass, unit, codes, unitPrice, cost, stock } = variant
  return {
    ...{ line, key: `goods:${key}`, name, size, sku, taxClass, unit, stock },
    gtins: codes.flatMap(({ gtin, pack }) => (pack === ONE ? [gtin] : [])),
    packs: codes.filter(({ pack }) => pack !== ONE),
    ...(cost !== null && { cost }),
    ...(variant.supplierNumber !== '' && { supplierNumber: variant.supplierNumber }),
    prices: unitPrice === null ? [] : [{ from: 0, to: null, unitPrice }],
    ...(variant.options && { options: variant.options }),
    ...(variant.rules && { rules: variant.rules }),
    ...(variant.components && { parts: partsOf(bundles.get(key) ?? []) }),
  }
}

function partsOf(parts: readonly PlannedPart[]): PlannedPart[] {
  return parts.map(({ key, quantity }) => ({ key: `goods:${key}`, quantity }))
}
