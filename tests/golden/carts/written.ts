/**
 * The golden carts as they are written down, and their reading into plain decimals. Neither the
 * engine nor anything that it stands on is used here.
 */

/** `id (a, b, c, … by place)`, quantity, unit, goods, price and discounts of one line. */
export interface WrittenLine {
  readonly id: string
  readonly quantity: string
  readonly unit: 'piece' | 'kilogram' | 'litre' | 'metre'
  readonly variant: string | null
  readonly department: string | null
  readonly price: string
  readonly taxClass: string
  readonly discounts: readonly WrittenDiscount[]
  /** True for deposits and gift cards, which no promotion touches. */
  readonly isFirm: boolean
}

/** `10%` or an amount: `0.50`. */
export interface WrittenDiscount {
  readonly kind: 'percent' | 'amount'
  readonly figure: string
}

export interface WrittenTarget {
  readonly variants: readonly string[]
  readonly departments: readonly string[]
  readonly except: readonly string[]
}

export interface WrittenRate {
  readonly code: string
  /** Percent. */
  readonly rate: string
  readonly compound?: true
  readonly joined?: true
}

export interface Country {
  readonly decimals: number
  readonly taxIncluded: boolean
  readonly taxRounding: 'line' | 'document'
  readonly classes: Readonly<Record<string, readonly WrittenRate[]>>
}

/** `of`, `buyOf`, `getOf`: `tea,#drinks,!chai` is the variant, the department, but not chai. */
export type WrittenRule =
  | { readonly rule: 'percent'; readonly of: string; readonly rate: string }
  | { readonly rule: 'amount'; readonly of: string; readonly amount: string }
  | { readonly rule: 'fixed-price'; readonly of: string; readonly unitPrice: string }
  | {
      readonly rule: 'quantity-break'
      readonly of: string
      readonly together: boolean
      readonly tiers: readonly (
        | { readonly from: string; readonly rate: string }
        | { readonly from: string; readonly unitPrice: string }
      )[]
    }
  | {
      readonly rule: 'buy-get'
      readonly buy: number
      readonly buyOf: string
      readonly get: number
      readonly getOf: string
      readonly rate: string
    }
  | {
      readonly rule: 'mix-and-match'
      readonly of: string
      readonly count: number
      readonly price: string
    }
  | {
      readonly rule: 'bundle'
      readonly parts: readonly (readonly [target: string, count: number])[]
      readonly price: string
    }
  | {
      readonly rule: 'cart-percent'
      readonly of: string
      readonly minimum: string
      readonly rate: string
    }
  | {
      readonly rule: 'cart-amount'
      readonly of: string
      readonly minimum: string
      readonly amount: string
    }

export type WrittenPromotion = WrittenRule & {
  readonly id: string
  /** Days, the first included and the last not: `2026-03-01`. */
  readonly from?: string
  readonly to?: string
  /** `67 17:00-19:00`: weekdays (1 is Monday), and a time of the day. */
  readonly hours?: readonly string[]
  readonly stores?: readonly string[]
  readonly groups?: readonly string[]
  readonly coupon?: true
  readonly limit?: number
  readonly stackable?: true
  readonly priority?: number
}

/** So many of a line of another cart of the same file come back, after some came back before. */
export interface WrittenReturn {
  readonly cart: string
  readonly line: string
  readonly before?: string
  readonly now: string
}

export interface WrittenCart {
  /** The rule that it shows; the name of its test. */
  readonly shows: string
  readonly country: string
  /** `2 tea/drinks 1.99 standard -10% -0.50 firm`; `0.755kg` is weighed; `-` is nothing. */
  readonly lines?: readonly string[]
  readonly returns?: readonly WrittenReturn[]
  readonly promotions?: readonly WrittenPromotion[]
  /** By hand, on the whole cart: `-10%`, `-5.00`. */
  readonly discounts?: readonly string[]
  /** Promotions of which a coupon was given. */
  readonly coupons?: readonly string[]
  readonly groups?: readonly string[]
  /** Price lists of groups: `tea 1.49`, by group. */
  readonly lists?: Readonly<Record<string, readonly string[]>>
  readonly exempt?: true
  /** The store's clock: `2026-03-13 17:30`. */
  readonly at?: string
  /** Where it differs from its country's. */
  readonly taxRounding?: 'line' | 'document'
  readonly taxIncluded?: boolean
  /** A line each: `a gross net tax total`, `<code> tax on base`, the discount, tax and total. */
  readonly expect: readonly string[]
}

/** All carts are of one store. */
export const STORE = 'harbour'
const USUAL = '2026-03-11 12:00'
const UNITS = { '': 'piece', kg: 'kilogram', l: 'litre', m: 'metre' } as const

export function readLine(written: string, index: number): WrittenLine {
  const [amount = '', goods = '', price = '', taxClass = '', ...rest] = written.split(' ')
  const measured = /^(-?[\d.]+)(kg|l|m|)$/.exec(amount)
  if (!measured) throw new RangeError(`"${written}" begins with no quantity`)
  const [, quantity = '', unit = ''] = measured
  const [variant = '', department = ''] = goods.split('/')
  return {
    id: String.fromCodePoint('a'.codePointAt(0)! + index),
    quantity,
    unit: UNITS[unit as keyof typeof UNITS],
    variant: variant === '-' ? null : variant,
    department: department === '-' ? null : department,
    price,
    taxClass,
    discounts: rest.filter((word) => word !== 'firm').map(readDiscount),
    isFirm: rest.includes('firm'),
  }
}

/** What the lists of the customer's groups ask for goods, in the order of the groups. */
export function listedPrices(
  { groups = [], lists = {} }: WrittenCart,
  { variant, isFirm }: WrittenLine,
): string[] {
  if (isFirm) return []
  const words = groups.flatMap((group) => lists[group] ?? []).map((each) => each.split(' '))
  return words.flatMap(([goods, price]) => (goods === variant && price ? [price] : []))
}

export function readDiscount(written: string): WrittenDiscount {
  if (!written.startsWith('-')) throw new RangeError(`"${written}" is no discount`)
  const figure = written.slice(1)
  if (figure.endsWith('%')) return { kind: 'percent', figure: figure.slice(0, -1) }
  return { kind: 'amount', figure }
}

export function readTarget(written: string): WrittenTarget {
  const words = written.split(',').filter((word) => word !== '')
  const marked = (mark: string): string[] =>
    words.filter((word) => word.startsWith(mark)).map((word) => word.slice(1))
  const variants = words.filter((word) => !word.startsWith('#') && !word.startsWith('!'))
  return { variants, departments: marked('#'), except: marked('!') }
}

export interface WrittenMoment {
  readonly day: string
  readonly weekday: number
  readonly minute: number
}

export function readMoment(written = USUAL): WrittenMoment {
  const [day = '', time = ''] = written.split(' ')
  const weekday = ((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7) + 1
  return { day, weekday, minute: readMinute(time) }
}

export function readHours(written: string): {
  readonly weekdays: readonly number[]
  readonly from: number
  readonly to: number
} {
  const [weekdays = '', span = ''] = written.split(' ')
  const [from = '', to = ''] = span.split('-')
  const days = Array.from(weekdays, Number)
  return { weekdays: days, from: readMinute(from), to: readMinute(to) }
}

function readMinute(written: string): number {
  const [hours, minutes] = written.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}
