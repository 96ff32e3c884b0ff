/**
 * Reports of the whole store, its other tills and its online counter, which only the backend has.
 * Who may read them is settled here, before anything is asked; nothing of the answer is kept.
 */
import type { z } from 'zod'
import {
  reportedStoresSchema,
  writtenPlace,
  type ReportedStore,
} from '../../contract/backend/reports.ts'
import {
  tillSessionDetailSchema,
  tillSessionsSchema,
  type TillSessionDetail,
  type TillSessions,
} from '../../contract/backend/tills.ts'
import {
  stockDifferencesSchema,
  type StockDifferences,
} from '../../contract/backend/stock-differences.ts'
import {
  figureEntriesSchema,
  writtenLinePlace,
  type FigureEntries,
} from '../../contract/figure-entries.ts'
import { receiptPaperSchema, reportReceiptsSchema } from '../../contract/reports.ts'
import { sessionEntriesSchema, type SessionEntries } from '../../contract/session-entries.ts'
import type { ReportReceipts } from '../../contract/reports.ts'
import type { guardedSchema } from '../../contract/terminal/commands.ts'
import type * as asked from '../../contract/terminal/office.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { mayAlone, type Permission } from '../../domain/permission.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import {
  dashboardSchema,
  partRowsSchema,
  type Dashboard,
  type PartRows,
} from '../../domain/reports/dashboard.ts'
import { stockReportSchema, type StockReport } from '../../domain/reports/stock.ts'
import { stockItemsSchema, type StockItems } from '../../domain/reports/stock-items.ts'
import type { OfficeAsked, OfficeQuestion } from '../../ports/office.ts'
import { authorise, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'

export interface OfficeUses {
  place(input: z.infer<typeof guardedSchema>): Promise<Result<ReportedStore>>
  dashboard(input: z.infer<typeof asked.officeDashboardSchema>): Promise<Result<Dashboard>>
  rows(input: z.infer<typeof asked.officeRowsSchema>): Promise<Result<PartRows>>
  receipts(input: z.infer<typeof asked.officeReceiptsSchema>): Promise<Result<ReportReceipts>>
  entries(input: z.infer<typeof asked.officeEntriesSchema>): Promise<Result<FigureEntries>>
  differences(
    input: z.infer<typeof asked.officeDifferencesSchema>,
  ): Promise<Result<StockDifferences>>
  receipt(
    input: z.infer<typeof asked.officeReceiptSchema>,
  ): Promise<Result<{ readonly document: ReceiptDocument }>>
  /** What the stock is worth is what it cost: whoever asks may see that. */
  stock(input: z.infer<typeof asked.officeStockSchema>): Promise<Result<StockReport>>
  stockItems(input: z.infer<typeof asked.officeStockItemsSchema>): Promise<Result<StockItems>>
  /** Tells what drawers should hold: whoever asks may read the till. */
  sessions(input: z.infer<typeof asked.officeSessionsSchema>): Promise<Result<TillSessions>>
  session(input: z.infer<typeof asked.officeSessionSchema>): Promise<Result<TillSessionDetail>>
  sessionEntries(
    input: z.infer<typeof asked.officeSessionEntriesSchema>,
  ): Promise<Result<SessionEntries>>
  z(
    input: z.infer<typeof asked.officeSessionSchema>,
  ): Promise<Result<{ readonly document: ReceiptDocument }>>
}

interface Question<Answer> {
  readonly command: string
  readonly needs: Permission
  readonly question: OfficeQuestion
  readonly asked: (authority: Authority) => OfficeAsked
  readonly schema: z.ZodType<Answer>
}

export function createOfficeUses(core: Core): OfficeUses {
  /** `office-unreachable` where the backend did not answer in time, or knows of no such thing. */
  const ask = async <Answer>(question: Question<Answer>): Promise<Result<Answer>> => {
    const { command, needs, schema } = question
    const may = core.run(`office.${question.question}`, command, (at) => {
      const authority = authorise(core, at, needs)
      if (!authority.ok) return authority
      // Nobody's word is taken for what cannot be asked now.
      if (!core.office.isReachable()) return fail('office-unreachable')
      return succeed(question.asked(authority.value))
    })
    if (!may.ok) return may
    const answer = await core.office.ask(question.question, may.value, schema)
    return answer === undefined ? fail('office-unreachable') : succeed(answer)
  }
  return { ...soldUses(ask), ...behindUses(ask), ...heldUses(ask) }
}

type Ask = <Answer>(question: Question<Answer>) => Promise<Result<Answer>>

/** What the store sold. */
function soldUses(ask: Ask): Pick<OfficeUses, 'place' | 'dashboard' | 'rows' | 'receipts'> {
  return {
    place: ({ command }) =>
      ask({
        ...{ command, needs: 'read-reports', question: 'place', asked: () => ({}) },
        schema: reportedStoresSchema.element,
      }),
    dashboard: ({ command, period, ...where }) =>
      ask({
        ...{ command, needs: 'read-reports', question: 'dashboard', schema: dashboardSchema },
        asked: (authority) => ({ ...placed(where), ...period, margins: marginsFor(authority) }),
      }),
    rows: ({ command, period, part, skip, most, terminal, channel }) =>
      ask({
        ...{ command, needs: 'read-reports', question: 'rows', schema: partRowsSchema },
        asked: (authority) => ({
          ...{ ...placed({ terminal, channel }), ...period, part },
          ...{ skip: String(skip), most: String(most), margins: marginsFor(authority) },
        }),
      }),
    receipts: ({ command, figure, before, most, ...where }) =>
      ask({
        ...{ command, needs: 'read-reports', question: 'receipts' },
        schema: reportReceiptsSchema,
        asked: () => ({
          ...placed(where),
          ...figure,
          before: before === null ? undefined : writtenPlace(before),
          most: String(most),
        }),
      }),
  }
}

/** What stands behind figures, down to the paper. */
function behindUses(ask: Ask): Pick<OfficeUses, 'entries' | 'differences' | 'receipt'> {
  return {
    entries: ({ command, figure, before, most, ...where }) =>
      ask({
        ...{ command, needs: 'read-reports', question: 'entries', schema: figureEntriesSchema },
        asked: () => ({
          ...{ ...placed(where), ...figure, most: String(most) },
          before: before === null ? undefined : writtenLinePlace(before),
        }),
      }),
    differences: ({ command, figure, before, most, ...where }) =>
      ask({
        ...{ command, needs: 'read-reports', question: 'differences' },
        schema: stockDifferencesSchema,
        asked: (authority) => ({
          ...{ ...placed(where), ...figure, most: String(most), margins: marginsFor(authority) },
          before: before === null ? undefined : writtenLinePlace(before),
        }),
      }),
    receipt: ({ command, sale }) =>
      ask({
        ...{ command, needs: 'read-reports', question: 'receipt', asked: () => ({ sale }) },
        schema: receiptPaperSchema,
      }),
  }
}

type HeldUses = Pick<
  OfficeUses,
  'stock' | 'stockItems' | 'sessions' | 'session' | 'sessionEntries' | 'z'
>

/** What lies in the store and in its drawers. */
function heldUses(ask: Ask): HeldUses {
  return {
    stock: ({ command, days }) =>
      ask({
        ...{ command, needs: 'see-margins', question: 'stock' },
        ...{ asked: () => ({ days: String(days) }), schema: stockReportSchema },
      }),
    stockItems: ({ command, days, order, way, skip, most }) =>
      ask({
        ...{ command, needs: 'see-margins', question: 'stock-items', schema: stockItemsSchema },
        asked: () => ({
          ...{ days: String(days), order, way, skip: String(skip), most: String(most) },
        }),
      }),
    sessions: ({ command, terminal, skip, most }) =>
      ask({
        ...{ command, needs: 'read-till', question: 'sessions' },
        asked: () => ({
          ...{ terminal: terminal ?? undefined, skip: String(skip), most: String(most) },
        }),
        schema: tillSessionsSchema,
      }),
    session: ({ command, session }) =>
      ask({
        ...{ command, needs: 'read-till', question: 'session' },
        ...{ asked: () => ({ session }), schema: tillSessionDetailSchema },
      }),
    sessionEntries: ({ command, session, skip, most }) =>
      ask({
        ...{ command, needs: 'read-till', question: 'session-entries' },
        asked: () => ({ session, skip: String(skip), most: String(most) }),
        schema: sessionEntriesSchema,
      }),
    z: ({ command, session }) =>
      ask({
        ...{ command, needs: 'read-till', question: 'z' },
        ...{ asked: () => ({ session }), schema: receiptPaperSchema },
      }),
  }
}

function marginsFor({ shop, person }: Authority): 'yes' | 'no' {
  return mayAlone(shop.store, person.role, 'see-margins') ? 'yes' : 'no'
}

function placed({ terminal, channel }: { terminal: string | null; channel: string | null }) {
  return { terminal: terminal ?? undefined, channel: channel ?? undefined }
}
