/**
 * The tables of `migrations/backend/` as Kysely sees them. `bigint` columns come as safe integers.
 */
import type { ColumnType, Generated } from 'kysely'
import type { AccountTables } from './account-tables.ts'
import type { CounterDevices, Pin, StoreSettings, TerminalSettings } from '../../domain/settings.ts'
import type { ClockReading } from '../../domain/till/clock.ts'
import type { TaxClass } from '../../domain/catalogue/pricing.ts'
import type { ClaimableTable, ClaimTable, ClaimUseTable, ParkedCartTable } from './claim-tables.ts'
import type { CustomerTables } from './customer-tables.ts'
import type * as goods from './goods-tables.ts'
import type {
  CouponTable,
  PriceDifferenceTable,
  PriceTable,
  PromotionTable,
} from './pricing-tables.ts'
import type { FeedDocumentTable, FeedLossTable, FeedMarkTable, FeedTable } from './feed-tables.ts'
import type { EntryGapTable, EntryTable, EpochTable } from './journal-tables.ts'
import type { InvoiceTable } from './invoice-table.ts'
import type { MailTables } from './mail-tables.ts'
import type { OfficeTables } from './office-tables.ts'
import type { OnlinePaymentTable } from './online-payment-table.ts'
import type { FigureEntryTable, ReportFigureTable, StockDifferenceTable } from './report-tables.ts'
import type { PurchaseTables } from './purchase-tables.ts'
import type { RefundTables } from './refund-tables.ts'
import type { ShopperTables } from './shopper-tables.ts'
import type { TaxPackTables } from './tax-pack-tables.ts'
import type { TillTables } from './till-tables.ts'

/** A jsonb column: read as a value, written as JSON text, which both drivers take alike. */
export type Json<Value> = ColumnType<Value, string, string>

export interface TenantTable {
  id: string
  name: string
  owner_token_hash: string
  next_terminal: Generated<number>
  /** Under which codes of cards are hashed: 64 hex digits. */
  card_key: string
  created_at: number
}

export interface LocationTable {
  tenant: string
  store: string
  id: string
  name: string
}

export interface StoreTable {
  tenant: string
  id: string
  name: string
  currency: string
  zone: string
  price_list: string
  location: string
  settings: Json<StoreSettings>
  created_at: number
  /** Of its roll-up; an older one is made anew at the next start. */
  figures_version: Generated<number>
}

export interface StaffTable {
  tenant: string
  store: string
  id: string
  name: string
  role: string
  pin: Json<Pin>
  disabled: Generated<boolean>
  /** The keyed hash of their badge's code. */
  badge: string | null
}

export interface TerminalTable {
  tenant: string
  id: string
  store: string
  code: string
  name: string
  credential_hash: string
  key_id: string
  public_key: string
  disabled: Generated<boolean>
  forked: Generated<boolean>
  enrolled_at: number
  /** What its clock is off by, as it told last; null before it told. */
  clock: Json<ClockReading> | null
  /** `web`: the store's online counter, whose journal the backend keeps itself. */
  kind: Generated<'till' | 'web'>
}

export interface WebCounterTable {
  tenant: string
  store: string
  terminal: string
  private_key: string
  epoch: string | null
  epoch_ordinal: Generated<number>
  last_number: Generated<number>
  restored: Generated<boolean>
  /** As `groundOf` has it; null where the server did not tell. */
  ground: string | null
}

export interface WebPaymentTable {
  tenant: string
  provider: string
  reference: string
  store: string
  sale: string
}

export interface ShopKeyTable {
  tenant: string
  id: string
  name: string
  key_hash: string
  created_at: number
}

export interface TerminalKeyTable {
  tenant: string
  terminal: string
  key_id: string
  public_key: string
  enrolled_at: number
}

export interface TerminalSettingsTable {
  tenant: string
  store: string
  terminal: string
  settings: Json<TerminalSettings>
}

export interface EnrolmentCodeTable {
  tenant: string
  code_hash: string
  store: string
  terminal_name: string
  devices: Json<CounterDevices>
  expires_at: number
  used_at: number | null
  terminal: string | null
}

export interface PriceListTable {
  tenant: string
  id: string
  name: string
  currency: string
  tax_included: boolean
}

export interface TaxClassTable {
  tenant: string
  id: string
  code: string
  name: string
  rates: Json<TaxClass['rates']>
  later: ColumnType<NonNullable<TaxClass['later']>, string | undefined, string>
}

export interface InventoryLevelTable {
  tenant: string
  store: string
  location: string
  item: string
  opening: Generated<number>
  on_hand: Generated<number>
  reserved: Generated<number>
  unavailable: Generated<number>
  safety_stock: Generated<number>
}

export interface StockMovementTable {
  tenant: string
  store: string
  source: string
  location: string
  item: string
  quantity: number
  at: number
}

export interface StockExceptionTable {
  tenant: string
  store: string
  source: string
  item: string
  location: string
  kind: 'oversold'
  short_by: number
  found_at: number
  resolved_at: number | null
}

export interface SaleTable {
  tenant: string
  store: string
  entry: string
  id: string
  terminal: string
  receipt: string
  business_date: string
  at: number
  actor: string | null
  currency: string
  subtotal: number
  tax: number
  total: number
  /** What of the total was put on accounts: no turnover. */
  loaded: number
  /** Whether it is among the sales that terminals pull. */
  shown: Generated<boolean>
  customer: string | null
}

export interface SaleLineTable {
  tenant: string
  store: string
  entry: string
  position: number
  /** Null of lines from before it was kept that nothing holds any more. */
  line: string | null
  variant: string | null
  department: string | null
  name: string
  quantity: number
  unit_price: number
  amount: number
  tax_class: string
  serial: string | null
  lot: string | null
  expiry: string | null
}

export interface Database
  extends
    CustomerTables,
    AccountTables,
    TillTables,
    MailTables,
    PurchaseTables,
    ShopperTables,
    OfficeTables,
    RefundTables,
    TaxPackTables {
  tenant: TenantTable
  location: LocationTable
  store: StoreTable
  staff: StaffTable
  terminal: TerminalTable
  web_counter: WebCounterTable
  shop_key: ShopKeyTable
  web_payment: WebPaymentTable
  terminal_key: TerminalKeyTable
  terminal_settings: TerminalSettingsTable
  enrolment_code: EnrolmentCodeTable
  department: goods.DepartmentTable
  product: goods.ProductTable
  inventory_item: goods.InventoryItemTable
  variant: goods.VariantTable
  variant_item: goods.VariantItemTable
  barcode: goods.BarcodeTable
  add_on_group: goods.AddOnGroupTable
  goods_change: goods.GoodsChangeTable
  department_change: goods.DepartmentChangeTable
  price_list: PriceListTable
  price: PriceTable
  tax_class: TaxClassTable
  entry: EntryTable
  epoch: EpochTable
  entry_gap: EntryGapTable
  inventory_level: InventoryLevelTable
  stock_movement: StockMovementTable
  stock_exception: StockExceptionTable
  sale: SaleTable
  sale_line: SaleLineTable
  claimable: ClaimableTable
  parked_cart: ParkedCartTable
  claim: ClaimTable
  claim_use: ClaimUseTable
  feed: FeedTable
  feed_document: FeedDocumentTable
  feed_loss: FeedLossTable
  feed_mark: FeedMarkTable
  promotion: PromotionTable
  coupon: CouponTable
  price_difference: PriceDifferenceTable
  invoice: InvoiceTable
  report_figure: ReportFigureTable
  stock_difference: StockDifferenceTable
  figure_entry: FigureEntryTable
  online_payment: OnlinePaymentTable
}
