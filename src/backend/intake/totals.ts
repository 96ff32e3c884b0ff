/** What a terminal sold that its journal does not hold: its totals go on from it. */
import { sql } from 'kysely'
import { HEADS_LIMIT, type TotalsInput } from '../../contract/backend/sync.ts'
import { TOLD_LIMIT, type Perpetual, type ToldTotals } from '../../domain/journal/perpetual.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Reading } from '../backend.ts'

interface Reach {
  readonly id: string
  readonly ordinal: number
  readonly after: number
  readonly until: number
}

/** Per epoch all that was applied beyond what the terminal counts. */
export async function toldTotals(
  database: Reading,
  sender: TerminalPrincipal,
  counted: TotalsInput['counted'],
): Promise<ToldTotals[]> {
  const { tenant, terminal } = sender
  const own = JSON.stringify(counted.map(({ epoch, seq }) => ({ id: epoch.id, seq })))
  // Of epochs before the oldest that fits into what it says nobody knows whether they are counted.
  const isCut = counted.length >= HEADS_LIMIT
  const oldest = isCut ? Math.min(...counted.map(({ epoch }) => epoch.ordinal)) : 0
  const { rows } = await sql<Reach>`
    select epoch.id, epoch.ordinal, coalesce(own.seq, 0) as after, head_seq as until
    from epoch
    left join jsonb_to_recordset(${own}::jsonb) as own (id text, seq bigint) on own.id = epoch.id
    where epoch.tenant = ${tenant} and epoch.terminal = ${terminal}
      and head_seq > coalesce(own.seq, 0) and ordinal >= ${oldest}
    order by ordinal desc, epoch.id limit ${TOLD_LIMIT}
  `.execute(database)
  const told: ToldTotals[] = []
  for (const { id, ordinal, after, until } of rows) {
    const stretch = { epoch: { ordinal, id }, after, until }
    told.push({ ...stretch, perpetual: await soldIn(database, sender, stretch) })
  }
  return told
}

/** Of an epoch after one number and up to another; of a fork the branch that came first. */
export async function soldIn(
  database: Reading,
  { tenant, terminal }: Pick<TerminalPrincipal, 'tenant' | 'terminal'>,
  { epoch, after, until }: Omit<ToldTotals, 'perpetual'>,
): Promise<Perpetual> {
  const { rows } = await sql<{ currency: string; sales: number; turnover: number }>`
    select sale.currency, count(*) as sales, sum(total - loaded)::bigint as turnover
    from entry join sale on sale.tenant = entry.tenant and sale.store = entry.store
      and sale.entry = lpad(${String(epoch.ordinal)}, 4, '0') || '-' || entry.epoch || '-'
        || lpad(entry.seq::text, 10, '0') || '/' || entry.hash
    where entry.tenant = ${tenant} and entry.terminal = ${terminal} and entry.epoch = ${epoch.id}
      and entry.state = 'applied' and entry.seq > ${after} and entry.seq <= ${until}
    group by sale.currency order by sale.currency
  `.execute(database)
  return {
    sales: rows.reduce((all, { sales }) => all + sales, 0),
    turnover: Object.fromEntries(rows.map(({ currency, turnover }) => [currency, turnover])),
  }
}
