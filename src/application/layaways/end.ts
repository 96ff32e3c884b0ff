/**
 * Ends a layaway by a sale: of its goods, which are handed over, or of nothing but what the shop
 * keeps, where the customer gives up. All that was paid is a tender of that sale; what it does not
 * need goes back. Nothing is written before the sale is done: a cart that is put back changed
 * nothing.
 */
import type { z } from 'zod'
import type { PaymentAnswer } from '../../contract/terminal/commands.ts'
import type { endLayawaySchema } from '../../contract/terminal/layaways.ts'
import { NO_SUPPLY } from '../../domain/accounts/account.ts'
import type { Claim } from '../../domain/claim.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor, sum, unitPrice, UNIT_PRICE_SCALE, type Minor } from '../../domain/money.ts'
import { ONE } from '../../domain/quantity.ts'
import { pricedAtOf, type Draft, type Line } from '../../domain/selling/draft.ts'
import {
  keptOf,
  LAYAWAY_PAYMENTS_LIMIT,
  paymentsOf,
  type PaidBy,
} from '../../domain/selling/layaway.ts'
import { isFree, resumedDraftOf } from '../../domain/selling/parked.ts'
import { movementsOf } from '../../domain/selling/sale.ts'
import type { Tender } from '../../domain/selling/tender.ts'
import { authoriseAtTill } from '../authority.ts'
import type { Core } from '../core.ts'
import type { KnownSales } from '../returns/known-sales.ts'
import { giveUpEmptied } from '../selling/abandon.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { dueNow } from '../selling/due.ts'
import type { Handed, TakeHanded } from '../selling/hand-tender.ts'
import type { Shop } from '../shop.ts'
import { findLayaway, paidFor, type KnownLayaway } from './known.ts'

export type EndInput = z.infer<typeof endLayawaySchema>
export type EndLayaway = (input: EndInput) => Promise<Result<PaymentAnswer>>

const PROCEDURE = 'layaways.end'

interface Ending {
  readonly known: KnownLayaway
  readonly claim: Claim
  readonly word: 'granted' | 'none'
  /** Where money goes back, if any does. */
  readonly payments: readonly PaidBy[]
  /** Made once: what is handed over is asked for more than once. */
  readonly ids: { readonly line: string; readonly draw: string }
}

export function createEndLayaway(
  core: Core,
  current: CurrentDraft,
  take: TakeHanded,
  sales: KnownSales,
): EndLayaway {
  return async (input) => {
    const granted = core.mayRun(PROCEDURE, input.command, (at) => authoriseAtTill(core, at, 'sell'))
    if (!granted.ok) return granted
    const isDone = core.store.commands.answer(input.command) !== undefined
    const before = isDone ? fail('busy') : freeDraft(current, input)
    const ending = before.ok ? await claimed(core, sales, input) : before
    const done = await take({
      ...{ procedure: PROCEDURE, input, mayBePart: true },
      handed(shop) {
        const free = freeDraft(current, input)
        if (!free.ok) return free
        return ending.ok ? handedOf(core, shop, input, ending.value) : ending
      },
      makeWay: (authority) => giveUpEmptied(core, current, authority),
      alsoNeeds({ due }) {
        if (input.as !== 'given-up') return undefined
        const extent = { amount: minor(paidFor(core, input.park) - due.totals.total) }
        return { permission: 'give-up-layaway', extent }
      },
    })
    if (!done.ok && ending.ok) core.claims.release([ending.value.claim.id])
    return done
  }
}

function freeDraft(current: CurrentDraft, input: EndInput): Result<Draft> {
  const draft = current.expect(input)
  if (!draft.ok) return draft
  return isFree(draft.value) ? draft : fail('draft-open')
}

/** At the till that began it nobody waits for the backend; elsewhere nothing goes without it. */
async function claimed(
  core: Core,
  sales: KnownSales,
  { park, draft }: EndInput,
): Promise<Result<Ending>> {
  const { claims, random, store } = core
  const known = await findLayaway(core, park)
  if (!known.ok) return known
  const claim: Claim = { id: random.id(), kind: 'parked-cart', key: park, amount: 1 }
  const answer = await claims.take(claim, draft)
  const isHere = store.parkedCarts.find(park) !== undefined
  if (answer.outcome === 'refused' && answer.reason === 'used-up') return fail('parked-taken')
  if (answer.outcome !== 'granted' && !isHere) return fail('parked-unreachable')
  const payments = await paymentsFor(core, sales, park)
  const word = answer.outcome === 'granted' ? 'granted' : 'none'
  const ids = { line: random.id(), draw: random.id() }
  return succeed({ known: known.value, claim, word, payments, ids })
}

/**
 * The sales by which it was paid: those that are here or, where they do not come to it, those that
 * the backend knows.
 */
async function paymentsFor(core: Core, sales: KnownSales, park: string): Promise<PaidBy[]> {
  const { store, lookup } = core
  const here = paymentsOf(park, store.soldSales.ofLayaway(park))
  const paid = paidFor(core, park)
  if (sum(here.map(({ amount }) => amount)) === paid) return here
  const told = await lookup.find({ layaway: park })
  const all = told ? paymentsOf(park, sales.told(told.sales, told.contains)) : []
  const both = new Map([...here, ...all].map((payment) => [payment.sale, payment]))
  const payments = [...both.values()].slice(0, LAYAWAY_PAYMENTS_LIMIT)
  // Of what is drawn, and no more: a balance that is behind its payments draws less than they were.
  let left: number = paid
  return payments.flatMap(({ sale, amount }) => {
    const part = minor(Math.min(left, amount))
    left -= part
    return part > 0 ? [{ sale, amount: part }] : []
  })
}

function handedOf(core: Core, shop: Shop, input: EndInput, ending: Ending): Result<Handed> {
  const { park } = ending.known.cart
  const paid = paidFor(core, park)
  const draft = draftOf(core, shop, input, ending)
  const due = dueNow(core, draft, shop)
  if (paid <= 0) return succeed({ due, tender: undefined, payable: undefined })
  const tender: Tender = {
    ...{ kind: 'layaway', amount: paid, account: park, lastFour: '', left: minor(0) },
    ...{ claim: ending.ids.draw, word: ending.word },
  }
  if (paid !== due.balance.due) return succeed({ due, tender, payable: undefined })
  const end = { change: minor(0), rounding: minor(0) }
  return succeed({ due, tender, payable: { draft, totals: due.totals, tenders: [tender], ...end } })
}

/** The goods at the prices of the day it was begun, or the line of what the shop keeps. */
function draftOf(core: Core, shop: Shop, { as }: EndInput, ending: Ending): Draft {
  const { cart, layaway } = ending.known
  const { park, draft: laid } = cart
  const taken = movementsOf(laid.lines, shop.store.location)
  const { claim, payments } = ending
  const paidBy = payments.length > 0 && { payments: [...payments] }
  const ends = { park, layaway: layaway.layaway, as, claim: claim.id, taken, ...paidBy }
  const resumed = resumedDraftOf(laid)
  if (as === 'handed-over') {
    const quoted = { park, at: pricedAtOf(laid) }
    return { ...resumed, quoted, layaway: ends }
  }
  const kept = keptOf(layaway, paidFor(core, park))
  const line = keptLine(core, shop, { id: ending.ids.line, name: layaway.layaway, kept })
  const { discounts: _discounts, coupons: _coupons, note: _note, buyer: _, ...bare } = resumed
  return { ...bare, lines: [line], removals: [], layaway: ends }
}

function keptLine(
  core: Core,
  { store }: Shop,
  { id, name, kept }: { readonly id: string; readonly name: string; readonly kept: Minor },
): Line {
  return {
    ...{ id, variant: null, barcode: null, size: '', unit: 'piece', department: null },
    name: core.receiptWords(store.locale).layaway.givenUp,
    ...{ quantity: ONE, unitPrice: unitPrice(kept * UNIT_PRICE_SCALE), price: null },
    ...{ taxClass: NO_SUPPLY, rates: [], items: [], addedAt: core.clock.now() },
    ...{ discountable: false, kept: name },
  }
}
