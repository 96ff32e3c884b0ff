/** What an importer makes of a file before anything is written: the same for preview and apply. */
import type { ImportFormat, ImportReport } from '../../contract/backend/administration.ts'
import type {
  AddOnGroup,
  SaleRules,
  Unit,
  VariantOption,
} from '../../domain/catalogue/documents.ts'
import type { UnitPrice } from '../../domain/money.ts'
import type { Quantity } from '../../domain/quantity.ts'

/** What a file leaves unsaid: the currency of its prices and the zone of its dates. */
export interface ImportGround {
  readonly currency: string
  readonly zone: string
}

export type TaxClassCode = 'standard' | 'reduced' | 'zero'

/** Valid from `from`, included, until `to`, excluded; instants in ms. Windows never overlap. */
export interface PlannedPrice {
  readonly from: number
  readonly to: number | null
  readonly unitPrice: UnitPrice
}

export interface PlannedPart {
  readonly key: string
  readonly quantity: Quantity
}

export interface PlannedVariant {
  /** The line of the file that it comes from. */
  readonly line: number
  /** What makes it the same variant when the file is read again. */
  readonly key: string
  readonly name: string
  readonly size: string
  readonly sku: string
  /** The code of one of the shop's. */
  readonly taxClass: string
  readonly gtins: readonly string[]
  readonly prices: readonly PlannedPrice[]
  /** What one of it costs the store, without tax; absent where the file does not say. */
  readonly cost?: UnitPrice | undefined
  /** By which its supplier calls it; absent where the file does not say. */
  readonly supplierNumber?: string
  /** Opening stock, or null where the file says nothing. */
  readonly stock: Quantity | null
  /** How it is counted; by the piece where nothing is said. */
  readonly unit?: Unit
  /** Codes that stand for more than one. */
  readonly packs?: readonly { readonly gtin: string; readonly pack: Quantity }[]
  /** What tells it from its product's other variants. */
  readonly options?: VariantOption[]
  /** Of a bundle: what is in it, by the keys of variants; absent for goods that are one thing. */
  readonly parts?: readonly PlannedPart[]
  /** What selling it asks for; a deposit and groups of add-ons by the keys of the file. */
  readonly rules?: SaleRules
}

export interface PlannedProduct {
  readonly line: number
  readonly key: string
  readonly name: string
  readonly brand: string
  /** Name of one of the plan's departments. */
  readonly department: string
  readonly description: string
  readonly variants: readonly PlannedVariant[]
}

export interface PlannedDepartment {
  readonly name: string
  readonly position: number
  readonly hue: number
  readonly minimumAge?: number | undefined
}

/** Its choices name variants by the keys of the file. */
export type PlannedAddOnGroup = Omit<AddOnGroup, 'id' | 'kind'> & { readonly key: string }

export type Remark = ImportReport['remarks'][number]

/** `imported + merged + leftOut` is `rows`: no row of the file is unaccounted for. */
export interface RowCounts {
  readonly rows: number
  readonly imported: number
  readonly merged: number
  readonly leftOut: number
  /** Rows with a remark that says what was changed or taken together. */
  readonly changed: number
}

export interface ImportPlan {
  readonly format: ImportFormat
  readonly departments: readonly PlannedDepartment[]
  readonly products: readonly PlannedProduct[]
  readonly addOnGroups?: readonly PlannedAddOnGroup[]
  readonly remarks: readonly Remark[]
  readonly remarksOmitted: number
  readonly counts: RowCounts
}
