/** What a person does with the fiscal day: closes it, and looks at what was closed. */
import type { z } from 'zod'
import {
  CLOSINGS_SHOWN,
  type ClosingsView,
  type ClosingView,
} from '../../contract/terminal/fiscal.ts'
import type { guardedSchema } from '../../contract/terminal/commands.ts'
import { createWriteBooks, type WriteBooks } from './books.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { dateAfter } from '../../domain/fiscal/closing.ts'
import type { RecordedClosing } from '../../ports/fiscal-closings.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import { nameOf } from '../staff/views.ts'
import { closeBefore } from './close.ts'
import { createPrintClosing, type PrintClosing } from './print.ts'

type Guarded = z.infer<typeof guardedSchema>

export interface FiscalUses {
  /** The newest closings, and what is not closed yet. It changes nothing. */
  list(input: Guarded): Result<ClosingsView>
  /** Closes the day; the month and the year too, where it is their last. */
  closeDay(input: Guarded): Result<ClosingsView>
  readonly writeBooks: WriteBooks
  readonly print: PrintClosing
}

export function createFiscalUses(core: Core, printing: PrintRunner): FiscalUses {
  const { closings, tills } = core.store
  return {
    writeBooks: createWriteBooks(core),
    print: createPrintClosing(core, printing),
    list: ({ command }) =>
      core.run('fiscal.list', command, (at) => {
        const authority = authorise(core, at, 'close-day')
        return authority.ok ? succeed(viewOf(core)) : authority
      }),
    closeDay: ({ command }) =>
      core.run('fiscal.closeDay', command, (at) => {
        const authority = authorise(core, at, 'close-day')
        if (!authority.ok) return authority
        const day = closings.openDay()
        if (!day) return fail('no-day-to-close')
        if (tills.underWay().length > 0) return fail('till-open')
        closeBefore(core, authority.value.context, { ...day, date: dateAfter(day.date) })
        return succeed(viewOf(core))
      }),
  }
}

function viewOf(core: Core): ClosingsView {
  const { closings, tills } = core.store
  const day = closings.openDay()
  return {
    day: day ? { date: day.date, isTillOpen: tills.underWay().length > 0 } : null,
    closings: closings.newest(CLOSINGS_SHOWN).map((each) => closingView(core, each)),
  }
}

function closingView(core: Core, { entry, hash, isTold }: RecordedClosing): ClosingView {
  const { at, actor, body, epoch, seq } = entry
  const { kind, number, period, late = false, currency, figures, perpetual } = body
  return {
    ...{ kind, number, period, isLate: late, isTold, currency, figures, at, hash },
    place: { epoch: epoch.ordinal, seq },
    person: actor === null ? null : nameOf(core, actor),
    sales: perpetual.sales,
    perpetual: perpetual.turnover[currency] ?? 0,
  }
}
