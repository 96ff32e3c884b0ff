/** What is typed into a form of goods, and what it comes to. */
import type { GoodsView } from '../../../src/contract/terminal/goods.ts'
import { UNIT_PRICE_SCALE, unitPrice, type UnitPrice } from '../../../src/domain/money.ts'
import { readAmount } from '../../format/typed-amount.ts'
import { readDate, type DatePart } from '../../format/typed-date.ts'

export interface GoodsTyped {
  readonly name: string
  readonly size: string
  readonly department: string
  readonly taxClass: string
  readonly supplierNumber: string
  /** As a cash register fills it; empty where nothing was typed. */
  readonly price: string
  /** Digits of a date; empty for at once. */
  readonly from: string
  /** The list of a group that the price is on; empty for the store's own. */
  readonly list: string
  /** Barcodes of known goods that they shall have no more. */
  readonly removed: readonly string[]
}

export type SetTyped = (change: Partial<GoodsTyped>) => void

export const NOTHING_TYPED: GoodsTyped = {
  ...{ name: '', size: '', department: '', taxClass: '', price: '', from: '' },
  supplierNumber: '',
  ...{ list: '', removed: [] },
}

export function typedOf({ wanted }: GoodsView): GoodsTyped {
  const { name, size, department, taxClass, supplierNumber } = wanted
  return { ...NOTHING_TYPED, name, size, department, taxClass, supplierNumber }
}

export function priceOf({ price }: GoodsTyped, exponent: number): UnitPrice | null {
  const amount = readAmount(price, exponent)
  return amount === null ? null : unitPrice(amount * UNIT_PRICE_SCALE)
}

/** Null for at once; undefined while the date is not all there, or is none. */
export function fromOf(
  { from }: GoodsTyped,
  order: readonly DatePart[],
): string | null | undefined {
  return from === '' ? null : (readDate(from, order) ?? undefined)
}

/** What they are to cost by the list that is chosen, as it was when the form was opened. */
export function wantedPrice({ wanted, lists }: GoodsView, { list }: GoodsTyped): UnitPrice | null {
  if (list === '') return wanted.unitPrice
  return lists.find((each) => each.list === list)?.wanted ?? null
}

type TextField = 'name' | 'size' | 'department' | 'taxClass' | 'supplierNumber'

/** Each field that differs, beside what the person saw there. */
export function changesOf(view: GoodsView, typed: GoodsTyped, price: UnitPrice | null) {
  const { wanted } = view
  const was = wantedPrice(view, typed)
  const changed = <Field extends TextField>(field: Field) => {
    const [was, to] = [wanted[field], typed[field].trim()]
    return was === to ? {} : { [field]: { was, to } }
  }
  return {
    ...{ ...changed('name'), ...changed('size'), ...changed('department') },
    ...{ ...changed('taxClass'), ...changed('supplierNumber') },
    ...(typed.removed.length > 0 && { removedBarcodes: [...typed.removed] }),
    ...(price !== null &&
      (price !== was || typed.from !== '') && {
        unitPrice: { was, to: price },
        ...(typed.list !== '' && { list: typed.list }),
      }),
  }
}
