/** Promotions and their coupons, as the office makes them and looks at them. */
import { z } from 'zod'
import { taxClassSchema } from '../../domain/catalogue/pricing.ts'
import { idSchema } from '../../domain/identifier.ts'
import {
  couponCodeSchema,
  couponSchema,
  couponUsesSchema,
  promotionSchema,
  type Coupon,
  type Promotion,
} from '../../domain/pricing/promotion.ts'
import { instantSchema } from '../../domain/time.ts'
import { base } from './base.ts'
import { ofShop } from './office-need.ts'
import { staffInputSchema } from './staff.ts'

/** Promotions of one answer, the newest first. */
export const PROMOTIONS_SHOWN = 50
/** Of what a target names, the first so many are told by their names. */
export const TARGETS_NAMED = 3
/** How many coupons one request makes. */
export const COUPONS_AT_ONCE = 1000
/** How many coupons one promotion has: every till keeps them all. */
export const COUPONS_LIMIT = 20_000

export const promotionStateSchema = z.enum(['open', 'running', 'planned', 'ended'])
export type PromotionState = z.infer<typeof promotionStateSchema>

export interface PromotionInput extends Omit<Promotion, 'id' | 'kind'> {
  /** Made by whoever asks: the same again is the same promotion. */
  readonly promotion?: string | undefined
}

export const promotionInputSchema: z.ZodType<PromotionInput, PromotionInput> = promotionSchema
  .omit({ id: true, kind: true })
  .extend({ promotion: idSchema.optional() })
  .strict()

export const endPromotionInputSchema = z.strictObject({
  promotion: idSchema,
  /** Null for now. */
  at: instantSchema.nullable(),
})

/** What a query holds is text. */
export const skipSchema = z.coerce.number().pipe(z.int().min(0).max(1_000_000)).default(0)

const promotionsInputSchema = z.strictObject({
  /** `open`: running or planned; all where none is named. */
  state: promotionStateSchema.optional(),
  /** Those after the first so many. */
  skip: skipSchema,
})

/** Codes that are good more than once are told, the most used first: so many at most. */
export const CODES_SHOWN = 50

const goodFor = {
  singleUse: z.boolean(),
  /** How many sales use each in all; any number where none is said. */
  uses: couponUsesSchema.optional(),
}
const isGoodForSome = ({ singleUse, uses }: { singleUse: boolean; uses?: number | undefined }) =>
  !singleUse || uses === undefined

export const couponInputSchema = z
  .strictObject({
    promotion: idSchema,
    codes: z
      .array(
        z
          .string()
          .max(60)
          .regex(/^[A-Za-z0-9 -]*[A-Za-z0-9][A-Za-z0-9 -]*$/),
      )
      .min(1)
      .max(COUPONS_AT_ONCE),
    ...goodFor,
  })
  .refine(isGoodForSome)

const madeCouponsInputSchema = z
  .strictObject({
    promotion: idSchema,
    count: z.int().min(1).max(COUPONS_AT_ONCE),
    ...goodFor,
  })
  .refine(isGoodForSome)

const couponCountsSchema = z.object({
  made: z.int(),
  /** Good for several sales, or for any number. */
  reusable: z.int(),
  /** Of those for one sale: it was made; a cart has it now; nobody has brought it yet. */
  used: z.int(),
  claimed: z.int(),
  free: z.int(),
  /** Sales that used any of them. */
  uses: z.int(),
  /** Of those that are good more than once: sales that used it, carts that have it now. */
  codes: z
    .array(
      z.object({
        code: couponCodeSchema,
        used: z.int(),
        claimed: z.int(),
        /** Null where it is good for any number. */
        most: couponUsesSchema.nullable(),
      }),
    )
    .max(CODES_SHOWN),
})

const listedSchema = z.object({
  promotions: z.array(promotionSchema),
  /** What of their targets is told by its name: the first goods of each. */
  named: z.array(z.object({ id: idSchema, name: z.string() })),
  hasMore: z.boolean(),
})

const groundSchema = z.object({
  departments: z.array(z.object({ id: idSchema, name: z.string() })),
  groups: z.array(z.object({ id: idSchema, name: z.string() })),
  /** What the store sells by. */
  priceList: idSchema,
  taxIncluded: z.boolean(),
  taxRounding: z.enum(['line', 'document']),
  taxClasses: z.array(taxClassSchema.pick({ code: true, rates: true, later: true })),
})

/** By their names: spelt out each time, the whole contract's type would be too long to write. */
export interface PromotionAnswer extends Promotion {}
export interface ListedPromotions extends z.infer<typeof listedSchema> {}
export interface PromotionGround extends z.infer<typeof groundSchema> {}
export interface CouponCounts extends z.infer<typeof couponCountsSchema> {}
export interface Coupons {
  readonly coupons: Coupon[]
}

export const promotionOutputSchema: z.ZodType<PromotionAnswer> = promotionSchema
export const listedPromotionsSchema: z.ZodType<ListedPromotions> = listedSchema
export const promotionGroundSchema: z.ZodType<PromotionGround> = groundSchema
export const countedCouponsSchema: z.ZodType<CouponCounts> = couponCountsSchema
export const couponsOutputSchema: z.ZodType<Coupons> = z.object({
  coupons: z.array(couponSchema),
})

const limited = `More than ${String(COUPONS_LIMIT)} of one promotion are \`limit-coupons\`.`

export const promotionsContract = {
  list: base
    .meta(ofShop('manage-prices'))
    .route({
      method: 'GET',
      path: '/administration/promotions',
      summary: 'Promotions by their state, the newest first',
      description: '`skip` asks for those after the first so many.',
    })
    .input(promotionsInputSchema)
    .output(listedPromotionsSchema),
  ground: base
    .meta(ofShop('manage-prices'))
    .route({
      method: 'GET',
      path: '/administration/promotions/ground',
      summary: 'What a promotion of a store can name, and what a cart is priced by there',
    })
    .input(staffInputSchema)
    .output(promotionGroundSchema),
  create: base
    .meta(ofShop('manage-prices'))
    .route({
      method: 'POST',
      path: '/administration/promotions',
      summary: 'Makes a promotion, which begins now at the earliest',
      description: 'With an id of its own, the same id again is the same promotion.',
    })
    .input(promotionInputSchema)
    .output(promotionOutputSchema),
  end: base
    .meta(ofShop('manage-prices'))
    .route({
      method: 'POST',
      path: '/administration/ended-promotions',
      summary: 'Ends a promotion, now or at an instant to come',
    })
    .input(endPromotionInputSchema)
    .output(promotionOutputSchema),
  countCoupons: base
    .meta(ofShop('manage-prices'))
    .route({
      method: 'GET',
      path: '/administration/coupons',
      summary: 'How many coupons a promotion has, and how many of them were used',
    })
    .input(z.strictObject({ promotion: idSchema }))
    .output(countedCouponsSchema),
  createCoupons: base
    .meta(ofShop('manage-prices'))
    .route({
      method: 'POST',
      path: '/administration/coupons',
      summary: 'Gives a promotion codes; answers those that were new',
      description: limited,
    })
    .input(couponInputSchema)
    .output(couponsOutputSchema),
  makeCoupons: base
    .meta(ofShop('manage-prices'))
    .route({
      method: 'POST',
      path: '/administration/made-coupons',
      summary: 'Makes codes for a promotion that nobody can guess',
      description: `No other request tells them again. ${limited}`,
    })
    .input(madeCouponsInputSchema)
    .output(couponsOutputSchema),
}
