/** What a tenant sells, as Kysely sees its tables. */
import type { ColumnType, Generated } from 'kysely'
import type { AddOnGroup, SaleRules, VariantOption } from '../../domain/catalogue/documents.ts'
import type { DepartmentOutcome } from '../../domain/goods/department-outcome.ts'
import type { GoodsOutcome } from '../../domain/goods/outcome.ts'

/** A jsonb column of rows that travel as one JSON text (`upsert`): written as the value itself. */
export type JsonInRow<Value> = ColumnType<Value, Value, Value>

export interface DepartmentTable {
  tenant: string
  id: string
  name: string
  position: number
  hue: number
  minimum_age: number | null
  is_ended: Generated<boolean>
}

export interface ProductTable {
  tenant: string
  id: string
  name: string
  brand: string
  department: string
  description: string
}

export interface InventoryItemTable {
  tenant: string
  id: string
  sku: string
  name: string
  unit: string
  /** A unit price; null where nobody knows it. */
  cost: number | null
  /** When the goods came that cost so much; 0 where an import said it. */
  cost_at: Generated<number>
}

export interface VariantTable {
  tenant: string
  id: string
  product: string
  name: string
  size: string
  sku: string
  supplier_number: string | null
  department: string
  tax_class: string
  unit: string
  rank: Generated<number>
  options: JsonInRow<VariantOption[] | null>
  rules: JsonInRow<SaleRules | null>
}

export interface VariantItemTable {
  tenant: string
  variant: string
  item: string
  quantity: number
}

export interface BarcodeTable {
  tenant: string
  id: string
  gtin: string
  variant: string
  pack_quantity: number
}

export interface AddOnGroupTable {
  tenant: string
  id: string
  name: string
  minimum: number
  maximum: number
  choices: JsonInRow<AddOnGroup['choices']>
}

/** A wish of a till for goods, and what became of it. */
export interface GoodsChangeTable {
  tenant: string
  id: string
  variant: string
  place: number
  state: GoodsOutcome['state']
  due: number | null
  outcome: ColumnType<GoodsOutcome, string, string>
}

/** A wish of a till for a department, and what became of it. */
export interface DepartmentChangeTable {
  tenant: string
  id: string
  department: string
  place: number
  outcome: ColumnType<DepartmentOutcome, string, string>
}
