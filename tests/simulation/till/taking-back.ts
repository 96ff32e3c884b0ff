/** Takes goods back by their receipt, as a screen does: found, put into the cart, settled. */
import type { SoldSaleView } from '../../../src/contract/terminal/returns.ts'
import { ONE, quantity } from '../../../src/domain/quantity.ts'
import type { Cashier } from './cashier.ts'
import { payOtherwise } from './paying.ts'
import type { DeedEnd, TakeBack } from './protocol.ts'

const REASONS = ['unwanted', 'faulty', 'expired'] as const
/** How often the backend is asked for the sale too; whoever holds it need not. */
const ASKS_EVERYWHERE = 0.5
const EXCHANGES = 0.4
const RESTOCKS = 0.7
/** What gives back what had paid without a terminal. */
const BY_HAND: ReadonlySet<string> = new Set([
  ...['gift-card', 'store-credit', 'on-account', 'points'],
])
/** How often a part goes back to what had paid it, before the rest is cash. */
const REFUNDS = 0.7
/** How often, else, a part goes onto what the customer has here or owes. */
const CREDITS = 0.7

/** Ends without a sale where nobody knows the receipt, or nothing of it can come back any more. */
export async function takeBack(
  cashier: Cashier,
  { receipt, all, variants }: TakeBack,
): Promise<DeedEnd> {
  const { screens, chance } = cashier
  // Money that lies there for other goods is for those.
  if (await cashier.makeWay()) await cashier.pay()
  const everywhere = chance.happens(ASKS_EVERYWHERE)
  const { sales } = await screens.returns.find({ text: receipt, everywhere })
  const sale = sales.find((each) => each.receipt === receipt)
  if (!sale) return { kind: 'done', told: `does not find ${receipt}` }
  const isPut = await put(cashier, sale, all)
  if (!isPut) return { kind: 'done', told: `finds nothing left of ${receipt}` }
  if (chance.happens(EXCHANGES)) await cashier.ring(variants, 1)
  else if (chance.happens(REFUNDS)) await refundParts(cashier)
  else if (chance.happens(CREDITS)) await payOtherwise(cashier)
  const sold = await cashier.pay()
  return { kind: 'sold', receipt: `${sold.receipt}, which takes back of ${receipt}` }
}

/** Cash for the rest ends it: where a card had paid all, a person gives cash for it. */
async function refundParts({ screens, id }: Cashier): Promise<void> {
  const { id: draft, version, due, refund } = await screens.draft.current()
  const [share] = refund?.shares ?? []
  if (!share || !BY_HAND.has(share.kind) || share.amount >= 0 - due) return
  await screens.returns.refund({ command: id(), draft, version })
}

/** All of every line, or some of one; false where nothing is left. */
async function put(cashier: Cashier, sale: SoldSaleView, isAll: boolean): Promise<boolean> {
  const { screens, chance, id } = cashier
  const left = sale.lines.filter(({ returnable }) => returnable > 0)
  if (left.length === 0) return false
  const lines = (isAll ? left : [chance.pick(left)]).map(({ id: line, returnable }) => ({
    line,
    quantity: isAll ? returnable : quantity(chance.between(1, returnable / ONE) * ONE),
    reason: chance.pick(REASONS),
    condition: 'opened' as const,
    restock: chance.happens(RESTOCKS),
  }))
  const wanted = { sale: sale.id, lines }
  await cashier.overMidnight(() => screens.returns.put({ command: id(), ...wanted }))
  return true
}
