/** How a receipt writes money, quantities, rates and times: by `Intl`, in the store's locale. */
import { Temporal } from 'temporal-polyfill'
import { exponentOf, UNIT_PRICE_SCALE, type Minor, type UnitPrice } from '../money.ts'
import { QUANTITY_SCALE, type Quantity } from '../quantity.ts'
import { RATE_SCALE, type Rate } from '../rate.ts'
import { EXCHANGE_SCALE } from '../selling/tender.ts'

export interface Figures {
  /** `1,234.50`: an amount in a column whose currency is said elsewhere. */
  amount(value: Minor): string
  /** `€1,234.50` */
  money(value: Minor): string
  /** The currency's decimals, and up to two more where the price has them: `1.29`, `0.0849`. */
  unitPrice(value: UnitPrice): string
  /** Money of another currency, with its sign. */
  foreign(value: Minor, currency: string): string
  /** What one of another currency is worth in this one, from millionths: `€0.9312`. */
  exchange(rate: number): string
  quantity(value: Quantity): string
  /** `19%` */
  rate(value: Rate): string
  /** Date and time of day in the store's zone. */
  moment(instant: number): string
  /**
   * When something began and when it ended, in the store's zone and with seconds: both are told
   * apart within one minute. The beginning has its date where that is another one.
   */
  span(from: number, until: number): readonly [begun: string, ended: string]
  /** A day as it stands on a package: `YYYY-MM-DD` in, the locale's own way out. */
  day(date: string): string
}

/** Making them costs more than all else of a receipt, so those of the last few shops are kept. */
const kept = new Map<string, Figures>()
const KEPT_LIMIT = 8
/** A shop has the same prices all day: of each kind of figure so many are not written anew. */
const WRITTEN_LIMIT = 1000
const MINUTE_MS = 60_000

export function figuresFor(locale: string, currency: string, zone: string): Figures {
  const key = `${locale} ${currency} ${zone}`
  const known = kept.get(key)
  if (known) return known
  if (kept.size >= KEPT_LIMIT) kept.clear()
  const figures = makeFigures(locale, currency, zone)
  kept.set(key, figures)
  return figures
}

function makeFigures(locale: string, currency: string, zone: string): Figures {
  const tongue = knownLocale(locale)
  const exponent = exponentOf(currency)
  const decimals = { minimumFractionDigits: exponent, maximumFractionDigits: exponent }
  const amount = new Intl.NumberFormat(tongue, decimals)
  const money = new Intl.NumberFormat(tongue, { style: 'currency', currency, ...decimals })
  const unitPrice = new Intl.NumberFormat(tongue, {
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent + 2,
  })
  const exchange = new Intl.NumberFormat(tongue, {
    ...{ style: 'currency', currency, minimumFractionDigits: exponent },
    maximumFractionDigits: 6,
  })
  const quantity = new Intl.NumberFormat(tongue, { maximumFractionDigits: 3 })
  const rate = new Intl.NumberFormat(tongue, { style: 'percent', maximumFractionDigits: 4 })
  const moment = new Intl.DateTimeFormat(tongue, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  })
  const time = new Intl.DateTimeFormat(tongue, { timeStyle: 'medium', timeZone: zone })
  const dated = new Intl.DateTimeFormat(tongue, {
    ...{ dateStyle: 'medium', timeStyle: 'medium', timeZone: zone },
  })
  const date = new Intl.DateTimeFormat(tongue, { dateStyle: 'medium', timeZone: zone })
  const day = new Intl.DateTimeFormat(tongue, { dateStyle: 'medium', timeZone: 'UTC' })
  const scale = 10 ** exponent
  const atMinute = written((minute) => moment.format(minute * MINUTE_MS))
  return {
    amount: written((value) => amount.format(value / scale)),
    money: written((value) => money.format(value / scale)),
    unitPrice: written((value) => unitPrice.format(value / (scale * UNIT_PRICE_SCALE))),
    foreign: (value, other) => figuresFor(locale, other, zone).money(value),
    exchange: (rate) => exchange.format(rate / EXCHANGE_SCALE),
    quantity: written((value) => quantity.format(value / QUANTITY_SCALE)),
    rate: written((value) => rate.format(value / RATE_SCALE)),
    // Shown without seconds, and zones change on whole minutes.
    moment: (instant) => atMinute(Math.floor(instant / MINUTE_MS)),
    span(from, until) {
      const isOneDay = date.format(from) === date.format(until)
      return [(isOneDay ? time : dated).format(from), time.format(until)]
    },
    day: (named) =>
      day.format(Temporal.PlainDate.from(named).toZonedDateTime('UTC').epochMilliseconds),
  }
}

/** `Intl` is slow where it is asked for each figure of each receipt. */
function written(write: (value: number) => string): (value: number) => string {
  const known = new Map<number, string>()
  return (value) => {
    const before = known.get(value)
    if (before !== undefined) return before
    if (known.size >= WRITTEN_LIMIT) known.clear()
    const text = write(value)
    known.set(value, text)
    return text
  }
}

/** Settings check only the shape of a locale; one that `Intl` refuses must not stop a sale. */
function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
