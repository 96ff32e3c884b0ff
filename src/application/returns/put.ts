/** Takes goods back into the cart: an exchange is the same cart with other goods in it. */
import type { ReturnGoods } from '../../contract/terminal/returns.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import type { Variant } from '../../domain/catalogue/documents.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { SaleLine } from '../../domain/journal/facts.ts'
import { sum } from '../../domain/money.ts'
import type { Extent } from '../../domain/permission.ts'
import { times } from '../../domain/quantity.ts'
import { isWithin, returnPolicyOf } from '../../domain/returns/policy.ts'
import { backFor, returnLineOf } from '../../domain/returns/return-line.ts'
import type { Returned } from '../../domain/returns/returned.ts'
import type { SoldSale } from '../../domain/returns/sold.ts'
import { addReturn } from '../../domain/selling/cart.ts'
import type { Draft, Line } from '../../domain/selling/draft.ts'
import { givenBackIn } from '../../domain/selling/extents.ts'
import { alsoNeeds, authoriseAtTill, type TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
import { cartOf } from '../selling/cart-customer.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { claimGoods, type Claimed } from './claim.ts'
import type { KnownSales } from './known-sales.ts'
import { beforeOf, isForeign, isLate, leftOf } from './views.ts'

export type PutReturn = (input: ReturnGoods) => Promise<Result<DraftView>>

const PROCEDURE = 'returns.put'

interface Wanted {
  readonly sale: SoldSale
  readonly isGift: boolean
  readonly lines: readonly {
    readonly asked: ReturnGoods['lines'][number]
    readonly line: SaleLine
  }[]
}

export function createPutReturn(core: Core, current: CurrentDraft, known: KnownSales): PutReturn {
  const commit = (input: ReturnGoods, claimed: Claimed | undefined): Result<DraftView> => {
    const done = core.run(PROCEDURE, input.command, (at) => {
      const wanted = wantedOf(known, input)
      const extent = extentOf(wanted, current.get())
      const authority = authoriseAtTill(core, at, 'return', extent)
      if (!authority.ok) return authority
      if (!wanted.ok) return wanted
      if (!claimed) return fail('busy')
      return put(core, current, wanted.value, claimed, authority.value)
    })
    return done.ok ? succeed(current.view()) : done
  }
  return async (input) => {
    // What was answered before, and what is refused anyway, claims nothing.
    const wanted = wantedOf(known, input)
    const draft = current.forLine()
    const isReady = core.store.commands.answer(input.command) === undefined && wanted.ok && draft.ok
    if (!isReady) return draft.ok ? commit(input, undefined) : draft
    const extent = extentOf(wanted, draft.value)
    const mayReturn = (at: number) => authoriseAtTill(core, at, 'return', extent)
    const granted = core.mayRun(PROCEDURE, input.command, mayReturn)
    if (!granted.ok) return granted
    const fits = fitting(wanted.value, draft.value)
    if (!fits.ok) return fits
    const claimed = await claimGoods(core, input.sale, input.lines, draft.value.id)
    if (!claimed.ok) return claimed
    const done = commit(input, claimed.value)
    if (!done.ok) core.claims.release([...claimed.value.ids.values()])
    return done
  }
}

/** The sale and its lines: all of them known, and each named once. */
function wantedOf(
  known: KnownSales,
  { sale: id, lines: asked, gift }: ReturnGoods,
): Result<Wanted> {
  const sale = known.find(id)
  if (!sale) return fail('return-sale-unknown')
  const byId = new Map(sale.lines.map((line) => [line.id, line]))
  const lines = asked.flatMap((each) => {
    const line = byId.get(each.line)
    return line ? [{ asked: each, line }] : []
  })
  const isWhole = new Set(asked.map(({ line }) => line)).size === lines.length
  return isWhole ? succeed({ sale, lines, isGift: gift === true }) : fail('line-unknown')
}

/** Never more than was sold, as far as this terminal knows. */
function fitting({ sale, lines }: Wanted, draft: Draft): Result<null> {
  for (const { asked, line } of lines) {
    const left = leftOf(sale, line, draft)
    const isWhole = line.unit !== 'piece' || asked.quantity % 1000 === 0
    if (!isWhole) return fail('limit-amount')
    if (asked.quantity > left) return fail('return-too-many', { remaining: left })
  }
  return succeed(null)
}

/** All that goes back in this cart, line by line or at once; what does not fit goes nowhere. */
function extentOf(wanted: Result<Wanted>, draft: Draft): Extent {
  if (!wanted.ok || !fitting(wanted.value, draft).ok) return givenBackIn(draft)
  const { sale, lines } = wanted.value
  const now = lines.map(({ asked, line }) =>
    backFor({ sale, line, now: asked.quantity, before: beforeOf(sale, line, draft) }),
  )
  return givenBackIn(draft, sum(now))
}

function put(
  core: Core,
  current: CurrentDraft,
  wanted: Wanted,
  claimed: Claimed,
  authority: TillAuthority,
): Result<null> {
  const { sale } = wanted
  const { shop, context } = authority
  const draft = current.forLine()
  if (!draft.ok) return draft
  const fits = fitting(wanted, draft.value)
  if (!fits.ok) return fits
  if (isForeign(sale, shop)) return fail('return-foreign')
  if (isLate(sale, shop, context.at)) {
    const allowed = alsoNeeds(core, authority, 'return-late')
    if (!allowed.ok) return allowed
  }
  const lines = wanted.lines.map((each) =>
    lineFor(core, draft.value, wanted, each, claimed, context),
  )
  const risked = lines.filter(
    (_, index) => !claimed.granted.has(wanted.lines[index]?.line.id ?? ''),
  )
  const { offlineLimit } = returnPolicyOf(shop.store)
  const unclaimed = [...draft.value.lines.filter(isUnclaimed), ...risked]
  const refunds = unclaimed.map((line) => line.refund?.total ?? sum([]))
  if (!isWithin(offlineLimit, refunds)) return fail('return-needs-backend', { limit: offlineLimit })
  const before = withCustomer(core, draft.value, wanted, context.at)
  const after = withReturns(before, lines, context.at)
  return after.ok ? current.change(before, after.value, authority) : after
}

/** Whose purchase it was: points go back to them, and those that it brought are taken back. */
function withCustomer(core: Core, draft: Draft, wanted: Wanted, at: number): Draft {
  const { customer } = wanted.sale
  // Who brings a gift is not who bought it.
  const isNamed = (draft.customer ?? null) !== null || wanted.isGift
  if (isNamed || customer === undefined || !core.store.customers.find(customer)) return draft
  return cartOf(core, draft, customer, at)
}

function isUnclaimed({ returned }: Line): boolean {
  return returned?.word === 'none'
}

function lineFor(
  { random, store }: Core,
  draft: Draft,
  { sale, isGift }: Wanted,
  { asked, line }: Wanted['lines'][number],
  claimed: Claimed,
  { at }: TillAuthority['context'],
): Line {
  const { reason, condition, restock: restocked, quantity: now } = asked
  const claim = claimed.ids.get(line.id) ?? random.id()
  const word = claimed.granted.has(line.id) ? 'granted' : 'none'
  const goods = line.variant === null ? undefined : store.catalogue.byVariant(line.variant, '', at)
  return returnLineOf({
    ...{ id: random.id(), sale, line, now, before: beforeOf(sale, line, draft), addedAt: at },
    returned: { reason, condition, restocked, claim, word, ...broughtBy(sale, isGift) },
    items: goods ? restockedBy(line, goods.variant) : [],
  })
}

/** The points that it had brought go with the goods; a giver keeps them. */
function broughtBy(
  { customer, points }: SoldSale,
  isGift: boolean,
): Pick<Returned, 'gift' | 'brought'> {
  if (isGift) return { gift: true }
  if (customer === undefined || points === undefined) return {}
  return { brought: { customer, points: Math.max(0, points.earned) } }
}

/**
 * What one of the line puts back on the shelf. A piece with a label of the scale puts back what the
 * label says that it weighs, and nothing where that is not known.
 */
function restockedBy({ unit, label }: SaleLine, variant: Variant): Line['items'] {
  if (unit === variant.unit) return variant.items
  if (label?.unit !== variant.unit) return []
  return variant.items.map((each) => ({ ...each, quantity: times(each.quantity, label.quantity) }))
}

function withReturns(before: Draft, lines: readonly Line[], at: number): Result<Draft> {
  let after = before.version === 0 ? { ...before, openedAt: at } : before
  for (const line of lines) {
    const added = addReturn(after, line)
    if (!added.ok) return added
    after = added.value
  }
  return succeed(after)
}
