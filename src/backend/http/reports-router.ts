/** What the owner reads of sales and stock. */
import { periodSchema } from '../../domain/reports/period.ts'
import { readDashboard } from '../reports/read.ts'
import { guarded, ownShop } from './context.ts'
import { raise } from './refusal.ts'

export const reportsRouter = {
  dashboard: guarded.reports.dashboard.handler(async ({ input, context }) => {
    const { tenant, store } = await ownShop(context, input.store ?? null)
    const { from, to, terminal } = input
    const asked = { tenant, store, terminal, period: periodOf(from, to) }
    return (await readDashboard(context.backend.database, asked)) ?? notFound()
  }),
}

function periodOf(from: string, to: string): { from: string; to: string } {
  const period = periodSchema.safeParse({ from, to })
  if (!period.success) throw raise('input-invalid')
  return period.data
}

function notFound(): never {
  throw raise('not-found')
}
