/** What is laid away, for whoever may read reports: this till's own with no word of the backend. */
import type { z } from 'zod'
import type { ownLayawaysSchema } from '../../contract/terminal/reports.ts'
import type { LayawayView } from '../../contract/terminal/layaways.ts'
import { succeed, type Result } from '../../domain/failure.ts'
import {
  layawaysReportOf,
  type LayawayRow,
  type LayawaysReport,
} from '../../domain/reports/layaways.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import type { ListLayaways } from '../layaways/list.ts'

export type ReportLayaways = (
  input: z.infer<typeof ownLayawaysSchema>,
) => Promise<Result<LayawaysReport>>

export function createReportLayaways(core: Core, list: ListLayaways): ReportLayaways {
  return async ({ command }) => {
    const currency = core.run('reports.layaways', command, (at) => {
      const authority = authorise(core, at, 'read-reports')
      return authority.ok ? succeed(authority.value.shop.store.currency) : authority
    })
    if (!currency.ok) return currency
    const listed = await list({ everywhere: true })
    if (!listed.ok) return listed
    const rows = listed.value.layaways.map(rowOf)
    const isWhole = listed.value.asked === 'answered'
    return succeed(layawaysReportOf(rows, { currency: currency.value, isWhole }))
  }
}

function rowOf(view: LayawayView): LayawayRow {
  const { park, layaway, at, until, customer, total, paid, isOverdue } = view
  const state = isOverdue ? 'overdue' : 'waiting'
  return { park, layaway, at, until, customer, total, paid, state }
}
