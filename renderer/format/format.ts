/**
 * How figures are written: by Intl, in the store's locale, currency and time zone, as on the
 * receipt. Dates have words in them, so they follow the language of the screens.
 */
import type { LineView } from '../../src/contract/terminal/views.ts'
import type { ShopView } from '../../src/contract/terminal/shop-view.ts'
import { directionOf, languageOf } from '../../src/domain/language.ts'
import { exponentOf, UNIT_PRICE_SCALE, type UnitPrice } from '../../src/domain/money.ts'
import { QUANTITY_SCALE } from '../../src/domain/quantity.ts'
import { RATE_SCALE } from '../../src/domain/rate.ts'

export interface Format {
  readonly locale: string
  readonly exponent: number
  /** The same in another currency; the money of the shop's own is as it is. */
  in(currency: string): Format
  /** Minor units as money: `12,50 €`. */
  money(amount: number): string
  /** The same in parts, for setting the currency apart from the figure. */
  moneyParts(amount: number): readonly { readonly isCurrency: boolean; readonly text: string }[]
  /** Money without its currency, where a column says it already. */
  figure(amount: number): string
  unitPrice(price: UnitPrice): string
  quantity(amount: number, unit: LineView['unit']): string
  rate(partsPerMillion: number): string
  /** A rate to be compared at a glance, without decimals. */
  wholeRate(partsPerMillion: number): string
  /** What stands before decimals, in the files that spreadsheets of this locale open. */
  readonly decimal: '.' | ','
  count(whole: number): string
  /** Hours and minutes in the store's zone. */
  time(instant: number): string
  /** Day and time of day in the store's zone. */
  moment(instant: number): string
  /** A day by itself, `YYYY-MM-DD`: in no zone. */
  day(date: string): string
  /** The same with as little as tells days of a month apart. */
  shortDay(date: string): string
  /** A day of the week, ISO: 1 is Monday, 7 Sunday. */
  weekday(iso: number): string
}

const UNITS = { kilogram: 'kilogram', litre: 'liter', metre: 'meter' } as const

type Ways = Pick<ShopView, 'locale' | 'currency' | 'zone'>

/** Of one shop by the locale that its words are written in. */
const made = new WeakMap<Ways, Map<string, Format>>()

/** Formatters are dear to make and are asked for by every line: one set for each shop. */
export function formatOf(shop: Ways, spoken: string = shop.locale): Format {
  const ofShop = made.get(shop) ?? new Map<string, Format>()
  made.set(shop, ofShop)
  const known = ofShop.get(spoken) ?? formatFor(shop, spoken)
  ofShop.set(spoken, known)
  return known
}

function formatFor(shop: Ways, spoken: string): Format {
  const { locale, currency } = shop
  const exponent = exponentOf(currency)
  const scale = 10 ** exponent
  const decimals = { minimumFractionDigits: exponent, maximumFractionDigits: exponent }
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency, ...decimals })
  const figure = new Intl.NumberFormat(locale, decimals)
  const price = new Intl.NumberFormat(locale, {
    ...{ style: 'currency', currency, minimumFractionDigits: exponent },
    maximumFractionDigits: exponent + 4,
  })
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })
  const rate = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 })
  const wholeRate = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const shortDay = new Intl.DateTimeFormat(locale, {
    weekday: 'narrow',
    day: 'numeric',
    timeZone: 'UTC',
  })
  const time = new Intl.DateTimeFormat(spoken, { timeStyle: 'short', timeZone: shop.zone })
  const moment = new Intl.DateTimeFormat(spoken, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: shop.zone,
  })
  const measure = (unit: keyof typeof UNITS) =>
    new Intl.NumberFormat(locale, {
      ...{ style: 'unit', unit: UNITS[unit], unitDisplay: 'short' },
      ...{ minimumFractionDigits: 3, maximumFractionDigits: 3 },
    })
  const measures = {
    kilogram: measure('kilogram'),
    litre: measure('litre'),
    metre: measure('metre'),
  }
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const weekday = new Intl.DateTimeFormat(spoken, { weekday: 'short', timeZone: 'UTC' })
  const signed = directionOf(languageOf(spoken)) === 'rtl' ? keptInOrder : asItIs
  const others = new Map<string, Format>()
  const own: Format = {
    locale,
    exponent,
    in(other) {
      if (other === currency) return own
      const known = others.get(other) ?? formatFor({ ...shop, currency: other }, spoken)
      others.set(other, known)
      return known
    },
    money: (amount) => signed(amount, money.format(amount / scale)),
    moneyParts: (amount) => joinedParts(money.formatToParts(amount / scale)),
    figure: (amount) => signed(amount, figure.format(amount / scale)),
    unitPrice: (amount) => price.format(amount / UNIT_PRICE_SCALE / scale),
    quantity: (amount, unit) =>
      signed(amount, (unit === 'piece' ? count : measures[unit]).format(amount / QUANTITY_SCALE)),
    rate: (partsPerMillion) => rate.format(partsPerMillion / RATE_SCALE),
    wholeRate: (partsPerMillion) => wholeRate.format(partsPerMillion / RATE_SCALE),
    decimal: count.format(1.5).includes(',') ? ',' : '.',
    count: (whole) => count.format(whole),
    time: (instant) => time.format(instant),
    moment: (instant) => moment.format(instant),
    day: (date) => day.format(Date.parse(`${date}T00:00:00Z`)),
    shortDay: (date) => shortDay.format(Date.parse(`${date}T00:00:00Z`)),
    // The first of January 2024 was a Monday.
    weekday: (iso) => weekday.format(Date.UTC(2024, 0, iso)),
  }
  return own
}

const [LEFT_TO_RIGHT_ISOLATE, POP_DIRECTIONAL_ISOLATE] = ['\u2066', '\u2069']

/** In a line that is read from the right, a minus would go to the other end (Unicode UAX 9). */
function keptInOrder(amount: number, text: string): string {
  return amount < 0 ? LEFT_TO_RIGHT_ISOLATE + text + POP_DIRECTIONAL_ISOLATE : text
}

function asItIs(_amount: number, text: string): string {
  return text
}

function joinedParts(parts: readonly Intl.NumberFormatPart[]) {
  const joined: { isCurrency: boolean; text: string }[] = []
  for (const part of parts) {
    const isCurrency = part.type === 'currency'
    const last = joined.at(-1)
    if (last?.isCurrency === isCurrency) last.text += part.value
    else joined.push({ isCurrency, text: part.value })
  }
  return joined
}
