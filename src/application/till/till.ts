/** The till: a session from its float to its count, and opening the drawer without a sale. */
import type { z } from 'zod'
import type { openDrawerSchema, openTillSchema } from '../../contract/terminal/commands.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { piecesMake } from '../../domain/till/cash-move.ts'
import { authorise, authoriseAtTill } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import type { PrintRunner } from '../printing/runner.ts'
import type { StatusTeller } from '../status/teller.ts'
import { createCashMoves, type CashMoveUses } from './cash-moves.ts'
import { createReports, type ReportUses } from './reports.ts'
import { createCloseTill, type CloseTill } from './close.ts'

export interface TillUses extends CashMoveUses, ReportUses {
  open(input: z.infer<typeof openTillSchema>): Result<{ session: string }>
  readonly close: CloseTill
  openDrawer(input: z.infer<typeof openDrawerSchema>): Result<null>
}

export function createTillUses(
  core: Core,
  current: CurrentDraft,
  printing: PrintRunner,
  status: StatusTeller,
): TillUses {
  const { store, random } = core
  return {
    open({ command, float, pieces }) {
      return core.run('till.open', command, (at) => {
        const authority = authorise(core, at, 'open-till')
        if (!authority.ok) return authority
        if (store.tills.current()) return fail('till-already-open')
        if (float < 0) return fail('limit-amount')
        if (!piecesMake(pieces, float)) return fail('pieces-wrong')
        const { shop, context, person } = authority.value
        const session = random.id()
        const { currency } = shop.store
        const body = { session, currency, float, ...(pieces && { pieces }) }
        const own = { ...context, session }
        const { id: entry } = store.journal.append({ kind: 'session-opened', body }, own)
        const { businessDate } = context
        const opened = { openedAt: at, openedBy: person.id, businessDate, currency, float, entry }
        store.tills.open({ id: session, ...opened })
        store.afterCommit(status.changed)
        return succeed({ session })
      })
    },
    ...createCashMoves(core, printing),
    ...createReports(core, printing),
    close: createCloseTill(core, current, printing, status),
    openDrawer({ command, reason }) {
      return core.run('till.openDrawer', command, (at) => {
        const authority = authoriseAtTill(core, at, 'open-drawer')
        if (!authority.ok) return authority
        if (!core.devices().printer) return fail('printer-missing')
        const { context } = authority.value
        store.journal.append({ kind: 'drawer-opened', body: { reason } }, context)
        printing.add({ id: random.id(), kind: 'drawer', sale: null, document: null }, context)
        return succeed(null)
      })
    },
  }
}
