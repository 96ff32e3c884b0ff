/** Asks the core for reports. Whoever may not read them is told so in their place. */
import type { StockDifferences } from '../../src/contract/backend/stock-differences.ts'
import type { FigureEntries, LinePlace } from '../../src/contract/figure-entries.ts'
import type { FigureOf, ReportReceipts } from '../../src/contract/reports.ts'
import type { ReceiptDocument } from '../../src/domain/receipt/document.ts'
import type { Dashboard, PartRows } from '../../src/domain/reports/dashboard.ts'
import type { LayawaysReport } from '../../src/domain/reports/layaways.ts'
import type { Period } from '../../src/domain/reports/period.ts'
import type { DifferencesOf, RowsOf, SessionSource } from '../reports/source.ts'
import { troubleOf, type Answer } from '../connection/trouble.ts'
import { command, shown, type Desk } from './desk.ts'

/** In place of the sale, whose cart stays as it is; a payment under way is ended first. */
export function beginReading(desk: Desk, what: 'reports' | 'journal'): void {
  const { status, step } = desk.store.state()
  if (status?.permissions.includes(`read-${what}`) !== true) {
    shown(desk, { ok: false, trouble: troubleOf('not-permitted') })
  } else if (step.name !== 'card') desk.store.change({ kind: 'reading', what })
}

export function readReports(desk: Desk, period: Period | null): Promise<Answer<Dashboard>> {
  return command(desk, (client, own) => client.reports.dashboard({ ...own, period }))
}

export function readRows(
  desk: Desk,
  { from, to, part }: RowsOf,
  skip: number,
  most: number,
): Promise<Answer<PartRows>> {
  return command(desk, (client, own) =>
    client.reports.rows({ ...own, period: { from, to }, part, skip, most }),
  )
}

export function readReceipts(
  desk: Desk,
  { from, to, part, key }: FigureOf,
  before: ReportReceipts['next'],
  most: number,
): Promise<Answer<ReportReceipts>> {
  return command(desk, (client, own) =>
    client.reports.receipts({ ...own, period: { from, to }, part, key, before, most }),
  )
}

export async function readReceipt(desk: Desk, sale: string): Promise<Answer<ReceiptDocument>> {
  const answer = await command(desk, (client, own) => client.reports.receipt({ ...own, sale }))
  return answer.ok ? { ok: true, value: answer.value.document } : answer
}

export function readLayaways(desk: Desk): Promise<Answer<LayawaysReport>> {
  return command(desk, (client, own) => client.reports.layaways(own))
}

export function readEntries(
  desk: Desk,
  { from, to, part, key }: FigureOf,
  before: LinePlace | null,
  most: number,
): Promise<Answer<FigureEntries>> {
  return command(desk, (client, own) =>
    client.reports.entries({ ...own, period: { from, to }, part, key, before, most }),
  )
}

export function readDifferences(
  desk: Desk,
  { from, to, part, key }: DifferencesOf,
  before: LinePlace | null,
  most: number,
): Promise<Answer<StockDifferences>> {
  return command(desk, (client, own) =>
    client.reports.differences({ ...own, period: { from, to }, part, key, before, most }),
  )
}

/** Of this till's own sessions. */
export function ownSessions(desk: Desk): SessionSource {
  return {
    entries: (session, skip, most) =>
      command(desk, (client, own) => client.reports.session({ ...own, session, skip, most })),
    z: async (session) => {
      const answer = await command(desk, (client, own) => client.till.readZ({ ...own, session }))
      return answer.ok ? { ok: true, value: answer.value.document } : answer
    },
  }
}
