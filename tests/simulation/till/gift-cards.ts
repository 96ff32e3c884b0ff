/** Sells gift cards, puts more on them, and takes them for a part of what is due. */
import { ORPCError } from '@orpc/client'
import { minor } from '../../../src/domain/money.ts'
import type { Cashier } from './cashier.ts'
import type { DeedEnd } from './protocol.ts'

/** How often more is put on a card that this till knows; one that it does not know it sells. */
const LOADS = 0.3
const LEAST = 200
const MOST = 3000
/** What somebody whose card does not pay is told; the money is then cash. */
const UNPAID: ReadonlySet<unknown> = new Set([
  'gift-card-unknown',
  'gift-card-short',
  'gift-card-needs-backend',
  // A cart of before is in the way, in which money goes onto a card.
  'gift-card-for-goods',
])

export async function takeGiftCard(
  cashier: Cashier,
  { variants, code }: { readonly variants: readonly string[]; readonly code: string },
): Promise<DeedEnd> {
  const { screens, chance, id } = cashier
  const isPaidInPart = await cashier.makeWay()
  const { balance } = await screens.giftCards.look({ code })
  if (!isPaidInPart && (balance === null || chance.happens(LOADS))) {
    const amount = minor(chance.between(LEAST, MOST))
    await cashier.overMidnight(() => screens.giftCards.sell({ command: id(), code, amount }))
    const { receipt } = await cashier.pay()
    return { kind: 'sold', receipt: `${receipt}, which puts ${String(amount)} on ${code}` }
  }
  if (!isPaidInPart) await cashier.ring(variants, 1)
  const end = await payPart(cashier, code)
  const { receipt } = await cashier.pay()
  return { kind: 'sold', receipt: `${receipt}, ${end} by ${code}` }
}

/** Never all: cash ends the sale, and whoever dies over it asks for that again. */
async function payPart({ screens, chance, id }: Cashier, code: string): Promise<string> {
  const { id: draft, version, due } = await screens.draft.current()
  if (due < 2) return 'not paid'
  const amount = minor(chance.between(1, due - 1))
  try {
    await screens.giftCards.pay({ command: id(), draft, version, code, amount })
    return `${String(amount)} of it paid`
  } catch (error) {
    const code: unknown = error instanceof ORPCError ? error.code : undefined
    if (!UNPAID.has(code)) throw error
    return `not paid (${String(code)})`
  }
}
