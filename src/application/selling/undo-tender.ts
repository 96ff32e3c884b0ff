/**
 * Taking money back before the sale is finished. Cash goes back over the counter at once; a card's
 * is taken back by the device, as a payment of its own whose end is known, or asked for.
 */
import type { z } from 'zod'
import type { undoTenderSchema } from '../../contract/terminal/commands.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Draft, Taken } from '../../domain/selling/draft.ts'
import { claimsOfTenders } from '../../domain/accounts/moves.ts'
import { isCash, TENDERS_LIMIT, type Tender } from '../../domain/selling/tender.ts'
import { undoTender } from '../../domain/selling/tendering.ts'
import type { PaymentIntent } from '../../ports/payments.ts'
import type { Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import type { CurrentDraft } from './current-draft.ts'
import { openForTender } from './drawer.ts'

export type UndoTenderInput = z.infer<typeof undoTenderSchema>

/** The tender as the person saw it in the draft. */
export function takenTender(current: CurrentDraft, input: UndoTenderInput): Result<Taken> {
  const draft = current.expectToPay(input)
  if (!draft.ok) return draft
  const taken = draft.value.tenders.find(({ id }) => id === input.tender)
  return taken ? succeed(taken) : fail('tender-unknown')
}

/** In a transaction: cash goes back, a card keeps what it had, and the draft no longer has it. */
export function giveCashBack(
  core: Core,
  current: CurrentDraft,
  printing: PrintRunner,
  { id, tender }: Taken,
  { context, person }: Authority,
): Result<null> {
  const draft = current.get()
  const after = undoTender(draft, id, { at: context.at, by: person.id })
  if (!after.ok) return after
  current.put(draft, after.value)
  if (isCash(tender)) openForTender(core, printing, context)
  letGo(core, [tender])
  return succeed(null)
}

/** What was claimed for tenders that no sale will have can be drawn elsewhere. */
export function letGo({ store, claims }: Core, tenders: readonly Tender[]): void {
  const ids = claimsOfTenders(tenders).map(({ id }) => id)
  if (ids.length > 0) store.afterCommit(() => claims.release(ids))
}

/** In a transaction: the intent to take a card's money back. */
export function beginReversal(
  { store, random }: Core,
  { id, tender }: Taken,
  { shop, context }: Authority,
  { id: draft, undone }: Draft,
): Result<PaymentIntent> {
  // What could not be written down afterwards is not asked for.
  const isFull = undone.length >= TENDERS_LIMIT
  if (isFull) return fail('limit-tenders', { limit: TENDERS_LIMIT })
  const { currency } = shop.store
  const asked = { draft, amount: tender.amount, currency, createdAt: context.at }
  const reversal = { id: random.id(), kind: 'reversal', original: id, ...asked } as const
  store.payments.start(reversal)
  const intent = store.payments.find(reversal.id)
  if (!intent) throw new Error('an intent that was just begun is gone')
  return succeed(intent)
}
