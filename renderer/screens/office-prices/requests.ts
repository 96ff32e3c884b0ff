/** What the office asks of the backend about promotions, coupons and prices. */
import {
  goodsOfListSchema,
  priceFileReadSchema,
  priceListsSchema,
  setPricesSchema,
  type ListedGoods,
  type PriceFileInput,
  type PriceFileRead,
  type PriceLists,
  type SetPrices,
} from '../../../src/contract/backend/price-lists.ts'
import {
  countedCouponsSchema,
  couponsOutputSchema,
  listedPromotionsSchema,
  promotionGroundSchema,
  promotionOutputSchema,
  type CouponCounts,
  type Coupons,
  type ListedPromotions,
  type PromotionAnswer,
  type PromotionGround,
  type PromotionInput,
  type PromotionState,
} from '../../../src/contract/backend/promotions.ts'
import type { UnitPrice } from '../../../src/domain/money.ts'
import type { Promotion } from '../../../src/domain/pricing/promotion.ts'
import { ask, tell, type OfficeToken } from '../../connection/backend-api.ts'
import type { Answer } from '../../connection/trouble.ts'

export type Goods = ListedGoods['goods'][number]
export type List = PriceLists['lists'][number]

export function readGround(token: OfficeToken, store: string): Promise<Answer<PromotionGround>> {
  return ask(token, '../promotions/ground', { store }, promotionGroundSchema)
}

export function readPromotions(
  token: OfficeToken,
  state: PromotionState,
  skip: number,
): Promise<Answer<ListedPromotions>> {
  return ask(token, '../promotions', { state, skip: String(skip) }, listedPromotionsSchema)
}

/** As many as the backend lets run at once. */
const OPEN_LIMIT = 2000

/** All that run or are planned: a cart is priced by them. */
export async function readOpenPromotions(
  token: OfficeToken,
): Promise<Answer<readonly Promotion[]>> {
  const all: Promotion[] = []
  while (all.length < OPEN_LIMIT) {
    const answer = await readPromotions(token, 'open', all.length)
    if (!answer.ok) return answer
    all.push(...answer.value.promotions)
    if (!answer.value.hasMore) break
  }
  return { ok: true, value: all }
}

export function createPromotion(
  token: OfficeToken,
  wanted: PromotionInput,
): Promise<Answer<PromotionAnswer>> {
  return tell(token, '../promotions', wanted, promotionOutputSchema)
}

/** Null for now. */
export function endPromotion(
  token: OfficeToken,
  promotion: string,
  at: number | null,
): Promise<Answer<PromotionAnswer>> {
  return tell(token, '../ended-promotions', { promotion, at }, promotionOutputSchema)
}

export function countCoupons(token: OfficeToken, promotion: string): Promise<Answer<CouponCounts>> {
  return ask(token, '../coupons', { promotion }, countedCouponsSchema)
}

export interface WantedCoupons {
  readonly promotion: string
  readonly singleUse: boolean
  readonly uses?: number
}

export function makeCoupons(
  token: OfficeToken,
  wanted: WantedCoupons & { readonly count: number },
): Promise<Answer<Coupons>> {
  return tell(token, '../made-coupons', wanted, couponsOutputSchema)
}

export function giveCoupon(
  token: OfficeToken,
  { code, ...wanted }: WantedCoupons & { readonly code: string },
): Promise<Answer<Coupons>> {
  return tell(token, '../coupons', { ...wanted, codes: [code] }, couponsOutputSchema)
}

export function readLists(token: OfficeToken): Promise<Answer<PriceLists>> {
  return ask(token, '../price-lists', {}, priceListsSchema)
}

/** In the money of the store, with or without tax as it has it. */
export function createList(
  token: OfficeToken,
  store: string,
  name: string,
): Promise<Answer<PriceLists>> {
  return tell(token, '../price-lists', { store, name }, priceListsSchema)
}

export interface GoodsAsked {
  readonly list: string
  readonly text: string
  readonly only?: 'priced' | 'unpriced' | 'coming' | undefined
  readonly skip?: number
}

export function readGoods(
  token: OfficeToken,
  { list, text, only, skip = 0 }: GoodsAsked,
): Promise<Answer<ListedGoods>> {
  const words = text.trim() === '' ? undefined : text.trim()
  const query = { list, text: words, only, skip: String(skip) }
  return ask(token, '../prices', query, goodsOfListSchema)
}

interface WantedPrice {
  readonly list: string
  readonly variant: string
  readonly unitPrice: UnitPrice
  /** Null for now. */
  readonly from: number | null
}

export function setPrice(
  token: OfficeToken,
  { list, ...price }: WantedPrice,
): Promise<Answer<SetPrices>> {
  return tell(token, '../prices', { list, prices: [{ ...price, to: null }] }, setPricesSchema)
}

/** With `preview` nothing is set: the answer says what would be. */
export function readPriceFile(
  token: OfficeToken,
  { preview, ...file }: PriceFileInput & { readonly preview: boolean },
): Promise<Answer<PriceFileRead>> {
  const what = preview ? '../price-file-previews' : '../price-files'
  return tell(token, what, file, priceFileReadSchema)
}
