/**
 * Whether the totals of a terminal's life go on over its epochs: each begins with what the one
 * before had come to and what the backend told beside it, and goes on with its own sales. Of an
 * epoch from before the backend was asked nobody can tell where it should have begun.
 */
import { sql } from 'kysely'
import type { Head } from '../../domain/journal/entry.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import {
  isSameTotal,
  NOTHING_SOLD,
  plusSale,
  plusTold,
  type Perpetual,
  type ToldTotals,
} from '../../domain/journal/perpetual.ts'
import type { Reading } from '../backend.ts'
import { soldIn } from '../intake/totals.ts'
import type { KeptEpoch } from './journal.ts'
import type { KeptRow } from './rows.ts'

export interface TotalsFold {
  /** Takes the next entry of the epoch; answers what is wrong with its totals. */
  take(row: KeptRow, entry: Entry): Promise<string | undefined>
}

/** An entry that is missing or doubled ends it: from there on nobody knows what they should be. */
export function createTotalsFold(reading: Reading, epoch: KeptEpoch): TotalsFold {
  let own: Perpetual | undefined
  let seq = 0
  return {
    async take(row, entry) {
      if (row.state !== 'applied' || row.seq !== seq + 1) {
        own = undefined
        seq = Infinity
        return undefined
      }
      seq = row.seq
      if (entry.kind === 'epoch-opened') {
        own = entry.body.perpetual
        return wrongBeginning(reading, epoch, entry.body)
      }
      if (!own) return undefined
      own = goneOn(own, entry)
      const said = saidBy(entry)
      if (said && !isSameTotal(said, own))
        return 'its totals are not the sum of the sales before it'
      const told = entry.kind === 'totals-told' ? entry.body.told : []
      return wrongTold(reading, epoch, told)
    },
  }
}

function goneOn(own: Perpetual, entry: Entry): Perpetual {
  if (entry.kind === 'totals-told') return plusTold(own, entry.body.told)
  return entry.kind === 'sale-completed' ? plusSale(own, entry.body) : own
}

function saidBy(entry: Entry): Perpetual | undefined {
  if (entry.kind === 'session-closed') return entry.body.z?.report.perpetual
  if (entry.kind === 'fiscal-closed' || entry.kind === 'totals-told') return entry.body.perpetual
  return undefined
}

type Opened = Entry<'epoch-opened'>['body']

async function wrongBeginning(
  reading: Reading,
  epoch: KeptEpoch,
  { reason, previous, perpetual, told }: Opened,
): Promise<string | undefined> {
  const wrong = 'the totals that it begins with are not those that were reached'
  if (!previous) return isSameTotal(perpetual, NOTHING_SOLD) ? undefined : wrong
  if (!told) return undefined
  const untrue = await wrongTold(reading, epoch, told)
  if (untrue !== undefined) return untrue
  const before =
    reason === 'replaced' ? NOTHING_SOLD : await reachedAt(reading, epoch, previous, told)
  return !before || isSameTotal(plusTold(before, told), perpetual) ? undefined : wrong
}

/** What the terminal had come to where the epoch leaves off; undefined where nobody can tell. */
async function reachedAt(
  reading: Reading,
  { tenant, terminal }: KeptEpoch,
  previous: Head,
  told: readonly ToldTotals[],
): Promise<Perpetual | undefined> {
  const { id } = previous.epoch
  const beyond = told.find(({ epoch }) => epoch.id === id)
  const until = beyond?.after ?? previous.seq
  const { rows } = await sql<{ canonical: string | null; seq: number; hash: string }>`
    select seq, hash, case when seq = 1 or strpos(canonical, '"kind":"totals-told"') > 0
      then canonical end as canonical
    from entry where tenant = ${tenant} and terminal = ${terminal} and epoch = ${id}
      and seq <= ${until} and state = 'applied' order by seq
  `.execute(reading)
  const isWhole = rows.length === until && (beyond || rows.at(-1)?.hash === previous.hash)
  if (!isWhole) return undefined
  const entries = rows.flatMap(({ canonical }) =>
    canonical === null ? [] : [JSON.parse(canonical) as Entry],
  )
  const [first] = entries
  if (first?.kind !== 'epoch-opened') return undefined
  const own = { epoch: previous.epoch, after: 0, until }
  const stretch = { ...own, perpetual: await soldIn(reading, { tenant, terminal }, own) }
  const more = entries.flatMap((each) => (each.kind === 'totals-told' ? each.body.told : []))
  return plusTold(first.body.perpetual, [stretch, ...more])
}

/** What came late into a stretch was not told with it: less is right, more is not. */
async function wrongTold(
  reading: Reading,
  { tenant, terminal }: KeptEpoch,
  told: readonly ToldTotals[],
): Promise<string | undefined> {
  for (const stretch of told) {
    const { epoch, until, perpetual } = stretch
    const kept = await reading
      .selectFrom('epoch')
      .select('head_seq')
      .where('tenant', '=', tenant)
      .where('terminal', '=', terminal)
      .where('id', '=', epoch.id)
      .executeTakeFirst()
    // A backend that was restored may not have them any more.
    if (!kept || kept.head_seq < until) continue
    const sold = await soldIn(reading, { tenant, terminal }, stretch)
    if (perpetual.sales < sold.sales || isSameTotal(perpetual, sold)) continue
    return `what it was told of epoch ${String(epoch.ordinal)} is not what was sold in it`
  }
  return undefined
}
