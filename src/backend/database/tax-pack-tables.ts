/** Tables of tax packs and of who signs them. */
import type { TaxPack } from '../../contract/backend/tax-packs.ts'
import type { TaxClass } from '../../domain/catalogue/pricing.ts'
import type { Json } from './schema.ts'

export interface TaxPublisherTable {
  tenant: string
  id: string
  name: string
  public_key: string
  trusted_at: number
}

/** A class as it was before a pack, and as the pack left it. */
export interface ChangedClass {
  readonly before: TaxClass
  readonly after: TaxClass
}

export interface TaxPackTable {
  tenant: string
  name: string
  version: number
  pack: Json<TaxPack>
  publisher: string
  public_key: string
  signature: string
  changed: Json<ChangedClass[]>
  applied_at: number
  withdrawn_at: number | null
}

export interface TaxPackTables {
  tax_publisher: TaxPublisherTable
  tax_pack: TaxPackTable
}
