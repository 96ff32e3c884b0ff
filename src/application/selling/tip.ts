/** What the customer gives on top, where the store wants that. */
import type { z } from 'zod'
import type { setTipSchema } from '../../contract/terminal/commands.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { setTip } from '../../domain/selling/tendering.ts'
import { authoriseAtTill } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from './current-draft.ts'
import { dueOf } from './due.ts'

export type SetTip = (input: z.infer<typeof setTipSchema>) => Result<DraftView>

export function createSetTip(core: Core, current: CurrentDraft): SetTip {
  return (input) => {
    const done = core.run('draft.setTip', input.command, (at) => {
      const authority = authoriseAtTill(core, at, 'sell')
      if (!authority.ok) return authority
      const { shop } = authority.value
      if (!shop.store.tips) return fail('tips-not-taken')
      const due = dueOf(core, current, shop, input)
      if (!due.ok) return due
      const { draft, totals } = due.value
      const after = setTip(draft, input.tip, totals.total)
      if (!after.ok) return after
      current.put(draft, after.value)
      return succeed(null)
    })
    return done.ok ? succeed(current.view()) : done
  }
}
