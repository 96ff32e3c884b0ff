/** The entries behind figures that are not of sales: kept beside the figures, and read. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { figureEntriesInputSchema } from '../../contract/backend/reports.ts'
import type { FigureEntries, FigureEntryView } from '../../contract/figure-entries.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import { figureEntriesOf } from '../../domain/reports/figure-entries.ts'
import type { Period } from '../../domain/reports/period.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Reading, Transaction } from '../backend.ts'
import type { Shop } from '../setup/shop.ts'

/** Kept once, however often it is told. `source` is the entry's place and hash. */
export async function keepFigureEntries(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  entry: Entry,
  source: string,
): Promise<void> {
  const rows = figureEntriesOf(entry)
  if (rows.length === 0) return
  await transaction
    .insertInto('figure_entry')
    .values(
      rows.map(({ part, key, person, approver, ...told }, line) => ({
        ...{ tenant, store, part, key, business_date: entry.businessDate, at: entry.at },
        ...{ entry: source, line, terminal, person, approver, told: JSON.stringify(told) },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

type Asked = Omit<z.infer<typeof figureEntriesInputSchema>, 'from' | 'to' | 'store'> & {
  readonly period: Period
}

type Row = Pick<FigureEntryView, 'date' | 'at' | 'entry' | 'line' | 'terminal'> &
  Pick<FigureEntryView, 'person' | 'approver'> & {
    readonly told: Omit<FigureEntryView, 'date' | 'at' | 'entry' | 'line' | 'own'>
  }

/** Of one store, newest first, a page of lines at a time. */
export async function readFigureEntries(
  database: Reading,
  { tenant, store }: Shop,
  { period, part, key, terminal, channel, before, most }: Asked,
): Promise<FigureEntries> {
  const own = terminal === undefined ? sql`` : sql`and its.terminal = ${terminal}`
  const kind = channel === 'web' ? 'web' : 'till'
  const sold = channel === undefined ? sql`` : sql`and terminal.kind = ${kind}`
  const on = before
    ? sql`and (its.business_date, its.at, its.entry, its.line)
        < (${before.date}, ${before.at}::bigint, ${before.entry}, ${before.line}::bigint)`
    : sql``
  const { rows } = await sql<Row>`
    select its.business_date as date, its.at, its.entry, its.line, its.told,
      coalesce(terminal.name, its.terminal) as terminal, who.name as person,
      voucher.name as approver
    from figure_entry as its
    left join terminal on terminal.tenant = its.tenant and terminal.id = its.terminal
    left join staff as who on who.tenant = its.tenant and who.id = its.person
    left join staff as voucher on voucher.tenant = its.tenant and voucher.id = its.approver
    where its.tenant = ${tenant} and its.store = ${store} and its.part = ${part}
      and its.key = ${key} and its.business_date between ${period.from} and ${period.to}
      ${own} ${sold} ${on}
    order by its.business_date desc, its.at desc, its.entry desc, its.line desc
    limit ${most + 1}
  `.execute(database)
  const lines = rows.slice(0, most).map(({ told, ...row }) => ({ ...told, ...row, own: null }))
  const last = lines.at(-1)
  if (rows.length <= most || !last) return { lines, next: null }
  const { date, at, entry, line } = last
  return { lines, next: { date, at, entry, line } }
}
