/**
 * What a card had paid goes back to it by the payment terminal. The intent is committed before the
 * first byte, as for a payment, and its end is kept, asked for or vouched for in the same way.
 */
import type { z } from 'zod'
import type { PaymentAnswer } from '../../contract/terminal/commands.ts'
import type { refundToCardSchema } from '../../contract/terminal/returns.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Share } from '../../domain/returns/refund-plan.ts'
import type { Back } from '../../domain/returns/back.ts'
import { givenBackIn } from '../../domain/selling/extents.ts'
import { TENDERS_LIMIT, type Tender } from '../../domain/selling/tender.ts'
import type { PaymentTerminal } from '../../ports/devices.ts'
import type { PaymentIntent } from '../../ports/payments.ts'
import { authoriseAtTill, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { createAsk, type Call } from '../selling/ask-device.ts'
import type { CardParts } from '../selling/card.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { dueOf } from '../selling/due.ts'
import type { Fiscal } from '../selling/fiscal.ts'
import { readShop, type Shop } from '../shop.ts'
import type { KnownSales } from './known-sales.ts'
import { claimBack, nextShare } from './refund.ts'

type Input = z.infer<typeof refundToCardSchema>
type CardShare = Share & { readonly tender: Extract<Tender, { kind: 'card' }> }
export type RefundToCard = (input: Input) => Promise<Result<PaymentAnswer>>

interface Claimed {
  readonly share: CardShare
  readonly back: Back
}

const PROCEDURE = 'returns.refundToCard'

/** The next part of the plan, where a card had paid it. */
export function createRefundToCard(
  parts: CardParts,
  known: KnownSales,
  fiscal: Fiscal | undefined,
): RefundToCard {
  const { core, current } = parts
  const ask = createAsk(parts, fiscal)
  return async (input) => {
    const { toAnother = false } = input
    // Whoever ends a layaway was asked for more when it came into the cart.
    const gives = current.get().layaway ? 'sell' : 'return'
    const needs = toAnother ? 'refund-to-another-card' : gives
    const extent = givenBackIn(current.get())
    const command = { procedure: PROCEDURE, needs, extent, input } as const
    const isDone = core.store.commands.answer(input.command) !== undefined
    const mayReturn = (at: number) => authoriseAtTill(core, at, gives, extent)
    const granted = core.mayRun(PROCEDURE, input.command, mayReturn)
    if (!granted.ok) return granted
    const { payment: device } = core.devices()
    // What was answered before, and what is refused anyway, claims nothing.
    const claimed = isDone
      ? fail('busy')
      : device
        ? await claimShare(core, current, known, input)
        : fail('payment-device-missing')
    const call =
      device && claimed.ok ? callOf(core, device, known, { ...claimed.value, toAnother }) : NEVER
    const answer = await ask(command, call, (authority) =>
      claimed.ok ? begin(core, current, known, authority, input, claimed.value) : claimed,
    )
    if (claimed.ok && wasNot(answer)) core.claims.release([claimed.value.back.claim])
    return answer
  }
}

/** Nothing is asked where there is nothing to ask for. */
const NEVER: Call = () => Promise.resolve({ state: 'declined', reason: '' })

/** Refused, declined or given up: no money went back. */
function wasNot(answer: Result<PaymentAnswer>): boolean {
  return !answer.ok || answer.value.outcome === 'declined' || answer.value.outcome === 'cancelled'
}

async function claimShare(
  core: Core,
  current: CurrentDraft,
  known: KnownSales,
  input: Input,
): Promise<Result<Claimed>> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const share = cardShare(core, current, known, shop.value, input)
  if (!share.ok) return share
  const back = await claimBack(core, share.value, current.get())
  return back.ok ? succeed({ share: share.value, back: back.value }) : back
}

/** The share that a card takes next, in the draft that the person saw. */
function cardShare(
  core: Core,
  current: CurrentDraft,
  known: KnownSales,
  shop: Shop,
  input: Input,
): Result<CardShare> {
  const due = dueOf(core, current, shop, input)
  if (!due.ok) return due
  const share = nextShare(known, due.value)
  if (share?.tender.kind !== 'card') return fail('draft-changed')
  const isFull = due.value.draft.tenders.length >= TENDERS_LIMIT - 1
  const isLast = 0 - due.value.balance.due === share.amount
  if (isFull && !isLast) return fail('limit-tenders', { limit: TENDERS_LIMIT })
  return succeed({ ...share, tender: share.tender })
}

function begin(
  core: Core,
  current: CurrentDraft,
  known: KnownSales,
  { shop, context }: Authority,
  input: Input,
  { share, back }: Claimed,
): Result<PaymentIntent> {
  const again = cardShare(core, current, known, shop, input)
  if (!again.ok) return again
  if (again.value.amount !== share.amount) return fail('draft-changed')
  const { store, random } = core
  const refund = {
    ...({ id: random.id(), kind: 'refund', draft: input.draft, amount: share.amount } as const),
    ...{ currency: shop.store.currency, original: null, createdAt: context.at },
    back: { ...back, intent: share.tender.intent, card: share.tender.lastFour },
  }
  store.payments.start(refund)
  const intent = store.payments.find(refund.id)
  if (!intent) throw new Error('an intent that was just begun is gone')
  return succeed(intent)
}

/**
 * A whole payment of this day and this payment terminal is taken back by its receipt's number, with
 * no card at hand; any other amount is paid out to the card that had paid, which the customer
 * shows. Where they have it no more, somebody who may says that it goes to another.
 */
function callOf(
  core: Core,
  device: PaymentTerminal,
  known: KnownSales,
  claimed: Claimed & { readonly toAnother: boolean },
): Call {
  const receipt = claimed.toAnother ? undefined : reversible(core, known, claimed)
  const card = claimed.toAnother ? null : claimed.share.tender.lastFour
  if (receipt === undefined) return (_, request) => device.refund({ ...request, card })
  const { tender } = claimed.share
  const trace = core.store.payments.find(tender.intent)?.trace ?? null
  return (_, request) => device.reverse({ ...request, original: { trace, receipt } })
}

/** Its number at the payment terminal; undefined where it cannot be taken back by it. */
function reversible(core: Core, known: KnownSales, { share }: Claimed): string | undefined {
  const shop = readShop(core)
  const paid = core.store.payments.find(share.tender.intent)
  const sale = known.find(share.sale)
  if (!shop.ok || !paid || !sale || share.before > 0 || share.amount !== paid.amount) {
    return undefined
  }
  const [then, now] = [sale.at, core.clock.now()]
  const { store } = shop.value
  const isToday = core.businessDate(then, store) === core.businessDate(now, store)
  // The payment terminal closes its own day: what it refused once it is not asked for again.
  const wasRefused = core.store.payments
    .ofDraft(core.store.drafts.current()?.id ?? '')
    .some(({ back, state }) => back?.intent === paid.id && state === 'declined')
  return isToday && !wasRefused ? (paid.deviceReceipt ?? undefined) : undefined
}
