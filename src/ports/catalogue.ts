/** The catalogue of a terminal, as the use cases ask for goods. */
import type {
  AddOnGroup,
  Department,
  InventoryItem,
  Variant,
} from '../domain/catalogue/documents.ts'
import type { PriceList, TaxClass } from '../domain/catalogue/pricing.ts'
import type { UnitPrice } from '../domain/money.ts'
import type { Quantity } from '../domain/quantity.ts'
import type { PromotionReads } from './promotions.ts'

/** What a scan or a search finds: a variant, how many a scan sells, and its price now. */
export interface Sellable {
  readonly variant: Variant
  readonly packQuantity: Quantity
  readonly barcode: string | undefined
  /** Undefined where the list has no price for it at this instant. */
  readonly price: { readonly id: string; readonly unitPrice: UnitPrice } | undefined
  readonly taxClass: TaxClass | undefined
  /**
   * On hand as shown: the pulled level and this terminal's own movements beyond it. Read when it is
   * asked for, since a scan never does.
   */
  onHand(): Quantity | undefined
}

export interface Catalogue extends PromotionReads {
  /** All sellables with this GTIN-14: none, one, or several between which the cashier chooses. */
  byGtin(gtin: string, list: string, at: number): readonly Sellable[]
  byVariant(variant: string, list: string, at: number): Sellable | undefined
  /**
   * Search as you type: words and beginnings of words of names, brands and SKUs; best sellers
   * first.
   */
  search(text: string, list: string, at: number, most: number): readonly Sellable[]
  /** Of what it cost, or was sold for here, since that instant; undefined where it was neither. */
  lowestPrice(variant: string, list: string, since: number): UnitPrice | undefined
  /** Those that stand, in their order; with those that this terminal made itself. */
  departments(): readonly Department[]
  /** Also one that was ended: goods of it may be sold where nobody has heard of its end. */
  department(id: string): Department | undefined
  /** The best sellers of a department, for its tiles. */
  tiles(department: string, list: string, at: number, most: number): readonly Sellable[]
  /** All variants of a product that are told apart by options, in the order of their names. */
  family(product: string, list: string, at: number): readonly Sellable[]
  /** Variants that are paid as deposit, for giving one back by hand. */
  deposits(list: string, at: number): readonly Sellable[]
  addOnGroup(id: string): AddOnGroup | undefined
  /** The name of a product or of an inventory item; undefined where it has not come down. */
  nameOf(id: string): string | undefined
  /** By which the supplier calls what an inventory item is sold as. */
  supplierNumberOf(item: string): string | undefined
  /** What a supplier calls so: none, one, or several suppliers' goods. Capitals do not matter. */
  supplied(number: string, list: string, at: number): readonly Sellable[]
  itemOf(id: string): InventoryItem | undefined
  /** The goods by which an item is sold, those that are nothing else first; one of them. */
  byItem(item: string, list: string, at: number): Sellable | undefined
  /** What one unit of an inventory item costs the store; undefined where nobody knows. */
  costOf(item: string): UnitPrice | undefined
  priceList(id: string): PriceList | undefined
  taxClass(code: string): TaxClass | undefined
  /** All that goods may have, by their codes. */
  taxClasses(): readonly TaxClass[]
  /**
   * How many rows have come down so far, for the progress of a first pull; costs nothing to ask.
   */
  size(): number
}
