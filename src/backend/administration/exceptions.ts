/** Everything that the backend cannot put right by itself, in one list. */
import { sql } from 'kysely'
import {
  EXCEPTIONS_LIMIT,
  type Exception,
  type Exceptions,
} from '../../contract/backend/exceptions.ts'
import { quantity } from '../../domain/quantity.ts'
import type { Reading } from '../backend.ts'
import { countOverClaimed, overClaimedOf } from '../claims/over-claimed.ts'
import { findHoles } from '../intake/holes.ts'

type Kind = Exception['kind']
type Of<Wanted extends Kind> = Extract<Exception, { kind: Wanted }>

export async function exceptionsOf(database: Reading, tenant: string): Promise<Exceptions> {
  const codes = await codesOf(database, tenant)
  const holes = await holesAndGaps(database, tenant, codes)
  const exceptions: Exception[] = [
    ...holes,
    ...(await forksOf(database, tenant, codes)),
    ...(await parkedOf(database, tenant, codes)),
    ...(await lossesOf(database, tenant)),
    ...(await oversoldOf(database, tenant)),
    ...(await overClaimedOf(database, tenant)),
  ]
  const listed = (kind: Kind): number => exceptions.filter((each) => each.kind === kind).length
  const beyond = await countAll(database, tenant)
  return {
    counts: {
      ...{ hole: listed('hole'), gap: listed('gap'), fork: listed('fork'), ...beyond },
      'changes-lost': listed('changes-lost'),
      'over-claimed': await countOverClaimed(database, tenant),
    },
    exceptions,
  }
}

type Codes = ReadonlyMap<string, string>

async function codesOf(database: Reading, tenant: string): Promise<Codes> {
  const rows = await database
    .selectFrom('terminal')
    .select(['id', 'code'])
    .where('tenant', '=', tenant)
    .execute()
  return new Map(rows.map((row) => [row.id, row.code]))
}

/** Who it was, for a person; entries always belong to a terminal that is there. */
function ofTerminal(codes: Codes, terminal: string) {
  return { terminal, terminalCode: codes.get(terminal) ?? '' }
}

async function holesAndGaps(
  database: Reading,
  tenant: string,
  codes: Codes,
): Promise<(Of<'hole'> | Of<'gap'>)[]> {
  const holes = await findHoles(database, { tenant })
  return holes.map(({ terminal, epoch: id, ordinal, from, to, closed, foundAt }) => ({
    ...{ kind: closed ? 'gap' : 'hole', ...ofTerminal(codes, terminal) },
    ...{ epoch: { ordinal, id }, from, to, foundAt },
  }))
}

async function forksOf(database: Reading, tenant: string, codes: Codes): Promise<Of<'fork'>[]> {
  type Row = Omit<Of<'fork'>, 'kind' | 'terminalCode' | 'epoch'> & { id: string; ordinal: number }
  const { rows } = await sql<Row>`
    select entry.terminal, epoch.id, epoch.ordinal, min(seq) as "from", max(seq) as "to",
      count(*) as entries, min(received_at) as "foundAt"
    from entry
    join epoch on epoch.tenant = entry.tenant and epoch.terminal = entry.terminal
      and epoch.id = entry.epoch
    where entry.tenant = ${tenant} and entry.state = 'forked'
    group by entry.terminal, epoch.id, epoch.ordinal
    order by "foundAt" desc
    limit ${EXCEPTIONS_LIMIT}
  `.execute(database)
  return rows.map(({ terminal, id, ordinal, ...rest }) => ({
    ...{ kind: 'fork', ...ofTerminal(codes, terminal), epoch: { ordinal, id }, ...rest },
  }))
}

async function parkedOf(database: Reading, tenant: string, codes: Codes): Promise<Of<'parked'>[]> {
  const rows = await database
    .selectFrom('entry')
    .select(['terminal', 'epoch', 'seq', 'reason', 'received_at'])
    .where('tenant', '=', tenant)
    .where('state', '=', 'parked')
    .orderBy('received_at', 'desc')
    .orderBy('fingerprint')
    .limit(EXCEPTIONS_LIMIT)
    .execute()
  return rows.map(({ terminal, epoch, seq, reason, received_at: foundAt }) => ({
    ...{ kind: 'parked', ...ofTerminal(codes, terminal), epoch, seq, foundAt },
    reason: reason ?? '',
  }))
}

async function lossesOf(database: Reading, tenant: string): Promise<Of<'changes-lost'>[]> {
  const rows = await database
    .selectFrom('feed_loss')
    .select(['feed', 'from_n as from', 'to_n as to', 'since', 'found_at as foundAt'])
    .where('tenant', '=', tenant)
    .orderBy('found_at', 'desc')
    .orderBy('feed')
    .limit(EXCEPTIONS_LIMIT)
    .execute()
  return rows.map((row) => ({ kind: 'changes-lost', ...row }))
}

async function oversoldOf(database: Reading, tenant: string): Promise<Of<'oversold'>[]> {
  const rows = await database
    .selectFrom('stock_exception')
    .select(['store', 'location', 'item', 'short_by', 'found_at'])
    .where('tenant', '=', tenant)
    .where('resolved_at', 'is', null)
    .orderBy('found_at', 'desc')
    .orderBy('source')
    .limit(EXCEPTIONS_LIMIT)
    .execute()
  return rows.map(({ store, location, item, short_by: shortBy, found_at: foundAt }) => ({
    ...{ kind: 'oversold', store, location, item, shortBy: quantity(shortBy), foundAt },
  }))
}

/** Of the kinds that may be many: all of them, listed or not. */
async function countAll(
  database: Reading,
  tenant: string,
): Promise<{ parked: number; oversold: number }> {
  const { rows } = await sql<{ parked: number; oversold: number }>`
    select
      (select count(*) from entry where tenant = ${tenant} and state = 'parked') as parked,
      (select count(*) from stock_exception
        where tenant = ${tenant} and resolved_at is null) as oversold
  `.execute(database)
  return rows[0] ?? { parked: 0, oversold: 0 }
}
