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
import { dayToldOtherwise } from '../../domain/till/day.ts'
import { authorise, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import { nameOf } from '../staff/views.ts'
import type { Shop } from '../shop.ts'
import { closeBefore, overBefore } from './close.ts'
import { createPrintClosing, type PrintClosing } from './print.ts'

type Guarded = z.infer<typeof guardedSchema>

export interface FiscalUses {
  /** The newest closings, and what is not closed yet. It changes nothing. */
  list(input: Guarded): Result<ClosingsView>
  /**
   * Closes the day; the month and the year too, where it is their last. Where the day is closed,
   * the month and the year that are over.
   */
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
        return authority.ok ? succeed(viewOf(core, authority.value)) : authority
      }),
    closeDay: ({ command }) =>
      core.run('fiscal.closeDay', command, (at) => {
        const authority = authorise(core, at, 'close-day')
        if (!authority.ok) return authority
        const { context } = authority.value
        const day = closings.openDay()
        if (day && tills.underWay().length > 0) return fail('till-open')
        if (day) closeBefore(core, context, { ...day, date: dateAfter(day.date) })
        else if (!closeOver(core, authority.value)) return fail('no-day-to-close')
        return succeed(viewOf(core, authority.value))
      }),
  }
}

/** Answers false where no month and no year is over. */
function closeOver(core: Core, { context, shop }: Authority): boolean {
  const businessDate = surelyToday(core, context.at, shop)
  const [over] = overBefore(core, businessDate)
  if (!over) return false
  closeBefore(core, { ...context, businessDate }, { ...over, date: businessDate })
  return true
}

/** By the backend's clock where the till's is known to be wrong: a month is closed for good. */
function surelyToday(core: Core, at: number, { store }: Shop): string {
  const dateOf = (instant: number) => core.businessDate(instant, store)
  return dayToldOtherwise(core.store.standing.clock(), at, dateOf) ?? dateOf(at)
}

function viewOf(core: Core, { context, shop }: Authority): ClosingsView {
  const { closings, tills } = core.store
  const day = closings.openDay()
  return {
    day: day ? { date: day.date, isTillOpen: tills.underWay().length > 0 } : null,
    over: day
      ? []
      : overBefore(core, surelyToday(core, context.at, shop)).map(({ kind, period }) => {
          return { kind, period }
        }),
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
