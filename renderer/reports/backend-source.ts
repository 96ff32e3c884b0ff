/** Reports as the backend answers them over HTTP; every answer is read by its schema. */
import { z } from 'zod'
import {
  reportedStoresSchema,
  writtenPlace,
  type ReportedStore,
} from '../../src/contract/backend/reports.ts'
import { tillSessionDetailSchema, tillSessionsSchema } from '../../src/contract/backend/tills.ts'
import { receiptPaperSchema, reportReceiptsSchema } from '../../src/contract/reports.ts'
import { dashboardSchema } from '../../src/domain/reports/dashboard.ts'
import { stockReportSchema } from '../../src/domain/reports/stock.ts'
import { PERIOD_DAYS_LIMIT } from '../../src/domain/reports/period.ts'
import { troubleOf, type Answer } from '../connection/trouble.ts'
import type { ReportSource, TillSource } from './source.ts'

/** Beside the page: `…/administration/reports/`. */
const API = './'

type Query = Readonly<Record<string, string | undefined>>

async function ask<Schema extends z.ZodType>(
  token: string,
  what: string,
  query: Query,
  schema: Schema,
  told?: object,
): Promise<Answer<z.output<Schema>>> {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  const authorization = { authorization: `Bearer ${token}` }
  const json = { 'content-type': 'application/json' }
  const sent = told && { method: 'POST', body: JSON.stringify(told) }
  const headers = told ? { ...authorization, ...json } : authorization
  try {
    const answer = await fetch(`${API}${what}?${new URLSearchParams(given).toString()}`, {
      ...sent,
      headers,
    })
    const body: unknown = await answer.json()
    if (!answer.ok) return { ok: false, trouble: troubleOf(codeIn(body)) }
    return { ok: true, value: schema.parse(body) }
  } catch (error) {
    // A broken line, or an answer that is none: both are told as a backend that is not there.
    const isLine = error instanceof TypeError
    return { ok: false, trouble: troubleOf(isLine ? 'unreachable' : 'internal') }
  }
}

function codeIn(body: unknown): string {
  const told = z.object({ code: z.string() }).safeParse(body)
  return told.success ? told.data.code : 'internal'
}

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
      ask(token, `${TILLS}closed-elsewhere`, {}, tillSessionDetailSchema, {
        ...{ store, session, ...word },
        ...(counted !== null && { counted }),
      }),
  }
}
