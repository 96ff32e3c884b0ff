/** Money goes back the way it came, one tender after another. */
import { TENDERS_LIMIT } from '../../src/domain/selling/tender.ts'
import type { DraftView } from '../../src/contract/terminal/views.ts'
import { minor } from '../../src/domain/money.ts'
import { command, guarded, shown, type Desk } from './desk.ts'
import { followed, mayPay, paymentAnswer, payCash, seenDraft, settled } from './pay.ts'

type Refund = NonNullable<DraftView['refund']>

/** What can go back otherwise than in cash; null where nothing can, or nothing goes back. */
export function refundOf(draft: DraftView | null): Refund | null {
  const refund = draft?.refund ?? null
  return refund && (refund.shares.length > 0 || refund.credit > 0) ? refund : null
}

/** What the money goes back to by one press: named where all of it goes to an account alone. */
export function wayOfRefund(
  draft: DraftView | null,
): 'refund.as-paid' | 'refund.note' | 'tender.store-credit' {
  const refund = draft?.refund
  if (!refund || refund.credit === 0) return 'refund.as-paid'
  if (refund.shares.length > 0 || refund.cash > 0 || refund.beyond > 0) return 'refund.as-paid'
  const isKept = draft.accounts.some(({ kind }) => kind === 'store-credit')
  return isKept ? 'tender.store-credit' : 'refund.note'
}

/** The card that the next part goes back to, as it is told from others; empty where none is. */
export function cardOfRefund(draft: DraftView | null): string {
  const share = draft?.refund?.shares[0]
  return share?.kind === 'card' ? share.detail : ''
}

/** Stops where a part did not go back; what cash had paid ends it in cash. */
export async function giveBack(desk: Desk, toAnother = false): Promise<void> {
  const isReady = await desk.inTurn(async () => mayPay(desk))
  if (!isReady) return
  await guarded(desk, async (desk) => {
    for (let count = 0; count < TENDERS_LIMIT; count += 1) {
      const refund = refundOf(desk.store.state().draft)
      if (!refund) break
      const isGiven =
        refund.shares[0]?.kind === 'card'
          ? await giveToCard(desk, toAnother && count === 0)
          : await giveByHand(desk)
      if (!isGiven) return
    }
    const { draft } = desk.store.state()
    const isCash = draft?.refund?.shares.length === 0 && draft.refund.beyond === 0
    if (isCash) await payCash(desk, minor(0))
  })
}

/** True where there may be more to give back. */
async function giveToCard(desk: Desk, toAnother: boolean): Promise<boolean> {
  desk.store.change({ kind: 'step', step: { name: 'card', phase: 'returning', reason: '' } })
  const asked = await paymentAnswer(desk, (client, seen) =>
    client.returns.refundToCard({ ...seen, ...(toAnother && { toAnother }) }),
  )
  settled(desk, asked, 'refund')
  return asked.ok && asked.value.outcome === 'taken'
}

async function giveByHand(desk: Desk): Promise<boolean> {
  return desk.inTurn(async () => {
    const seen = seenDraft(desk)
    if (!seen) return false
    const asked = await command(desk, (client, own) => client.returns.refund({ ...own, ...seen }))
    const answer = shown(desk, asked)
    if (!answer) return false
    followed(desk, answer, 'refund')
    return answer.outcome === 'taken'
  })
}

/** What goes back as a note on paper, which pays like a gift card. */
export async function giveNote(desk: Desk): Promise<void> {
  await guarded(desk, async (desk) => {
    await desk.inTurn(async () => {
      const seen = seenDraft(desk)
      if (!seen) return
      const asked = await command(desk, (client, own) => client.giftCards.note({ ...own, ...seen }))
      const answer = shown(desk, asked)
      if (answer) followed(desk, answer, 'payment')
    })
  })
}
