import fc from 'fast-check'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import type { Back } from '../../src/domain/returns/back.ts'
import { planRefund, pointsBack, type Refundable } from '../../src/domain/returns/refund-plan.ts'
import type { Tender } from '../../src/domain/selling/tender.ts'

const SETTINGS = { seed: 20_261_126, numRuns: 500 }
const ACCOUNT = 'a'.repeat(64)
/** `away` is online too, by a provider that gives nothing back. */
const KINDS = ['card', 'gift-card', 'points', 'voucher', 'online', 'away', 'cash'] as const
const providers = ['Payer']
type Kind = (typeof KINDS)[number]

/** Fills in what a kind of tender says beside its amount. */
function tenderOf(kind: Kind, paid: number, back?: Back): Tender {
  const amount = minor(paid)
  const claimed = { claim: null, word: 'none' as const, ...(back && { back }) }
  switch (kind) {
    case 'card':
      return {
        ...{ kind, amount, intent: v7(), scheme: '', lastFour: null, authorisation: '' },
        ...(back && { back }),
      }
    case 'gift-card':
      return { kind, amount, account: ACCOUNT, lastFour: '9A1B', left: minor(0), ...claimed }
    case 'points':
      return { kind, amount, points: paid, customer: v7(), ...claimed }
    case 'voucher':
      return { kind, amount, face: amount, name: 'Meal', number: '' }
    case 'online':
      return { kind, amount, provider: 'Payer', reference: v7(), ...(back && { back }) }
    case 'away':
      return { kind: 'online', amount, provider: 'Away', reference: v7() }
    case 'cash':
      return { kind, amount }
  }
}

const tender = fc
  .record({ kind: fc.constantFrom(...KINDS), paid: fc.integer({ min: 1, max: 100_000 }) })
  .map(({ kind, paid }) => tenderOf(kind, paid))

/** A sale whose goods come back for a part of its total, none of it refunded so far. */
const refundable = fc
  .record({
    tenders: fc.array(tender, { minLength: 1, maxLength: 5 }),
    part: fc.integer({ min: 0, max: 1000 }),
  })
  .map(({ tenders, part }): Refundable => {
    const total = tenders.reduce((all, { amount }) => all + amount, 0)
    const sale = { id: v7(), tenders, total: minor(total) }
    return { sale, back: minor(Math.floor((total * part) / 1000)) }
  })

const carts = fc.record({
  sales: fc.array(refundable, { minLength: 1, maxLength: 4 }),
  /** What else is bought takes a part of it. */
  bought: fc.integer({ min: 0, max: 1000 }),
})

const isPayment = (tender: Tender) =>
  tender.kind === 'card' || (tender.kind === 'online' && providers.includes(tender.provider))
const sum = (amounts: readonly number[]) => amounts.reduce((all, each) => all + each, 0)

describe('money that goes back', () => {
  it('comes to what is due exactly, and no tender gets more than it had paid', () => {
    fc.assert(
      fc.property(carts, ({ sales, bought }) => {
        const whole = sum(sales.map(({ back }) => back))
        const due = minor(whole - Math.floor((whole * bought) / 1000))
        const { shares, cash, beyond } = planRefund(due, sales, { given: [], providers })
        expect(sum(shares.map(({ amount }) => amount)) + cash + beyond).toBe(due)
        for (const share of shares) {
          expect(share.amount).toBeGreaterThan(0)
          expect(share.amount).toBeLessThanOrEqual(share.tender.amount)
        }
        for (const { sale, back } of sales) {
          const own = shares.filter((share) => share.sale === sale.id)
          expect(sum(own.map(({ amount }) => amount))).toBeLessThanOrEqual(back)
          // Nothing is handed out in cash while a payment by card or online could take it.
          const left = sum(sale.tenders.map((each) => (isPayment(each) ? each.amount : 0)))
          const toThem = sum(own.map(({ tender, amount }) => (isPayment(tender) ? amount : 0)))
          if (cash + beyond > 0) expect(toThem).toBe(Math.min(back, left))
        }
      }),
      SETTINGS,
    )
  })

  it('goes on where it stopped: each share that was given leaves the plan as it was', () => {
    fc.assert(
      fc.property(carts, ({ sales }) => {
        let due = minor(sum(sales.map(({ back }) => back)))
        const given: Tender[] = []
        const planned = planRefund(due, sales, { given, providers })
        for (const [index, { sale, position, tender: paid, amount }] of planned.shares.entries()) {
          const back = { sale, tender: position, claim: v7(), word: 'granted' } as const
          given.push(tenderOf(paid.kind as Kind, 0 - amount, back))
          due = minor(due - amount)
          const next = planRefund(due, sales, { given, providers })
          const rest = planned.shares.slice(index + 1).map((each) => each.amount)
          expect(next.shares.map((each) => each.amount)).toEqual(rest)
          expect([next.cash, next.beyond]).toEqual([planned.cash, planned.beyond])
        }
      }),
      SETTINGS,
    )
  })

  it('in as many returns as there are comes to what each had paid, and no more', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(tender, { minLength: 1, maxLength: 5 }), parts, (tenders, wanted) => {
        const total = sum(tenders.map(({ amount }) => amount))
        const refunded: Record<string, ReturnType<typeof minor>> = {}
        let left = total
        for (const part of [...wanted, total]) {
          const back = minor(Math.min(part, left))
          left -= back
          const sale = { id: 'sale', tenders, total: minor(total), refunded }
          const plan = planRefund(back, [{ sale, back }], { given: [], providers })
          for (const { position, amount } of plan.shares) {
            refunded[position] = minor((refunded[position] ?? 0) + amount)
          }
        }
        for (const [position, each] of tenders.entries()) {
          const { kind, amount } = each
          const isGiven =
            kind === 'online' ? isPayment(each) : kind !== 'cash' && kind !== 'voucher'
          expect(refunded[position] ?? 0).toBe(isGiven ? amount : 0)
        }
      }),
      SETTINGS,
    )
  })

  it('in points comes to all that were redeemed, whatever the parts', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), parts, (points, amounts) => {
        const paid = minor(sum(amounts))
        let before = 0
        let given = 0
        for (const amount of amounts) {
          const back = pointsBack(points, paid, minor(before), minor(amount))
          expect(back).toBeGreaterThanOrEqual(0)
          before += amount
          given += back
        }
        expect(given).toBe(points)
      }),
      SETTINGS,
    )
  })
})
