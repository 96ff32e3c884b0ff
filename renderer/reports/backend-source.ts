/** Reports as the backend answers them. */
import {
  reportedStoresSchema,
  writtenPlace,
  type ReportedStore,
} from '../../src/contract/backend/reports.ts'
import {
  refundsSchema,
  shownRefundSchema,
  type SettleInput,
} from '../../src/contract/backend/refunds.ts'
import { whoIsInSchema, type WhoIsIn } from '../../src/contract/backend/door.ts'
import { stockDifferencesSchema } from '../../src/contract/backend/stock-differences.ts'
import { figureEntriesSchema, writtenLinePlace } from '../../src/contract/figure-entries.ts'
import { sessionEntriesSchema } from '../../src/contract/session-entries.ts'
import { tillSessionDetailSchema, tillSessionsSchema } from '../../src/contract/backend/tills.ts'
import { receiptPaperSchema, reportReceiptsSchema } from '../../src/contract/reports.ts'
import { dashboardSchema, partRowsSchema } from '../../src/domain/reports/dashboard.ts'
import { layawaysReportSchema } from '../../src/domain/reports/layaways.ts'
import type { Channel } from '../../src/domain/reports/figure.ts'
import type { Permission } from '../../src/domain/permission.ts'
import { stockReportSchema } from '../../src/domain/reports/stock.ts'
import { stockItemsSchema } from '../../src/domain/reports/stock-items.ts'
import { purchaseOrderSchema } from '../../src/domain/stock/purchase-order.ts'
import { PERIOD_DAYS_LIMIT } from '../../src/domain/reports/period.ts'
import { ask, tell, type OfficeToken } from '../connection/backend-api.ts'
import type { Answer } from '../connection/trouble.ts'
import type {
  ElsewhereWord,
  RefundSource,
  ReportSource,
  SessionSource,
  TillSource,
  WantedOrder,
} from './source.ts'

export function readStores(token: OfficeToken): Promise<Answer<ReportedStore[]>> {
  return ask(token, 'stores', {}, reportedStoresSchema)
}

export function readWho(token: OfficeToken): Promise<Answer<WhoIsIn>> {
  return ask(token, '../me', {}, whoIsInSchema)
}

/** By what somebody is in, and what they may do here. */
export interface OfficeVisit {
  readonly token: OfficeToken
  readonly who: WhoIsIn
}

/** Of all that a store sold, or what was sold in one channel, or at one terminal. */
export interface SoldWhere {
  readonly terminal?: string | undefined
  readonly channel?: Channel | undefined
}

/** Of one store; `where` narrows its sales, and `terminal` its till sessions. */
export function backendSource(
  { token, who }: OfficeVisit,
  store: string,
  where: SoldWhere,
): ReportSource {
  const { terminal, channel } = where
  const may = (permission: Permission) => who.permissions.includes(permission)
  const place = { store, terminal, channel }
  return {
    name: [store, terminal, channel].join(' '),
    longest: PERIOD_DAYS_LIMIT,
    dashboard: (period) => ask(token, 'dashboard', { ...place, ...period }, dashboardSchema),
    rows: (of, skip, most) =>
      ask(token, 'rows', { ...place, ...of, ...said({ skip, most }) }, partRowsSchema),
    receipts: (of, before, most) =>
      ask(
        token,
        'receipts',
        { ...place, ...of, ...said({ most }), before: before ? writtenPlace(before) : undefined },
        reportReceiptsSchema,
      ),
    entries: (of, before, most) => {
      const from = before ? writtenLinePlace(before) : undefined
      const wanted = { ...place, ...of, ...said({ most }), before: from }
      return ask(token, 'entries', wanted, figureEntriesSchema)
    },
    ...(may('read-till') && { session: sessionSource(token, store) }),
    differences: (of, before, most) => {
      const from = before ? writtenLinePlace(before) : undefined
      const wanted = { ...place, ...of, ...said({ most }), before: from }
      return ask(token, 'stock-differences', wanted, stockDifferencesSchema)
    },
    ...(may('see-margins') && {
      stock: {
        report: (days) => ask(token, 'stock', { store, ...said({ days }) }, stockReportSchema),
        items: ({ order, way, ...numbers }) =>
          ask(token, 'stock-items', { store, order, way, ...said(numbers) }, stockItemsSchema),
      },
    }),
    layaways: () => ask(token, 'layaways', { store }, layawaysReportSchema),
    ...(may('order-goods') && {
      order: (wanted: WantedOrder) =>
        tell(token, '../purchase-orders', { store, ...wanted }, purchaseOrderSchema),
    }),
    // They are all of the shop's.
    ...(may('read-journal') && who.ofWholeShop && { refunds: refundSource(token, who) }),
    ...(may('read-till') && { tills: tillSource({ token, who }, { store, terminal }) }),
    receipt: async ({ sale }) => {
      const answer = await ask(token, 'receipt', { store, sale }, receiptPaperSchema)
      return answer.ok ? { ok: true, value: answer.value.document } : answer
    },
  }
}

function said<Names extends string>(numbers: Readonly<Record<Names, number>>) {
  return Object.fromEntries(
    Object.entries<number>(numbers).map(([name, number]) => [name, String(number)]),
  )
}

function refundSource(token: OfficeToken, { permissions }: WhoIsIn): RefundSource {
  return {
    told: () => ask(token, '../refunds', {}, refundsSchema),
    ...(permissions.includes('refund-in-cash') && {
      settle: (word: SettleInput) => tell(token, '../settled-refunds', word, shownRefundSchema),
    }),
  }
}

const TILLS = '../tills/'

function sessionSource(token: OfficeToken, store: string): SessionSource {
  return {
    entries: (session, skip, most) =>
      ask(
        token,
        `${TILLS}entries`,
        { store, session, ...said({ skip, most }) },
        sessionEntriesSchema,
      ),
    z: async (session) => {
      const answer = await ask(token, `${TILLS}z`, { store, session }, receiptPaperSchema)
      return answer.ok ? { ok: true, value: answer.value.document } : answer
    },
  }
}

function tillSource(
  { token, who }: OfficeVisit,
  place: { readonly store: string; readonly terminal: string | undefined },
): TillSource {
  const { store } = place
  return {
    sessions: (skip, most) =>
      ask(token, `${TILLS}sessions`, { ...place, ...said({ skip, most }) }, tillSessionsSchema),
    session: (session) =>
      ask(token, `${TILLS}session`, { store, session }, tillSessionDetailSchema),
    ...(who.permissions.includes('close-till') && {
      closeElsewhere: (session: string, { counted, ...word }: ElsewhereWord) =>
        tell(
          token,
          `${TILLS}closed-elsewhere`,
          { store, session, ...word, ...(counted !== null && { counted }) },
          tillSessionDetailSchema,
        ),
    }),
    ...(who.person && { speaker: who.person.name }),
  }
}
