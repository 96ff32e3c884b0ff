/** Puts the cart aside: the next customer is served, and this one goes on later. */
import type { z } from 'zod'
import type { draftCommandSchema } from '../../contract/terminal/commands.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { PARKED_LIMIT, parkedDraftOf } from '../../domain/selling/parked.ts'
import { authoriseAtTill } from '../authority.ts'
import type { Core } from '../core.ts'
import { pricedDraft } from '../pricing.ts'
import { letGoOf } from '../selling/claimed.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'

export type Park = (input: z.infer<typeof draftCommandSchema>) => Result<DraftView>

export function createPark(core: Core, current: CurrentDraft): Park {
  const { store, random } = core
  return (input) => {
    const done = core.run('parking.park', input.command, (at) => {
      const authority = authoriseAtTill(core, at, 'sell')
      if (!authority.ok) return authority
      const open = current.expect(input)
      if (!open.ok) return open
      const draft = parkedDraftOf(open.value)
      if (!draft.ok) return draft
      if (store.parkedCarts.count() >= PARKED_LIMIT) {
        return fail('limit-parked', { limit: PARKED_LIMIT })
      }
      const { context, shop, person } = authority.value
      const { total } = pricedDraft(core, shop, open.value)
      const body = { park: random.id(), total, draft: draft.value }
      store.journal.append({ kind: 'cart-parked', body }, context)
      store.parkedCarts.put({ ...body, at, by: person.id })
      letGoOf(core, open.value)
      current.clear()
      return succeed(null)
    })
    return done.ok ? succeed(current.view()) : done
  }
}
