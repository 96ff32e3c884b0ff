/** The lines behind what was lost or found of the stock: kept beside the figures, and read. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type {
  differencesInputSchema,
  StockDifferences,
} from '../../contract/backend/stock-differences.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { Period } from '../../domain/reports/period.ts'
import { differencesOf } from '../../domain/reports/stock-differences.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Reading, Transaction } from '../backend.ts'
import type { Shop } from '../setup/shop.ts'

/** Kept once, however often it is told. `source` is the entry's place and hash. */
export async function keepDifferences(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  entry: Entry,
  source: string,
): Promise<void> {
  const rows = differencesOf(entry).flatMap(({ part, reason, lines }) =>
    lines.map((line) => ({ part, reason, ...line })),
  )
  if (rows.length === 0) return
  const { at, actor, businessDate } = entry
  const told = rows.map((row, line) => ({ ...row, line }))
  await sql`
    insert into stock_difference (
      tenant, store, terminal, entry, at, actor, business_date, note,
      part, reason, line, name, unit, quantity, worth, cost
    )
    select ${tenant}, ${store}, ${terminal}, ${source}, ${at}::bigint, ${actor}, ${businessDate},
      ${noteOf(entry)}, part, reason, line, name, unit, quantity, worth, cost
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as told (
      part text, reason text, line bigint, name text, unit text,
      quantity bigint, worth bigint, cost bigint
    )
    on conflict do nothing
  `.execute(transaction)
}

function noteOf({ kind, body }: Entry): string | null {
  if (kind === 'order-closed') return body.reason
  return 'note' in body ? (body.note ?? null) : null
}

type Asked = Omit<z.infer<typeof differencesInputSchema>, 'from' | 'to' | 'store'> & {
  readonly period: Period
}

/** Of one store, newest first, a page of lines at a time. */
export async function readDifferences(
  database: Reading,
  { tenant, store, currency }: Shop,
  { period, part, key, terminal, channel, before, most }: Asked,
): Promise<StockDifferences> {
  let query = database
    .selectFrom('stock_difference as told')
    .innerJoin('store', (join) =>
      join.onRef('store.tenant', '=', 'told.tenant').onRef('store.id', '=', 'told.store'),
    )
    .leftJoin('terminal', (join) =>
      join.onRef('terminal.tenant', '=', 'told.tenant').onRef('terminal.id', '=', 'told.terminal'),
    )
    .leftJoin('staff', (join) =>
      join.onRef('staff.tenant', '=', 'told.tenant').onRef('staff.id', '=', 'told.actor'),
    )
    .select(['told.business_date as date', 'told.at', 'told.entry', 'told.line', 'told.note'])
    .select(['told.name', 'told.unit', 'told.quantity', 'told.worth', 'told.cost'])
    .select(['store.name as store', 'staff.name as person'])
    .select((eb) => eb.fn.coalesce('terminal.name', 'told.terminal').as('terminal'))
    .where('told.tenant', '=', tenant)
    .where('told.store', '=', store)
    .where('told.part', '=', part)
    .where('told.reason', '=', key)
    .where('told.business_date', '>=', period.from)
    .where('told.business_date', '<=', period.to)
  if (terminal !== undefined) query = query.where('told.terminal', '=', terminal)
  if (channel !== undefined) {
    query = query.where('terminal.kind', '=', channel === 'web' ? 'web' : 'till')
  }
  if (before) {
    const { date, at, entry, line } = before
    query = query.where(
      sql<boolean>`(told.business_date, told.at, told.entry, told.line)
        < (${date}, ${at}::bigint, ${entry}, ${line}::bigint)`,
    )
  }
  const rows = await query
    .orderBy('told.business_date', 'desc')
    .orderBy('told.at', 'desc')
    .orderBy('told.entry', 'desc')
    .orderBy('told.line', 'desc')
    .limit(most + 1)
    .execute()
  const shown = rows.slice(0, most)
  const last = shown.at(-1)
  const next =
    rows.length > shown.length && last
      ? { date: last.date, at: last.at, entry: last.entry, line: last.line }
      : null
  return { currency, lines: shown.map((line) => ({ ...line, own: null })), next }
}
