/** Reports of this terminal's own sales, for whoever may read them; the backend has all others. */
import type { z } from 'zod'
import type { StockDifferences } from '../../contract/backend/stock-differences.ts'
import type { FigureEntries } from '../../contract/figure-entries.ts'
import type { ReportReceipts } from '../../contract/reports.ts'
import {
  OWN_DAYS_LIMIT,
  type ownDashboardSchema,
  type ownDifferencesSchema,
  type ownEntriesSchema,
  type ownReceiptSchema,
  type ownReceiptsSchema,
  type ownRowsSchema,
} from '../../contract/terminal/reports.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { mayAlone } from '../../domain/permission.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import {
  addUpDays,
  dashboardOf,
  rank,
  toldRows,
  type Dashboard,
  type PartRows,
} from '../../domain/reports/dashboard.ts'
import { personIn, type Figure, type FigurePart } from '../../domain/reports/figure.ts'
import { comparedWith, datesOf, daysIn, periodSchema } from '../../domain/reports/period.ts'
import type { Period } from '../../domain/reports/period.ts'
import { hoursOver } from '../../domain/reports/running.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../shop.ts'
import { receiptOf } from '../selling/receipts.ts'
import type { ListLayaways } from '../layaways/list.ts'
import { createOwnFigures, type OwnDay, type OwnFigures } from './own-figures.ts'
import { findDifferences, findEntries } from './behind.ts'
import { createReportLayaways, type ReportLayaways } from './layaways.ts'
import { findReceipts } from './receipts.ts'
import { createReadSession, type ReadSession } from './session.ts'

export interface ReportsUses {
  dashboard(input: z.infer<typeof ownDashboardSchema>): Promise<Result<Dashboard>>
  /** More rows of a part than the dashboard tells. */
  rows(input: z.infer<typeof ownRowsSchema>): Promise<Result<PartRows>>
  /** The receipts behind a figure of the dashboard, newest first. */
  receipts(input: z.infer<typeof ownReceiptsSchema>): Promise<Result<ReportReceipts>>
  /** What stands behind figures that are not of sales, newest first. */
  entries(input: z.infer<typeof ownEntriesSchema>): Promise<Result<FigureEntries>>
  differences(input: z.infer<typeof ownDifferencesSchema>): Promise<Result<StockDifferences>>
  readonly session: ReadSession
  receipt(input: z.infer<typeof ownReceiptSchema>): Result<{ readonly document: ReceiptDocument }>
  readonly layaways: ReportLayaways
}

/** What of the shop a report is told by: settled with the permission, in one transaction. */
interface Ground {
  readonly today: string
  readonly zone: string
  readonly currency: string
  readonly margins: boolean
  readonly shop: Shop
}

export function createReportsUses(core: Core, list: ListLayaways): ReportsUses {
  const own = createOwnFigures(core)
  return {
    layaways: createReportLayaways(core, list),
    session: createReadSession(core),
    async dashboard({ command, period: wanted }) {
      const ground = groundOf(core, 'reports.dashboard', command)
      if (!ground.ok) return ground
      const { today } = ground.value
      const period = wanted ?? { from: today, to: today }
      if (!isReported(period)) return fail('input-invalid')
      return succeed(await dashboardFrom(core, own, period, ground.value))
    },
    async rows({ command, period, part, skip, most }) {
      const ground = groundOf(core, 'reports.rows', command)
      if (!ground.ok) return ground
      if (!isReported(period)) return fail('input-invalid')
      const { zone, currency, margins } = ground.value
      const days = await own.days(datesOf(period), zone)
      const figures = figuresIn(days).filter((figure) => figure.part === part)
      const rows = toldRows(rank(figures, most, skip), { margins, nameOf: namer(core, days) })
      return succeed({ currency, margins, rows })
    },
    async receipts({ command, ...asked }) {
      const ground = groundOf(core, 'reports.receipts', command)
      if (!ground.ok) return ground
      if (!isReported(asked.period)) return fail('input-invalid')
      const { zone, currency } = ground.value
      return succeed({ currency, ...(await findReceipts(core, asked, zone)) })
    },
    async entries({ command, ...asked }) {
      const ground = groundOf(core, 'reports.entries', command)
      if (!ground.ok) return ground
      if (!isReported(asked.period)) return fail('input-invalid')
      return succeed(await findEntries(core, asked, ground.value.shop))
    },
    async differences({ command, ...asked }) {
      const ground = groundOf(core, 'reports.differences', command)
      if (!ground.ok) return ground
      if (!isReported(asked.period)) return fail('input-invalid')
      const { shop, margins } = ground.value
      return succeed(await findDifferences(core, asked, shop, margins))
    },
    receipt: ({ command, sale }) =>
      core.run('reports.receipt', command, (at) => {
        const authority = authorise(core, at, 'read-reports')
        if (!authority.ok) return authority
        const sold = core.store.sales.find(sale)
        if (!sold) return fail('sale-unknown')
        return succeed({ document: receiptOf(core, authority.value.shop, sold, 0) })
      }),
  }
}

function isReported(period: Period): boolean {
  return periodSchema.safeParse(period).success && daysIn(period) <= OWN_DAYS_LIMIT
}

function groundOf(core: Core, procedure: string, command: string): Result<Ground> {
  return core.run(procedure, command, (at) => {
    const authority = authorise(core, at, 'read-reports')
    if (!authority.ok) return authority
    const { shop, person, context } = authority.value
    const { zone, currency } = shop.store
    const margins = mayAlone(shop.store, person.role, 'see-margins')
    return succeed({ today: context.businessDate, zone, currency, margins, shop })
  })
}

async function dashboardFrom(
  core: Core,
  own: OwnFigures,
  period: Period,
  { zone, currency, margins, shop }: Ground,
): Promise<Dashboard> {
  const compared = comparedWith(period)
  const days = await own.days(datesOf(period), zone)
  const week = await own.days(datesOf(compared.week), zone)
  const year = await own.days(datesOf(compared.year), zone)
  const { dayStartsAtMinute } = shop.store
  const hours = hoursOver(period, { now: core.clock.now(), zone, dayStartsAtMinute })
  return dashboardOf(
    { period, ...addUpDays(days), week: figuresIn(week), year: figuresIn(year) },
    { currency, margins, compared, hours, nameOf: namer(core, days) },
  )
}

/** Of all days together. */
function figuresIn(days: readonly OwnDay[]): Figure[] {
  return addUpDays(days).all
}

/** What people and departments are called today, goods and promotions as they were sold. */
function namer({ store }: Core, days: readonly OwnDay[]) {
  const names = new Map(days.flatMap((day) => [...day.names]))
  return (part: FigurePart, key: string): string | null => {
    if (part === 'product' || part === 'promotion') return names.get(key) ?? null
    if (part === 'department') return store.catalogue.department(key)?.name ?? null
    return store.settings.staffMember(personIn(part, key))?.name ?? null
  }
}
