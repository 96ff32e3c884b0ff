/** Whether a promotion holds for this cart at all, before what is in it is counted. */
import type { Moment } from '../time.ts'
import type { Cart } from './cart.ts'
import type { PassedReason } from './priced.ts'
import type { Hours, Promotion } from './promotion.ts'

/** Undefined where it holds. `coupons` are the promotions whose coupon was given. */
export function whyNot(
  { from, to, hours, groups, needsCoupon, id }: Promotion,
  cart: Cart,
  coupons: ReadonlyMap<string, string>,
): PassedReason | undefined {
  const { moment } = cart
  if (moment.instant < from || (to !== null && moment.instant >= to)) return 'not-now'
  if (hours.length > 0 && !hours.some((each) => isWithin(each, moment))) return 'not-now'
  if (groups.length > 0 && !groups.some((each) => cart.groups.includes(each))) {
    return 'other-customers'
  }
  return needsCoupon && !coupons.has(id) ? 'coupon-missing' : undefined
}

/** Hours that pass midnight belong to the weekday on which they begin. */
export function isWithin({ weekdays, from, to }: Hours, { weekday, minute }: Moment): boolean {
  if (from < to) return weekdays.includes(weekday) && minute >= from && minute < to
  if (minute >= from) return weekdays.includes(weekday)
  return minute < to && weekdays.includes(weekday === 1 ? 7 : weekday - 1)
}
