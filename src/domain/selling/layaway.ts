/**
 * Goods put aside for a customer, who pays for them in parts. The goods leave the shelf when they
 * are laid away; what is paid lies on an account of its own, which the shop owes the customer,
 * until one sale ends it: of the goods, or of nothing but what the shop keeps.
 */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { idSchema, textSchema } from '../identifier.ts'
import type { Epoch } from '../journal/entry.ts'
import { movementSchema } from '../journal/movement.ts'
import { minor, minorSchema, multiplyDivided, sum, type Minor } from '../money.ts'
import { RATE_SCALE, rateSchema } from '../rate.ts'
import { receiptNumber } from '../receipt/number.ts'
import { businessDateSchema } from '../time.ts'

const amountSchema = minorSchema.refine((amount) => amount >= 0)

/** The shop's rule; a store without one lays nothing away. */
export const layawayRuleSchema = z.strictObject({
  /** So many days after the one it was begun on the goods wait to be paid. */
  days: z.int().min(0).max(730),
  /** The share of the total that is paid first, at the least. */
  deposit: rateSchema,
  /** What the shop keeps of the money where the customer gives up; 0 where all goes back. */
  fee: amountSchema,
})
export type LayawayRule = z.infer<typeof layawayRuleSchema>

/** Layaways that wait at one till; beyond it one is ended first. */
export const LAYAWAYS_LIMIT = 200

/** What was agreed when it was begun: later settings change none of it. */
export const layawaySchema = z.object({
  /** Running number within the epoch. */
  number: z.int().min(1),
  /** As it is printed. */
  layaway: textSchema(50).min(1),
  /** The last day on which the goods wait. */
  until: businessDateSchema,
  /** The first payment at the least. */
  least: amountSchema,
  fee: amountSchema,
})
export type Layaway = z.infer<typeof layawaySchema>

export const layawayEndSchema = z.enum(['handed-over', 'given-up'])
export type LayawayEnd = z.infer<typeof layawayEndSchema>

/** Sales by which one layaway was paid, as many as its end names: what others paid is as cash. */
export const LAYAWAY_PAYMENTS_LIMIT = 20

/** A sale by which it was paid, and with how much of it. */
export const paidBySchema = z.object({
  sale: idSchema,
  amount: minorSchema.refine((amount) => amount > 0),
})
export type PaidBy = z.infer<typeof paidBySchema>

/** What a sale says of the layaway that it ends. */
export const endedLayawaySchema = z.object({
  park: idSchema,
  layaway: textSchema(50).min(1),
  as: layawayEndSchema,
  /** Where money goes back: what had brought it, as far as was known; absent in older entries. */
  payments: z.array(paidBySchema).min(1).max(LAYAWAY_PAYMENTS_LIMIT).optional(),
})
export type EndedLayaway = z.infer<typeof endedLayawaySchema>

/** The same while the cart is open: what was taken from the shelf, and the claim that ends it. */
export const endingLayawaySchema = endedLayawaySchema.extend({
  claim: idSchema,
  taken: z.array(movementSchema).max(1000),
})

/** What a line says by which money is paid on one: how it stood before. */
export const layawayPaymentSchema = z.object({
  layaway: textSchema(50).min(1),
  /** What the goods come to. */
  total: minorSchema,
  /** What was paid before this. */
  before: minorSchema,
  until: businessDateSchema,
})

export function layawayOf(
  { days, deposit, fee }: LayawayRule,
  businessDate: string,
  { total, code, epoch, number }: NewLayaway,
): Layaway {
  const until = Temporal.PlainDate.from(businessDate).add({ days }).toString()
  const layaway = `L-${receiptNumber(code, epoch, number)}`
  const least = minor(multiplyDivided(total, deposit, RATE_SCALE))
  return { number, layaway, until, least, fee }
}

interface NewLayaway {
  readonly total: Minor
  /** Of the terminal. */
  readonly code: string
  readonly epoch: Epoch
  readonly number: number
}

/** What the shop keeps of what was paid, where the customer gives up. */
export function keptOf({ fee }: Pick<Layaway, 'fee'>, paid: Minor): Minor {
  return minor(Math.max(0, Math.min(fee, paid)))
}

interface Paying {
  readonly id: string
  readonly lines: readonly {
    readonly load?: { readonly account: string } | undefined
    readonly amount: Minor
  }[]
}

/** What these sales paid for it, each that did. */
export function paymentsOf(park: string, sales: readonly Paying[]): PaidBy[] {
  return sales
    .map(({ id, lines }) => {
      const own = lines.filter(({ load }) => load?.account === park)
      return { sale: id, amount: sum(own.map(({ amount }) => amount)) }
    })
    .filter(({ amount }) => amount > 0)
    .slice(0, LAYAWAY_PAYMENTS_LIMIT)
}

/** Business dates sort as text. */
export function isOverdue({ until }: Pick<Layaway, 'until'>, businessDate: string): boolean {
  return businessDate > until
}
