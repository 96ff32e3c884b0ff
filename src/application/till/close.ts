/**
 * Closing the till. The count is blind: nothing tells what should be in the drawer before the count
 * is committed. Entry, session and slip are one transaction: a power cut finds it open or closed.
 */
import type { z } from 'zod'
import type { closeTillSchema } from '../../contract/terminal/commands.ts'
import type { ClosedTillView } from '../../contract/terminal/till.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { cashCount, foreignCounts } from '../../domain/till/count.ts'
import { authoriseAtTill, type TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import { keepAbandoned } from '../selling/abandon.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import type { StatusTeller } from '../status/teller.ts'
import { composeZ, reportOf } from './reports.ts'

export type CloseTill = (input: z.infer<typeof closeTillSchema>) => Result<ClosedTillView>

export function createCloseTill(
  core: Core,
  current: CurrentDraft,
  printing: PrintRunner,
  status: StatusTeller,
): CloseTill {
  const { store } = core
  return ({ command, counted, foreign = [] }) =>
    core.run('till.close', command, (at) => {
      const authority = authoriseAtTill(core, at, 'close-till')
      if (!authority.ok) return authority
      const isNegative = [counted, ...foreign.map((each) => each.counted)].some((each) => each < 0)
      if (isNegative) return fail('limit-amount')
      const cleared = clearCart(core, current, authority.value)
      if (!cleared.ok) return cleared
      const { session, person, context } = authority.value
      const { id, openedAt, currency, float } = session
      const count = cashCount(store.tills.expectedCash(id), counted)
      const sales = store.tills.countSales(id)
      const others = foreignCounts(store.tills.expectedForeign(id), foreign)
      const tips = store.tills.tips(id)
      const extras = { ...(others.length > 0 && { foreign: others }), ...(tips !== 0 && { tips }) }
      const z = { number: store.tills.nextZ(), report: reportOf(core, session) }
      const body = { session: id, currency, ...count, sales, ...extras, z }
      const entry = store.journal.append({ kind: 'session-closed', body }, context)
      const { expected } = count
      const closing = { closedAt: at, closedBy: person.id, entry: entry.id, z: z.number }
      store.tills.close(id, { ...closing, expected, counted })
      printZ(core, printing, authority.value, id)
      store.afterCommit(() => {
        status.changed()
        core.backups?.ask('till-closed')
      })
      const closed = { session: id, z: z.number, openedAt, closedAt: at, sales, float, ...count }
      return succeed({ ...closed, foreign: others, tips })
    })
}

/** What was taken out of a cart that is empty now belongs to this session and its people. */
function clearCart(core: Core, current: CurrentDraft, authority: TillAuthority): Result<null> {
  const draft = current.free()
  if (!draft.ok) return draft
  if (draft.value.lines.length > 0) return fail('draft-open')
  if (draft.value.removals.length > 0) keepAbandoned(core, current, draft.value, authority)
  return succeed(null)
}

/** From the entry as it was just kept: what is printed again later says the very same. */
function printZ(
  core: Core,
  printing: PrintRunner,
  { shop, context }: TillAuthority,
  session: string,
): void {
  if (!core.devices().printer) return
  const known = core.store.tills.z(session)
  if (!known) throw new Error(`session ${session} has no Z`)
  const document = composeZ(core, shop, known, 0)
  printing.add({ id: core.random.id(), kind: 'close-slip', sale: null, document }, context)
}
