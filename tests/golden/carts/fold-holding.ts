/** Which promotions hold for a cart: their dates, hours, stores, customers and coupons. */
import { readHours, readMoment, STORE } from './written.ts'
import type { WrittenCart, WrittenMoment, WrittenPromotion } from './written.ts'

export function promotionsThatHold(cart: WrittenCart): WrittenPromotion[] {
  const moment = readMoment(cart.at)
  return (cart.promotions ?? []).filter(
    (promotion) =>
      isDated(promotion, moment) &&
      isTimed(promotion, moment) &&
      (promotion.stores?.includes(STORE) ?? true) &&
      (promotion.groups?.some((group) => cart.groups?.includes(group)) ?? true) &&
      (promotion.coupon === undefined || (cart.coupons ?? []).includes(promotion.id)),
  )
}

/** Days written as text compare as days. */
function isDated({ from, to }: WrittenPromotion, { day }: WrittenMoment): boolean {
  return (from === undefined || day >= from) && (to === undefined || day < to)
}

function isTimed({ hours }: WrittenPromotion, { weekday, minute }: WrittenMoment): boolean {
  if (hours === undefined) return true
  return hours.map(readHours).some(({ weekdays, from, to }) => {
    if (from < to) return weekdays.includes(weekday) && minute >= from && minute < to
    const dayBefore = weekday === 1 ? 7 : weekday - 1
    const isEvening = weekdays.includes(weekday) && minute >= from
    return isEvening || (weekdays.includes(dayBefore) && minute < to)
  })
}
