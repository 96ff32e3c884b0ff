/**
 * Giving up a cart: it is gone from the screen and kept in the journal, with all that was removed.
 * Cash that was taken for it goes back; a card's is undone before, by the device that took it. Of
 * goods that were being laid away only that is given up: they are in the cart as before.
 */
import type { z } from 'zod'
import type { draftCommandSchema } from '../../contract/terminal/commands.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Draft, Taken } from '../../domain/selling/draft.ts'
import { isCash } from '../../domain/selling/tender.ts'
import { givenUpWith } from '../../domain/selling/extents.ts'
import { isEmptied } from '../../domain/selling/parked.ts'
import { saleLinesOf } from '../../domain/selling/sale.ts'
import { putBack } from '../../domain/selling/laying-away.ts'
import { undoAll } from '../../domain/selling/tendering.ts'
import { alsoNeeds, authoriseAtTill, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { pricedDraft } from '../pricing.ts'
import type { PrintRunner } from '../printing/runner.ts'
import { letGoOf } from './claimed.ts'
import type { CurrentDraft } from './current-draft.ts'
import { openForTender } from './drawer.ts'
import { letGo } from './undo-tender.ts'

export type Abandon = (input: z.infer<typeof draftCommandSchema>) => Result<DraftView>

export function createAbandon(core: Core, current: CurrentDraft, printing: PrintRunner): Abandon {
  return (input) => {
    const done = core.run('draft.abandon', input.command, (at) => {
      const extent = givenUpWith(current.get())
      const authority = authoriseAtTill(core, at, 'abandon-cart', extent)
      if (!authority.ok) return authority
      const draft = current.expectToPay(input)
      if (!draft.ok) return draft
      const { lines, removals, tenders, undone } = draft.value
      if (lines.length === 0 && removals.length === 0) return fail('draft-empty')
      const hadMoney = tenders.some(isMoneyTaken) || undone.length > 0
      const allowed = hadMoney
        ? alsoNeeds(core, authority.value, 'void-tendered', extent)
        : authority
      if (!allowed.ok) return allowed
      const { person } = allowed.value
      const money = { ...draft.value, tenders: tenders.filter(isMoneyTaken) }
      const back = undoAll(money, { at, by: person.id })
      if (!back.ok) return back
      const taken = tenders.map(({ tender }) => tender)
      if (taken.some(isCash)) openForTender(core, printing, allowed.value.context)
      letGo(core, taken)
      const left = { ...draft.value, undone: [...back.value] }
      if (left.begins) current.put(draft.value, putBack(left, left.begins))
      else keepAbandoned(core, current, left, allowed.value)
      return succeed(null)
    })
    return done.ok ? succeed(current.view()) : done
  }
}

/** What was paid before for goods laid away stays where it is. */
function isMoneyTaken({ tender }: Taken): boolean {
  return tender.kind !== 'layaway'
}

/**
 * In a transaction: a cart that was emptied makes way. Nobody is asked for it: whoever may did
 * answer for each thing that was taken out.
 */
export function giveUpEmptied(core: Core, current: CurrentDraft, authority: Authority): void {
  const draft = current.get()
  if (isEmptied(draft)) keepAbandoned(core, current, draft, authority)
}

/** In a transaction: the cart goes from the screen into the journal. */
export function keepAbandoned(
  core: Core,
  current: CurrentDraft,
  draft: Draft,
  { context, shop }: Authority,
): void {
  const { id, openedAt, removals, undone } = draft
  const priced = pricedDraft(core, shop, draft)
  const had = { lines: saleLinesOf(draft.lines, priced), removals, total: priced.total }
  const body = { draft: id, openedAt, ...had, ...(undone.length > 0 && { undone }) }
  core.store.journal.append({ kind: 'cart-abandoned', body }, context)
  current.clear()
  letGoOf(core, draft)
}
