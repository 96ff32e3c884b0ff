/** The till: a session from its float to its Z, and what happens to its drawer without a sale. */
import type { z } from 'zod'
import type { openDrawerSchema } from '../../contract/terminal/commands.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { authoriseAtTill } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { openedBefore } from '../selling/drawer.ts'
import type { StatusTeller } from '../status/teller.ts'
import { createBeginCount, type BeginCount } from './begin-count.ts'
import { createCashMoves, type CashMoveUses } from './cash-moves.ts'
import { createCloseTill, type CloseUses } from './close.ts'
import { createCountTill, type CountTill } from './count.ts'
import { createContinueDay, type ContinueDay } from './day.ts'
import { createOpenTill, type OpenTill } from './open.ts'
import { createReports, type ReportUses } from './reports.ts'

export interface TillUses extends CashMoveUses, ReportUses, CloseUses {
  readonly open: OpenTill
  readonly beginCount: BeginCount
  readonly count: CountTill
  readonly continueDay: ContinueDay
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
    open: createOpenTill(core, current, status),
    continueDay: createContinueDay(core, status),
    beginCount: createBeginCount(core, current, status),
    count: createCountTill(core, current, status),
    ...createCashMoves(core, printing),
    ...createReports(core, printing),
    ...createCloseTill(core, printing, status),
    openDrawer({ command, reason }) {
      return core.run('till.openDrawer', command, (at) => {
        const authority = authoriseAtTill(core, at, 'open-drawer', openedBefore(core))
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
