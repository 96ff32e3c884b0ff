/**
 * Goes on with a cart that was put aside. Here that needs nobody: the backend is asked for its word
 * and not waited for beyond its time. What another till put aside comes only with that word, so
 * that no two go on with one cart.
 */
import type { z } from 'zod'
import type { resumeCartSchema } from '../../contract/terminal/parking.ts'
import type { ResumedView } from '../../contract/terminal/parking.ts'
import type { Claim } from '../../domain/claim.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { claimsOfCoupons } from '../../domain/selling/coupon-claims.ts'
import { isFree, type ParkedCart } from '../../domain/selling/parked.ts'
import { holds } from '../../domain/selling/quote.ts'
import { authoriseAtTill } from '../authority.ts'
import type { Core } from '../core.ts'
import { giveUpEmptied } from '../selling/abandon.ts'
import type { Coupons } from '../selling/coupons.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { takenUp } from './taken-up.ts'

export type Resume = (input: z.infer<typeof resumeCartSchema>) => Promise<Result<ResumedView>>

const PROCEDURE = 'parking.resume'

interface Found {
  readonly cart: ParkedCart
  readonly claim: Claim
}

export function createResume(core: Core, current: CurrentDraft, coupons: Coupons): Resume {
  const { store, claims } = core
  return async (input) => {
    // What was answered before, and what is refused anyway, claims nothing.
    const isDone = store.commands.answer(input.command) !== undefined
    const ready = isDone ? succeed(null) : mayResume(core, current, input.command)
    if (!ready.ok) return ready
    const found = isDone ? undefined : await claimed(core, current, input.park)
    if (found && !found.ok) return found
    const given = found ? await couponsOf(coupons, found.value.cart) : undefined
    const done = core.run(PROCEDURE, input.command, (at) => {
      const authority = authoriseAtTill(core, at, 'sell')
      if (!authority.ok) return authority
      if (!found) return fail('busy')
      const before = freeDraft(current)
      if (!before.ok) return before
      const { cart, claim } = found.value
      const { value: by } = authority
      giveUpEmptied(core, current, by)
      const stored = current.change(before.value, { ...takenUp(core, cart, by), ...given }, by)
      if (!stored.ok) return stored
      const body = { park: cart.park, draft: cart.draft.id, claim }
      store.journal.append({ kind: 'cart-resumed', body }, by.context)
      store.parkedCarts.remove(cart.park)
      const isOver = cart.quote !== undefined && !holds(cart.quote, by.context.businessDate)
      return succeed({ isOver })
    })
    if (!done.ok && found) {
      const own = claimsOfCoupons(given?.coupons).map(({ id }) => id)
      claims.release([found.value.claim.id, ...own])
    }
    return done.ok ? succeed({ draft: current.view(), isQuoteOver: done.value.isOver }) : done
  }
}

/** What another sale has used since is in the cart no more. */
async function couponsOf(coupons: Coupons, { draft }: ParkedCart) {
  return draft.coupons && { coupons: await coupons.again(draft.coupons, draft.id) }
}

function mayResume(core: Core, current: CurrentDraft, command: string): Result<unknown> {
  const granted = core.mayRun(PROCEDURE, command, (at) => authoriseAtTill(core, at, 'sell'))
  return granted.ok ? freeDraft(current) : granted
}

/** Nothing that is in a cart is given up for the one that comes back. */
function freeDraft(current: CurrentDraft) {
  const draft = current.forLine()
  if (!draft.ok) return draft
  return isFree(draft.value) ? draft : fail('draft-open')
}

/** The cart and the claim that the entry will name, whether or not it was granted here. */
async function claimed(core: Core, current: CurrentDraft, park: string): Promise<Result<Found>> {
  const { store, claims, random } = core
  const here = store.parkedCarts.find(park)
  // What is laid away ends by a sale of its own.
  if (here?.layaway) return fail('layaway-open')
  if (!here && store.parkedCarts.isResumed(park)) return fail('parked-taken')
  const claim: Claim = { id: random.id(), kind: 'parked-cart', key: park, amount: 1 }
  const answer = await claims.take(claim, here?.draft.id ?? current.get().id)
  if (answer.outcome === 'refused' && answer.reason === 'used-up') {
    core.transact(() => store.parkedCarts.remove(park))
    current.changed()
    return fail('parked-taken')
  }
  if (here) return succeed({ cart: here, claim })
  if (answer.outcome === 'unreachable') return fail('parked-unreachable')
  const read = answer.outcome === 'granted' ? await core.parkedLookup.read(park) : null
  if (read && !read.layaway) return succeed({ cart: read, claim })
  claims.release([claim.id])
  return fail(read === null ? 'parked-taken' : 'parked-unreachable')
}
