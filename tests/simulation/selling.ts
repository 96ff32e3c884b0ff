/** What the people at the tills do, and how it may end. */
import type { SimulatedTerminal } from './terminal.ts'
import type { Deed, DeedEnd } from './till/protocol.ts'
import type { World } from './world.ts'

type Observer = World['observer']

/** What a person at a till is told while the disk is in trouble, and what may be tried again. */
const IN_TROUBLE = ['disk-full', 'disk-failed'] as const
/** What else a person may rightly be told, and leaves it at that. */
const REFUSALS: Readonly<Partial<Record<Deed['kind'], readonly string[]>>> = {
  // A cart that holds goods or money keeps the till open.
  'close-till': ['draft-open', 'tenders-taken'],
  // Goods that come back wait for no other customer; other people's hooks are far away.
  park: ['park-returns'],
  resume: ['parked-taken', 'parked-unreachable', 'draft-open'],
  // Its news has not come down yet, or the cart holds nothing but what comes back.
  serve: ['coupon-unknown', 'coupon-used', 'not-discountable'],
  // Somebody else was quicker, or nobody could be asked and it is too much to risk.
  'take-back': ['return-taken', 'return-too-many', 'return-needs-backend', 'refund-taken'],
}

/** How often all that was bought comes back. */
const WHOLE_SALES = 0.3

/** Some of the goods, for cash. */
export function sell(terminal: SimulatedTerminal, { observer, shop }: World): Promise<string> {
  return doing(terminal, observer, { kind: 'sell', variants: variantsOf(shop) })
}

/** The same for somebody who is known, with what they bring. */
export function serve(terminal: SimulatedTerminal, { chance, observer, shop }: World) {
  const coupon = chance.pick(shop.coupons)
  return doing(terminal, observer, { kind: 'serve', variants: variantsOf(shop), coupon })
}

export function keepCustomer(terminal: SimulatedTerminal, { observer }: World): Promise<string> {
  return doing(terminal, observer, { kind: 'keep-customer' })
}

/** One of few cards, which both tills know. */
export function takeGiftCard(terminal: SimulatedTerminal, world: World): Promise<string> {
  const { chance, observer, shop } = world
  const code = chance.pick(shop.cards)
  return doing(terminal, observer, { kind: 'gift-card', variants: variantsOf(shop), code })
}

export function park(terminal: SimulatedTerminal, { observer, shop }: World): Promise<string> {
  return doing(terminal, observer, { kind: 'park', variants: variantsOf(shop) })
}

export function resume(terminal: SimulatedTerminal, { observer }: World): Promise<string> {
  return doing(terminal, observer, { kind: 'resume' })
}

/** Goods of any sale that any till has told of. */
export async function takeBack(terminal: SimulatedTerminal, world: World): Promise<string> {
  const { chance, observer, shop, terminals } = world
  const sold = terminals.flatMap(({ acknowledged }) => acknowledged)
  if (sold.length === 0) return 'nothing was sold that could come back'
  const { receipt } = chance.pick(sold)
  const all = chance.happens(WHOLE_SALES)
  return doing(terminal, observer, { kind: 'take-back', receipt, all, variants: variantsOf(shop) })
}

export function closeTill(terminal: SimulatedTerminal, { observer }: World): Promise<string> {
  return doing(terminal, observer, { kind: 'close-till' })
}

/** Cash goes into the drawer or out of it without a sale. */
export function moveCash(terminal: SimulatedTerminal, { observer }: World): Promise<string> {
  return doing(terminal, observer, { kind: 'move-cash' })
}

/** Goods are gone, or there, that nobody sold or bought. */
export function adjustStock(
  terminal: SimulatedTerminal,
  { observer, shop }: World,
): Promise<string> {
  return doing(terminal, observer, { kind: 'adjust-stock', variants: variantsOf(shop) })
}

export function variantsOf({ goods }: World['shop']): string[] {
  return goods.map(({ variant }) => variant)
}

/** A deed ends as it should, with a disk in trouble or with the terminal; else it is a find. */
export async function doing(
  terminal: SimulatedTerminal,
  observer: Observer,
  deed: Deed,
): Promise<string> {
  const ended = await terminal.ask(deed, (end) => toldOf(terminal, observer, deed, end))
  return ended ?? `begins to ${deed.kind}`
}

function toldOf({ name }: SimulatedTerminal, observer: Observer, deed: Deed, end: DeedEnd): string {
  if (end.kind === 'sold') return `sells ${end.receipt}`
  if (end.kind === 'died') return `dies over ${deed.kind}`
  if (end.kind === 'done') return end.told ?? `${deed.kind}: done`
  const { kind, code } = end
  const mayBe: readonly string[] = [...IN_TROUBLE, ...(REFUSALS[deed.kind] ?? [])]
  if (!mayBe.includes(code)) observer.wondersAt(name, `${deed.kind} ended as ${kind}: ${code}`)
  return `cannot ${deed.kind}: ${code}`
}
