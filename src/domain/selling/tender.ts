/**
 * What a sale is paid with: kinds of tender, what to offer as quick amounts, what the smallest coin
 * can pay, and what foreign notes are worth.
 */
import { z } from 'zod'
import { accountTenderShape } from '../accounts/account.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { backSchema } from '../returns/back.ts'
import {
  currencySchema,
  divideRounded,
  exponentOf,
  minor,
  MINOR_LIMIT,
  minorSchema,
  multiplyDivided,
  type Minor,
} from '../money.ts'

/** How many tenders one sale is paid with, and how many may have been taken back before. */
export const TENDERS_LIMIT = 20

/** An exchange rate: units of local money for one unit of the foreign, in millionths. */
export const EXCHANGE_SCALE = 1_000_000
export const exchangeRateSchema = z.int().min(1).max(1_000_000_000_000)

/** No field of a tender can hold a card number: only what a receipt may show. */
export const tenderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cash'), amount: minorSchema }),
  /** `amount` is what it is worth here; `tendered` are minor units of its own currency. */
  z.object({
    kind: z.literal('foreign-cash'),
    amount: minorSchema,
    currency: currencySchema,
    tendered: minorSchema,
    rate: exchangeRateSchema,
  }),
  z.object({
    kind: z.literal('card'),
    amount: minorSchema,
    intent: idSchema,
    scheme: textSchema(40),
    lastFour: z
      .string()
      .regex(/^\d{4}$/)
      .nullable(),
    authorisation: textSchema(20),
    /** Of money that goes back to it: `intent` is then that of the refund. */
    back: backSchema.optional(),
    /** The end of the number of the card that had paid, where the money went to another. */
    insteadOf: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
  }),
  z.object({ kind: z.literal('gift-card'), ...accountTenderShape }),
  z.object({ kind: z.literal('store-credit'), ...accountTenderShape }),
  z.object({ kind: z.literal('on-account'), ...accountTenderShape }),
  /** What was paid before for goods that were laid away: all of it, when that ends. */
  z.object({ kind: z.literal('layaway'), ...accountTenderShape }),
  /** Of somebody else, on paper: what it is worth and, where that is more, its face. */
  z.object({
    kind: z.literal('voucher'),
    amount: minorSchema,
    face: minorSchema,
    name: textSchema(40),
    number: textSchema(40),
  }),
  /** What the provider of an online store took: its own name for the payment, never a card's. */
  z.object({
    kind: z.literal('online'),
    amount: minorSchema,
    provider: textSchema(40).min(1),
    reference: z.string().regex(/^[!-~]{1,80}$/),
    /** Of money that goes back to that payment: the backend sees to it. */
    back: backSchema.optional(),
  }),
  /** Points that a customer had earned; `points` is negative where they go back. */
  z.object({
    kind: z.literal('points'),
    amount: minorSchema,
    points: z.int(),
    customer: idSchema,
    claim: idSchema.nullable(),
    word: z.enum(['granted', 'none']),
    back: backSchema.optional(),
  }),
])
export type Tender = z.infer<typeof tenderSchema>

export const tenderKindSchema = z.enum(tenderSchema.options.map(({ shape }) => shape.kind.value))
export type TenderKind = Tender['kind']

/** What lies in the drawer, whatever its currency: only this gives change, and is rounded. */
export function isCash({ kind }: Pick<Tender, 'kind'>): boolean {
  return kind === 'cash' || kind === 'foreign-cash'
}

/** A customer hands over a note or two; whoever counts out more has it exact. */
const PIECES = 2

/**
 * Amounts that a customer is likely to hand over for `due`: the exact sum first, then what covers
 * it with at most two notes or coins, smallest first and without repeats; at most `most`. In euros
 * 6.27 gives 6.27, 7, 10, 20, 50.
 */
export function quickAmounts(
  due: Minor,
  denominations: readonly Minor[],
  most = 5,
): readonly Minor[] {
  if (due <= 0) return []
  const pieces = denominations.filter((denomination) => denomination > 0).toSorted((a, b) => b - a)
  const covering = pieces
    .map((denomination) => Math.ceil(due / denomination) * denomination)
    .filter((amount) => amount <= MINOR_LIMIT && countOf(amount, pieces) <= PIECES)
  const distinct = [...new Set([due as number, ...covering])].toSorted((a, b) => a - b)
  return distinct.slice(0, most).map(minor)
}

/** How many pieces make an amount when the largest that fits is always taken next. */
function countOf(amount: number, largestFirst: readonly number[]): number {
  let rest = amount
  return largestFirst.reduce((count, piece) => {
    const taken = Math.floor(rest / piece)
    rest -= taken * piece
    return count + taken
  }, 0)
}

/** What goes back to the customer; undefined where too little was given. */
export function changeFor(due: Minor, tendered: Minor): Minor | undefined {
  return tendered < due ? undefined : minor(tendered - due)
}

/**
 * An amount as the smallest coin (minor units) can pay it, half away from zero: with 5 cents 12.32
 * becomes 12.30 and 12.33 becomes 12.35. Undefined for a currency where every amount can be paid.
 * Source: the Swedish rounding of cash totals, as Switzerland, Finland and New Zealand use it.
 */
export function roundCash(amount: Minor, smallestCoin: number | undefined): Minor {
  if (smallestCoin === undefined) return amount
  return minor(divideRounded(amount, smallestCoin) * smallestCoin)
}

/** How a sale ends in cash. */
export interface CashEnd {
  readonly change: Minor
  /** What rounding adds to the total (negative: takes from it). */
  readonly rounding: Minor
}

/** `worth` is handed over for `due`; undefined where that is too little. */
export function endInCash(
  due: Minor,
  worth: Minor,
  smallestCoin: number | undefined,
): CashEnd | undefined {
  const change = changeFor(roundCash(due, smallestCoin), worth)
  if (change === undefined) return undefined
  // Foreign notes are worth amounts that no coin pays: what goes back is rounded like any cash.
  const given = roundCash(change, smallestCoin)
  return { change: given, rounding: minor(worth - given - due) }
}

/** Foreign cash and what one of it is worth here, in minor units of both and a rate. */
export interface Exchange {
  readonly currency: string
  readonly rate: number
}

/** What foreign money is worth in local minor units, rounded half away from zero. */
export function worthOf(tendered: Minor, { currency, rate }: Exchange, local: string): Minor {
  const [up, down] = scales(currency, local)
  return minor(multiplyDivided(tendered * up, rate, EXCHANGE_SCALE * down))
}

/** The least foreign money that is worth `due`, in minor units of its own. */
export function foreignDue(due: Minor, exchange: Exchange, local: string): Minor {
  const [up, down] = scales(exchange.currency, local)
  const near = multiplyDivided(due * down, EXCHANGE_SCALE, exchange.rate * up)
  // Rounding may have gone down, and what is worth a hair too little does not pay.
  const enough = [near - 1, near, near + 1].find(
    (amount) => amount >= 0 && worthOf(minor(amount), exchange, local) >= due,
  )
  return minor(enough ?? near + 1)
}

/** Minor units are of different sizes: yen have none, dinars a thousand. */
function scales(foreign: string, local: string): readonly [number, number] {
  const more = exponentOf(local) - exponentOf(foreign)
  return [10 ** Math.max(more, 0), 10 ** Math.max(-more, 0)]
}
