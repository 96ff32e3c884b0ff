/** Reports as the backend answers them. */
import {
  reportedStoresSchema,
  writtenPlace,
  type ReportedStore,
} from '../../src/contract/backend/reports.ts'
import { refundsSchema, shownRefundSchema } from '../../src/contract/backend/refunds.ts'
import {
  stockDifferencesSchema,
  writtenLinePlace,
} from '../../src/contract/backend/stock-differences.ts'
import { tillSessionDetailSchema, tillSessionsSchema } from '../../src/contract/backend/tills.ts'
import { receiptPaperSchema, reportReceiptsSchema } from '../../src/contract/reports.ts'
import { dashboardSchema } from '../../src/domain/reports/dashboard.ts'
import { layawaysReportSchema } from '../../src/domain/reports/layaways.ts'
import type { Channel } from '../../src/domain/reports/figure.ts'
import { stockReportSchema } from '../../src/domain/reports/stock.ts'
import { purchaseOrderSchema } from '../../src/domain/stock/purchase-order.ts'
import { PERIOD_DAYS_LIMIT } from '../../src/domain/reports/period.ts'
import { ask, tell } from '../connection/backend-api.ts'
import type { Answer } from '../connection/trouble.ts'
import type { ReportSource, TillSource } from './source.ts'

export function readStores(token: string): Promise<Answer<ReportedStore[]>> {
  return ask(token, 'stores', {}, reportedStoresSchema)
}

/** Of all that a store sold, or what was sold in one channel, or at one terminal. */
export interface SoldWhere {
  readonly terminal?: string | undefined
  readonly channel?: Channel | undefined
}

/** Of one store; `where` narrows its sales, and `terminal` its till sessions. */
export function backendSource(token: string, store: string, where: SoldWhere): ReportSource {
  const { terminal, channel } = where
  const place = { store, terminal, channel }
  return {
    name: [store, terminal, channel].join(' '),
    longest: PERIOD_DAYS_LIMIT,
    dashboard: (period) => ask(token, 'dashboard', { ...place, ...period }, dashboardSchema),
    receipts: (of, before) =>
      ask(
        token,
        'receipts',
        { ...place, ...of, before: before ? writtenPlace(before) : undefined },
        reportReceiptsSchema,
      ),
    differences: (of, before) =>
      ask(
        token,
        'stock-differences',
        { ...place, ...of, before: before ? writtenLinePlace(before) : undefined },
        stockDifferencesSchema,
      ),
    stock: () => ask(token, 'stock', { store }, stockReportSchema),
    layaways: () => ask(token, 'layaways', { store }, layawaysReportSchema),
    order: (wanted) => tell(token, '../purchase-orders', { store, ...wanted }, purchaseOrderSchema),
    refunds: {
      told: () => ask(token, '../refunds', {}, refundsSchema),
      settle: (word) => tell(token, '../settled-refunds', word, shownRefundSchema),
    },
    tills: tillSource(token, { store, terminal }),
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
