/**
 * Giving up a cart: it is gone from the screen and kept in the journal, with all that was removed.
 */
import type { z } from 'zod'
import type { draftCommandSchema } from '../../contract/terminal/commands.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import { claimsOf, saleLinesOf } from '../../domain/selling/sale.ts'
import { authoriseAtTill, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { pricedDraft } from '../pricing.ts'
import type { CurrentDraft } from './current-draft.ts'

export type Abandon = (input: z.infer<typeof draftCommandSchema>) => Result<DraftView>

export function createAbandon(core: Core, current: CurrentDraft): Abandon {
  return (input) => {
    const done = core.run('draft.abandon', input.command, (at) => {
      const authority = authoriseAtTill(core, at, 'abandon-cart')
      if (!authority.ok) return authority
      const draft = current.expect(input)
      if (!draft.ok) return draft
      const { lines, removals } = draft.value
      if (lines.length === 0 && removals.length === 0) return fail('draft-empty')
      keepAbandoned(core, current, draft.value, authority.value)
      return succeed(null)
    })
    return done.ok ? succeed(current.view()) : done
  }
}

/** In a transaction: the cart goes from the screen into the journal. */
export function keepAbandoned(
  core: Core,
  current: CurrentDraft,
  draft: Draft,
  { context, shop }: Authority,
): void {
  const { id, openedAt, removals } = draft
  const priced = pricedDraft(core, shop, draft)
  const lines = saleLinesOf(draft.lines, priced)
  const body = { draft: id, openedAt, lines, removals, total: priced.total }
  core.store.journal.append({ kind: 'cart-abandoned', body }, context)
  current.clear()
  const claims = claimsOf(draft.lines).map((claim) => claim.id)
  core.store.afterCommit(() => core.claims.release(claims))
}
