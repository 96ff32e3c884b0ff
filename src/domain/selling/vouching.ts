/**
 * What persons gave by hand is allowed as far as it went then. Whatever makes more of it later,
 * anywhere in the cart, asks anew: `beyondVouched` says for what.
 */
import { minor, sum, type Minor } from '../money.ts'
import type { Extent } from '../permission.ts'
import type { ManualDiscount, Vouched } from '../pricing/discount.ts'
import type { PricedCart, PricedLine } from '../pricing/priced.ts'
import { quantity } from '../quantity.ts'
import { rate, RATE_SCALE, type Rate } from '../rate.ts'
import type { Draft, Line } from './draft.ts'
import { priceExtentOf } from './extents.ts'

/** How far all goes that is given by hand in one place. */
interface Reach {
  readonly percent: Rate
  readonly amount: Minor
}

interface Reaches {
  /** Undefined where nothing is given on the cart. */
  readonly cart: Reach | undefined
  /** By the id of the line; of those on which something is given. */
  readonly lines: ReadonlyMap<string, Reach>
}

export interface Beyond {
  /** The furthest that discounts go of those that nobody vouched for. */
  readonly discount: Reach | undefined
  /** The furthest that changed prices go of those that are asked for more than was allowed. */
  readonly price: Extent | undefined
}

/** Who answers, and whether as a second person. */
export interface Voucher {
  readonly by: string
  readonly approver: string | null
}

export function isGivenByHand({ discounts = [], lines }: Draft): boolean {
  return (
    discounts.length > 0 ||
    lines.some((line) => line.priceChange !== undefined || (line.discounts ?? []).length > 0)
  )
}

export function beyondVouched(draft: Draft, priced: PricedCart): Beyond {
  const { cart, lines } = reachesOf(draft, priced)
  const beyond = draft.lines.flatMap(({ id, discounts }) => outgrown(discounts, lines.get(id)))
  beyond.push(...outgrown(draft.discounts, cart))
  const furthest = {
    percent: rate(Math.max(0, ...beyond.map(({ percent }) => percent))),
    amount: minor(Math.max(0, ...beyond.map(({ amount }) => amount))),
  }
  return {
    discount: beyond.length > 0 ? furthest : undefined,
    price: furthestPriceOf(draft.lines.filter(isPriceOutgrown)),
  }
}

/** The draft where each discount that went beyond holds as far as it goes now. */
export function vouchDiscounts(draft: Draft, priced: PricedCart, voucher: Voucher): Draft {
  const { cart, lines } = reachesOf(draft, priced)
  return {
    ...draft,
    ...(draft.discounts && { discounts: vouchedFor(draft.discounts, cart, voucher) }),
    lines: draft.lines.map((line) =>
      line.discounts
        ? { ...line, discounts: vouchedFor(line.discounts, lines.get(line.id), voucher) }
        : line,
    ),
  }
}

/** The same of changed prices, for the quantity that is in the cart now. */
export function vouchPrices(draft: Draft, { by, approver }: Voucher): Draft {
  const lines = draft.lines.map((line) => {
    const { priceChange } = line
    if (!priceChange || !isPriceOutgrown(line)) return line
    const isNew = priceChange.vouched === undefined
    const vouched = { by, quantity: quantity(Math.abs(line.quantity)) }
    return { ...line, priceChange: { ...priceChange, ...(isNew && { approver }), vouched } }
  })
  return { ...draft, lines }
}

function furthestPriceOf(lines: readonly Line[]): Extent | undefined {
  if (lines.length === 0) return undefined
  const extents = lines.map((line) => priceExtentOf(line))
  const shares = extents.flatMap(({ percent }) => (percent === undefined ? [] : [percent]))
  // One that has no share, as it cost nothing, is beyond every limit of percent.
  const isEach = shares.length === extents.length
  return {
    ...(isEach && { percent: rate(Math.max(...shares)) }),
    amount: minor(Math.max(...extents.map(({ amount = 0 }) => amount))),
  }
}

function isPriceOutgrown({ priceChange, quantity: amount }: Line): boolean {
  return priceChange !== undefined && Math.abs(amount) > (priceChange.vouched?.quantity ?? 0)
}

function outgrown(given: readonly ManualDiscount[] = [], reach: Reach | undefined): Reach[] {
  return reach && given.some(({ vouched }) => !covers(vouched, reach)) ? [reach] : []
}

function covers(vouched: Vouched | undefined, { percent, amount }: Reach): boolean {
  return vouched !== undefined && percent <= vouched.percent && amount <= vouched.amount
}

function vouchedFor(
  given: readonly ManualDiscount[],
  reach: Reach | undefined,
  { by, approver }: Voucher,
): ManualDiscount[] {
  return given.map((each) => {
    if (!reach || covers(each.vouched, reach)) return each
    const isNew = each.vouched === undefined
    return { ...each, ...(isNew && { approver }), vouched: { by, ...reach } }
  })
}

function reachesOf(draft: Draft, { lines: priced }: PricedCart): Reaches {
  const figures = new Map(priced.map((line) => [line.id, line]))
  const open = draft.lines.flatMap(({ id, discountable, refund }) => {
    const line = figures.get(id)
    return line && discountable !== false && !refund ? [line] : []
  })
  const byCart = keptOf(draft.discounts ?? [], open, ['manual-cart'])
  const lines = new Map<string, Reach>()
  for (const { id, discounts = [], discountable } of draft.lines) {
    const own = figures.get(id)
    if (!own || discounts.length === 0) continue
    const kept = keptOf(discounts, [own], ['manual-line', 'manual-cart'])
    const percent = shareOf(discountable === false ? kept : kept * byCart)
    lines.set(id, { percent, amount: givenIn([own], ['manual-line']) })
  }
  if ((draft.discounts ?? []).length === 0) return { cart: undefined, lines }
  const amount = givenIn(priced, ['manual-line', 'manual-cart'])
  return { cart: { percent: shareOf(byCart), amount }, lines }
}

type ByHand = 'manual-line' | 'manual-cart'

/**
 * The share that discounts leave of what they are taken from, one after the other. A percentage is
 * taken as it was said: rounded to a cent it may be more, and nobody meant that.
 */
function keptOf(
  discounts: readonly ManualDiscount[],
  lines: readonly PricedLine[],
  kinds: readonly ByHand[],
): number {
  let left = lines.reduce((all, { net }) => all + net, 0) + givenIn(lines, kinds)
  let kept = 1
  for (const discount of discounts) {
    const taken = givenIn(lines, kinds, discount.id)
    if (discount.kind === 'percent') kept *= 1 - discount.rate / RATE_SCALE
    else if (left > 0) kept *= 1 - taken / left
    left -= taken
  }
  return kept
}

/** To the next part per million: what a machine's fractions add is nobody's gift. */
function shareOf(kept: number): Rate {
  return rate(Math.round((1 - kept) * RATE_SCALE))
}

function givenIn(lines: readonly PricedLine[], kinds: readonly ByHand[], source?: string): Minor {
  return sum(
    lines.flatMap(({ discounts }) =>
      discounts
        .filter((each) => kinds.some((kind) => kind === each.kind))
        .filter((each) => source === undefined || each.source === source)
        .map(({ amount }) => amount),
    ),
  )
}
