/** Reports as the backend answers them. */
import {
  reportedStoresSchema,
  writtenPlace,
  type ReportedStore,
} from '../../src/contract/backend/reports.ts'
import { tillSessionDetailSchema, tillSessionsSchema } from '../../src/contract/backend/tills.ts'
import { receiptPaperSchema, reportReceiptsSchema } from '../../src/contract/reports.ts'
import { dashboardSchema } from '../../src/domain/reports/dashboard.ts'
import { layawaysReportSchema } from '../../src/domain/reports/layaways.ts'
import { stockReportSchema } from '../../src/domain/reports/stock.ts'
import { purchaseOrderSchema } from '../../src/domain/stock/purchase-order.ts'
import { PERIOD_DAYS_LIMIT } from '../../src/domain/reports/period.ts'
import { ask, tell } from '../connection/backend-api.ts'
import type { Answer } from '../connection/trouble.ts'
import type { ReportSource, TillSource } from './source.ts'

export function readStores(token: string): Promise<Answer<ReportedStore[]>> {
  return ask(token, 'stores', {}, reportedStoresSchema)
}

/** Of one store, and of one of its terminals where it is named. */
export function backendSource(token: string, store: string, terminal?: string): ReportSource {
  const place = { store, terminal }
  return {
    name: `${store} ${terminal ?? ''}`,
    longest: PERIOD_DAYS_LIMIT,
    dashboard: (period) => ask(token, 'dashboard', { ...place, ...period }, dashboardSchema),
    receipts: (of, before) =>
      ask(
        token,
        'receipts',
        { ...place, ...of, before: before ? writtenPlace(before) : undefined },
        reportReceiptsSchema,
      ),
    stock: () => ask(token, 'stock', { store }, stockReportSchema),
    layaways: () => ask(token, 'layaways', { store }, layawaysReportSchema),
    order: (wanted) => tell(token, '../purchase-orders', { store, ...wanted }, purchaseOrderSchema),
    tills: tillSource(token, place),
    receipt: async ({ sale }) => {
      const answer = await ask(token, 'receipt', { store, sale }, receiptPaperSchema)
      return answer.ok ? { ok: true, value: answer.value.document } : answer
    },
  }
}

const TILLS = '../tills/'

function tillSource(
  token: string,
  place: { readonly store: string; readonly terminal: string | undefined },
): TillSource {
  const { store } = place
  return {
    sessions: (skip) =>
      ask(token, `${TILLS}sessions`, { ...place, skip: String(skip) }, tillSessionsSchema),
    session: (session) =>
      ask(token, `${TILLS}session`, { store, session }, tillSessionDetailSchema),
    closeElsewhere: (session, { counted, ...word }) =>
      tell(
        token,
        `${TILLS}closed-elsewhere`,
        { store, session, ...word, ...(counted !== null && { counted }) },
        tillSessionDetailSchema,
      ),
  }
}
