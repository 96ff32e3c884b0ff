/** What the money of an approved payment does, and where it is afterwards. */
import type { PaymentAnswer } from '../../contract/terminal/commands.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import type { Tender } from '../../domain/selling/tender.ts'
import { takeTender, tendersOf, undoTender } from '../../domain/selling/tendering.ts'
import type { PaymentIntent } from '../../ports/payments.ts'
import type { Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { shownOf, type Approved } from './approval.ts'
import { soldBefore } from './hand-tender.ts'
import type { Payable } from './complete.ts'
import type { CurrentDraft } from './current-draft.ts'
import { dueNow, type Due } from './due.ts'
import type { PaymentEnd } from './payments.ts'

/** It ends the sale, or the draft is changed by it. */
export type Place =
  | { readonly payable: Payable; readonly draft?: undefined }
  | { readonly draft: Draft; readonly payable?: undefined }

/** Only for the very draft, at the very amount that was approved; undefined where none fits. */
export function placeOf(
  core: Core,
  current: CurrentDraft,
  intent: PaymentIntent,
  { approved, marks }: { readonly approved: Approved; readonly marks: PaymentEnd['marks'] },
  { shop, context, person }: Authority,
): Place | undefined {
  const due = dueNow(core, current.get(), shop)
  const { draft, balance } = due
  const fits = draft.id === intent.draft && approved.amountMinor === intent.amount
  const isOpen = core.store.tills.underWay().some(({ id }) => id === context.session)
  if (!fits || !isOpen) return undefined
  const act = { at: context.at, by: person.id }
  if (intent.kind === 'reversal') {
    const after = undoTender(draft, intent.original ?? '', act)
    return after.ok ? { draft: after.value } : undefined
  }
  const tender = tenderOf(intent, approved)
  if (tender.amount === balance.due) return marks.ok ? ending(due, tender, marks.value) : undefined
  const after = takeTender(draft, { id: intent.id, tender, ...act })
  const isPart =
    Math.sign(tender.amount) === Math.sign(balance.due) &&
    Math.abs(tender.amount) < Math.abs(balance.due)
  return isPart && after.ok ? { draft: after.value } : undefined
}

/** Money that goes back is below zero, and says what it goes back to. */
function tenderOf({ id: intent, amount, back }: PaymentIntent, approved: Approved): Tender {
  const { scheme, lastFour, authorisation } = shownOf(approved)
  const shown = { kind: 'card', intent, scheme, lastFour, authorisation } as const
  if (!back) return { ...shown, amount }
  const { intent: _paid, card = null, ...to } = back
  // Somebody said so, or the device could not keep it from that card: the entry tells.
  const isAnother = card !== null && lastFour !== null && card !== lastFour
  const given = { ...shown, amount: minor(0 - amount), back: to }
  return isAnother ? { ...given, insteadOf: card } : given
}

function ending({ draft, totals }: Due, tender: Tender, marks: readonly string[]): Place {
  const tenders = [...tendersOf(draft), tender]
  return { payable: { draft, totals, tenders, change: minor(0), rounding: minor(0), marks } }
}

/** Where the money of an approved intent is now; `payment-without-sale` where nothing holds it. */
export function heldBy(
  core: Core,
  current: CurrentDraft,
  intent: PaymentIntent,
): Result<PaymentAnswer> {
  const { id, kind } = intent
  const { tenders, undone } = current.get()
  const isBack = undone.some(({ tender }) => tender.kind === 'card' && tender.intent === id)
  const draft = current.view()
  if (isBack || kind === 'reversal') return succeed({ outcome: 'undone', draft })
  if (tenders.some((taken) => taken.id === id)) return succeed({ outcome: 'taken', draft })
  const recorded = core.store.sales.find(intent.draft)
  const pays = recorded?.sale.tenders.some(
    (tender) => tender.kind === 'card' && tender.intent === id,
  )
  if (pays !== true) return fail('payment-without-sale', { amount: intent.amount })
  const sale = soldBefore(core, intent.draft)
  return sale.ok ? succeed({ outcome: 'done', sale: sale.value }) : sale
}
