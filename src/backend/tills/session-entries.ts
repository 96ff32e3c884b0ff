/** What a till session is made of: its sales and its cash, newest first; and its Z as it was. */
import { sql } from 'kysely'
import { CORRECTIONS_SHOWN } from '../../contract/backend/tills.ts'
import type { SessionEntries, SessionEntry } from '../../contract/session-entries.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import { composeReportSlip, drawerOf } from '../../domain/receipt/report-slip.ts'
import { receiptWordsFor } from '../../domain/receipt/words.ts'
import type { ElsewhereWord, ZCorrection } from '../../domain/till/news.ts'
import type { Reading } from '../backend.ts'
import type { Shop } from '../setup/shop.ts'
import { storeSettingsOf } from '../setup/store-settings.ts'
import { FIRST_CLOSING } from './late.ts'

interface Wanted {
  readonly session: string
  readonly skip: number
  readonly most: number
}

export async function entriesOfSession(
  database: Reading,
  { tenant, store, currency }: Shop,
  { session, skip, most }: Wanted,
): Promise<SessionEntries> {
  const { rows } = await sql<SessionEntry>`
    select its.kind, its.name, its.at, staff.name as person,
      coalesce(its.currency, ${currency}) as currency, its.turnover, its.cash, sale.id as sale
    from till_entry as its
    left join staff on staff.tenant = its.tenant and staff.id = its.actor
    left join sale on sale.tenant = its.tenant and sale.store = its.store
      and sale.entry = its.entry
    where its.tenant = ${tenant} and its.store = ${store} and its.session = ${session}
      and its.kind in ('sale', 'cash')
    order by its.at desc, its.entry desc limit ${most + 1} offset ${skip}
  `.execute(database)
  return { entries: rows.slice(0, most), hasMore: rows.length > most }
}

interface Closed {
  readonly canonical: string
  readonly hash: string
  /** As people call it. */
  readonly till: string
  readonly terminal: string
  readonly epoch: string
  readonly seq: number
}

/** The first that closed it, as its till prints it now; undefined where there is none. */
export async function zOfSession(
  database: Reading,
  { tenant, store }: Shop,
  session: string,
): Promise<ReceiptDocument | undefined> {
  const { rows } = await sql<Closed>`
    select entry.canonical, entry.hash, closing.terminal, closing.epoch, closing.seq,
      coalesce(terminal.name, closing.terminal) as till
    from (
      select * from till_closing where tenant = ${tenant} and store = ${store}
        and session = ${session} ${FIRST_CLOSING}
    ) as closing
    join entry on entry.tenant = closing.tenant and entry.terminal = closing.terminal
      and entry.epoch = closing.epoch and entry.seq = closing.seq
      and entry.hash = split_part(closing.entry, '/', 2) and entry.state <> 'parked'
    left join terminal on terminal.tenant = closing.tenant and terminal.id = closing.terminal
  `.execute(database)
  const [closed] = rows
  if (!closed) return undefined
  const { body, at, actor } = JSON.parse(closed.canonical) as Entry<'session-closed'>
  if (!body.z) return undefined
  const { number, report } = body.z
  const nameOf = await staffNames(database, tenant)
  const settings = await storeSettingsOf(database, { tenant, store })
  const person = nameOf((await counterOf(database, tenant, session, closed)) ?? actor ?? '')
  return composeReportSlip(
    {
      ...{ report, currency: body.currency, drawer: drawerOf(body), at, nameOf, person },
      z: {
        ...{ number, copy: 0, closedBy: nameOf(actor ?? ''), reason: body.reason ?? null },
        corrections: await correctionsOf(database, { tenant, store }, session),
        elsewhere: await elsewhereOf(database, { tenant, store }, session),
      },
      ...{ tenders: body.tenders ?? [], store: settings, terminal: closed.till },
      entryHash: closed.hash,
    },
    receiptWordsFor(settings.locale),
  )
}

/** Between the count and the close nobody sells much: so many entries are looked through. */
const COUNT_AMONG = 500

/** Whoever counted it last; undefined of what was closed in one step. */
async function counterOf(
  database: Reading,
  tenant: string,
  session: string,
  { terminal, epoch, seq }: Closed,
): Promise<string | undefined> {
  const { rows } = await sql<{ canonical: string }>`
    select canonical from entry
    where tenant = ${tenant} and terminal = ${terminal} and epoch = ${epoch}
      and seq between ${seq - COUNT_AMONG} and ${seq} and state <> 'parked'
      and canonical like '%"session-counted"%'
    order by seq desc
  `.execute(database)
  const counts = rows.map(({ canonical }) => JSON.parse(canonical) as Entry)
  const found = counts.find((each) => {
    return each.kind === 'session-counted' && each.body.session === session
  })
  return found?.actor ?? undefined
}

async function correctionsOf(
  database: Reading,
  { tenant, store }: Pick<Shop, 'tenant' | 'store'>,
  session: string,
): Promise<ZCorrection[]> {
  const { rows } = await sql<ZCorrection>`
    select session, correction as number, kind, name, at, currency, turnover, cash,
      coalesce(watched, '[]') as watched
    from till_entry
    where tenant = ${tenant} and store = ${store} and session = ${session}
      and correction is not null
    order by correction limit ${CORRECTIONS_SHOWN}
  `.execute(database)
  return rows
}

async function elsewhereOf(
  database: Reading,
  { tenant, store }: Pick<Shop, 'tenant' | 'store'>,
  session: string,
): Promise<ElsewhereWord | null> {
  const { rows } = await sql<ElsewhereWord>`
    select session, at, person, reason, counted from till_closed_elsewhere
    where tenant = ${tenant} and store = ${store} and session = ${session}
  `.execute(database)
  return rows[0] ?? null
}

/** Whoever left the shop long ago is still told apart. */
async function staffNames(database: Reading, tenant: string): Promise<(staff: string) => string> {
  const rows = await database
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('tenant', '=', tenant)
    .execute()
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (staff) => names.get(staff) ?? staff.slice(-6)
}
