/** The receipts behind a figure: the sales whose entries add to it. */
import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { receiptsInputSchema } from '../../contract/backend/reports.ts'
import { RECEIPTS_AMONG, type ReportReceipt, type ReportReceipts } from '../../contract/reports.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import { composeReceipt } from '../../domain/receipt/compose.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import { receiptWords } from '../../domain/receipt/template.ts'
import { receiptWordsFor } from '../../domain/receipt/words.ts'
import type { Period } from '../../domain/reports/period.ts'
import { receiptRowOf } from '../../domain/reports/receipt-row.ts'
import type { Reading } from '../backend.ts'
import type { Shop } from '../setup/shop.ts'
import { storeSettingsOf } from '../setup/store-settings.ts'

type Asked = Omit<z.infer<typeof receiptsInputSchema>, 'from' | 'to' | 'store'> & {
  readonly period: Period
}
type Place = NonNullable<ReportReceipts['next']>

interface Row {
  readonly date: string
  readonly at: number
  readonly entry: string
  readonly canonical: string
  readonly hash: string
  readonly terminal: string
  readonly person: string | null
}

const ROWS_AT_ONCE = 200
/** Sorts behind every moment. */
const BEHIND_ALL = Number.MAX_SAFE_INTEGER

export async function findReceipts(
  database: Reading,
  shop: Shop,
  asked: Asked,
): Promise<ReportReceipts> {
  const { currency, zone } = shop
  const receipts: ReportReceipt[] = []
  let place: Place = asked.before ?? { date: asked.period.to, at: BEHIND_ALL, entry: '' }
  for (let seen = 0; seen < RECEIPTS_AMONG; seen += ROWS_AT_ONCE) {
    const rows = await readRows(database, shop, asked, place)
    for (const row of rows) {
      place = { date: row.date, at: row.at, entry: row.entry }
      const found = receiptRowOf(JSON.parse(row.canonical) as Entry, asked, zone)
      if (found) receipts.push({ ...found, terminal: row.terminal, person: row.person })
      if (receipts.length === asked.most) return { currency, receipts, next: place }
    }
    if (rows.length < ROWS_AT_ONCE) return { currency, receipts, next: null }
  }
  return { currency, receipts, next: place }
}

/** The entry of a sale; its name says where it stands, see `entryId`. */
const ITS_ENTRY = sql`join entry on entry.tenant = sale.tenant and entry.terminal = sale.terminal
  and entry.epoch = substr(sale.entry, 6, 36)
  and entry.seq = substr(sale.entry, 43, 10)::bigint
  and entry.hash = split_part(sale.entry, '/', 2) and entry.state <> 'parked'
  left join terminal on terminal.tenant = sale.tenant and terminal.id = sale.terminal
  left join staff on staff.tenant = sale.tenant and staff.id = sale.actor`

const COLUMNS = sql`sale.business_date as date, sale.at, sale.entry, entry.canonical, entry.hash,
  coalesce(terminal.name, sale.terminal) as terminal, staff.name as person`

async function readRows(
  database: Reading,
  { tenant, store }: Shop,
  asked: Asked,
  { date, at, entry }: Place,
): Promise<Row[]> {
  const { terminal, channel } = asked
  const own = terminal === undefined ? sql`` : sql`and sale.terminal = ${terminal}`
  const kind = channel === 'web' ? 'web' : 'till'
  const sold = channel === undefined ? sql`` : sql`and terminal.kind = ${kind}`
  const { rows } = await sql<Row>`
    select ${COLUMNS} from sale ${ITS_ENTRY}
    where sale.tenant = ${tenant} and sale.store = ${store} ${own} ${sold}
      ${narrowed(asked)}
      and sale.business_date >= ${asked.period.from}
      and (sale.business_date, sale.at, sale.entry) < (${date}, ${at}::bigint, ${entry})
    order by sale.business_date desc, sale.at desc, sale.entry desc
    limit ${ROWS_AT_ONCE}
  `.execute(database)
  return rows
}

/** Passes over sales that cannot add to it, where rows beside them say so. */
function narrowed({ part, key }: Asked): RawBuilder<unknown> {
  if (part === 'person') return sql`and coalesce(sale.actor, '') = ${key}`
  if (part !== 'product' && part !== 'department') return sql``
  const column = sql.ref(`sale_line.${part === 'product' ? 'variant' : 'department'}`)
  return sql`and exists (
    select 1 from sale_line where sale_line.tenant = sale.tenant and sale_line.store = sale.store
      and sale_line.entry = sale.entry and coalesce(${column}, '') = ${key}
  )`
}

/** Undefined where the store has no such sale. Of two branches of a fork one is shown. */
export async function readReceipt(
  database: Reading,
  { tenant, store }: Shop,
  sale: string,
): Promise<ReceiptDocument | undefined> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from sale ${ITS_ENTRY}
    where sale.tenant = ${tenant} and sale.store = ${store} and sale.id = ${sale}
    order by sale.entry limit 1
  `.execute(database)
  const [found] = rows
  if (!found) return undefined
  const settings = await storeSettingsOf(database, { tenant, store })
  const entry = JSON.parse(found.canonical) as Entry<'sale-completed'>
  const { terminal, person, hash: entryHash } = found
  return composeReceipt(
    {
      ...{ sale: entry.body, at: entry.at, store: settings, terminal },
      ...{ cashier: person ?? '', entryHash, copy: 0 },
    },
    receiptWords(settings, receiptWordsFor),
  )
}
