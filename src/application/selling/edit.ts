/** Changing the cart. Each is one act on the draft and one commit; its answer is the whole cart. */
import type { z } from 'zod'
import type * as commands from '../../contract/terminal/commands.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import {
  removeLine,
  repeatLast,
  setNote,
  setQuantity,
  undo,
  type Act,
} from '../../domain/selling/cart.ts'
import { putBack } from '../../domain/selling/laying-away.ts'
import type { Draft, Line } from '../../domain/selling/draft.ts'
import { removedFrom, worthOf } from '../../domain/selling/extents.ts'
import { alsoNeeds, authoriseAtTill, type TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
import { cartOf, mayBecomeOf, repriced } from './cart-customer.ts'
import { letGoOf } from './claimed.ts'
import type { CurrentDraft } from './current-draft.ts'

type DraftCommand = z.infer<typeof commands.draftCommandSchema>

export interface EditUses {
  setQuantity(input: z.infer<typeof commands.setQuantitySchema>): Result<DraftView>
  remove(input: z.infer<typeof commands.removeLineSchema>): Result<DraftView>
  setCustomer(input: z.infer<typeof commands.setCustomerSchema>): Result<DraftView>
  undo(input: DraftCommand): Result<DraftView>
  repeat(input: DraftCommand): Result<DraftView>
  setNote(input: z.infer<typeof commands.setNoteSchema>): Result<DraftView>
}

type Change = (draft: Draft, act: Act) => Result<Draft>

export function createEditUses(core: Core, current: CurrentDraft): EditUses {
  const edit = (
    procedure: string,
    input: DraftCommand,
    change: Change,
    mayPutBack = false,
  ): Result<DraftView> => {
    const done = core.run(procedure, input.command, (at) => {
      const authority = authoriseAtTill(core, at, 'sell')
      if (!authority.ok) return authority
      const begun = mayPutBack ? begunIn(current, input) : undefined
      if (begun) {
        current.put(begun.draft, putBack(begun.draft, begun.begins))
        return succeed(null)
      }
      const draft = current.expect(input)
      if (!draft.ok) return draft
      const changed = change(draft.value, { at, by: authority.value.person.id })
      return changed.ok ? store(draft.value, changed.value, authority.value) : changed
    })
    return done.ok ? succeed(current.view()) : done
  }
  const store = (before: Draft, after: Draft, authority: TillAuthority): Result<null> => {
    const allowed = allowedIn(core, authority, before, after)
    if (!allowed.ok) return allowed
    const changed = current.change(before, after, authority)
    if (changed.ok) letGoOf(core, before, after)
    return changed
  }
  return {
    setQuantity: (input) =>
      edit('draft.setQuantity', input, (draft, act) =>
        setQuantity(draft, input.line, input.quantity, act),
      ),
    remove: (input) =>
      edit('draft.remove', input, (draft, act) => removeLine(draft, input.line, act), true),
    setCustomer: (input) =>
      edit('draft.setCustomer', input, (draft, { at }) => {
        const { customer } = input
        const isKnown = customer === null || core.store.customers.find(customer) !== undefined
        if (!isKnown) return fail('customer-unknown')
        if (!mayBecomeOf(core, draft, customer)) return fail('customer-in-cart')
        return succeed(cartOf(core, draft, customer, at))
      }),
    repeat: (input) => edit('draft.repeat', input, repeatLast),
    setNote: (input) =>
      edit('draft.setNote', input, (draft) => setNote(draft, input.line, input.note.trim())),
    // What comes back may have been priced for somebody else.
    undo: (input) =>
      edit(
        'draft.undo',
        input,
        (draft, act) => {
          const undone = undo(draft, act)
          return undone.ok ? succeed(repriced(core, undone.value)) : undone
        },
        true,
      ),
  }
}

/** Of what is more now than it was, whichever way it goes. */
function raisedIn(before: Draft, { lines }: Draft): Line[] {
  const had = new Map(before.lines.map((line) => [line.id, line.quantity]))
  return lines.filter(({ id, quantity }) => Math.abs(quantity) > Math.abs(had.get(id) ?? quantity))
}

/** More at a price that somebody typed asks again: it was typed for less. */
function typedFor(core: Core, raised: readonly Line[], authority: TillAuthority) {
  const typed = raised.find(({ variant, price, priceChange, addedAt }) => {
    if (price !== null || priceChange) return false
    if (variant === null) return true
    const goods = core.store.catalogue.byVariant(variant, '', addedAt)
    return goods?.variant.rules?.openPrice !== undefined
  })
  if (!typed) return succeed(authority)
  return alsoNeeds(core, authority, 'open-item', { amount: worthOf([typed]) })
}

/** A cart whose goods are being laid away, before money was taken: they can be put back. */
function begunIn(current: CurrentDraft, input: DraftCommand) {
  const draft = current.expectToPay(input)
  const begins = draft.ok && draft.value.tenders.length === 0 ? draft.value.begins : undefined
  return draft.ok && begins ? { draft: draft.value, begins } : undefined
}

/**
 * Whatever takes something out of the cart needs the permission for it, and another one where money
 * was there for it: it may be what the money was taken for. What was typed or brought back is asked
 * for again where there is more of it.
 */
function allowedIn(
  core: Core,
  authority: TillAuthority,
  before: Draft,
  after: Draft,
): Result<unknown> {
  if (after.removals.length > before.removals.length) {
    const extent = removedFrom(after)
    const allowed = alsoNeeds(core, authority, 'remove-line', extent)
    if (!allowed.ok) return allowed
    const isPaidFor = before.tenders.length + before.undone.length > 0
    const voided = isPaidFor ? alsoNeeds(core, authority, 'void-tendered', extent) : allowed
    if (!voided.ok) return voided
  }
  const raised = raisedIn(before, after)
  const typed = typedFor(core, raised, authority)
  const isMoreBack = raised.some(({ isDepositBack }) => isDepositBack)
  return typed.ok && isMoreBack ? alsoNeeds(core, authority, 'return-deposit') : typed
}
