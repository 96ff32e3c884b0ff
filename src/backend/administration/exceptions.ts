/** Everything that the backend cannot put right by itself, in one list. */
import { sql } from 'kysely'
import {
  EXCEPTIONS_LIMIT,
  exceptionKindSchema,
  type Exception,
  type ExceptionKind,
  type Exceptions,
  type ExceptionsInput,
} from '../../contract/backend/exceptions.ts'
import { quantity } from '../../domain/quantity.ts'
import type { Reading } from '../backend.ts'
import { countOverClaimed, overClaimedOf } from '../claims/over-claimed.ts'
import { countOverdrawn, overdrawnOf } from '../customers/overdrawn.ts'
import { countHoles, findHoles } from '../intake/holes.ts'
import { countNotDone, refundsNotDone } from '../refunds/not-done.ts'

type Of<Wanted extends ExceptionKind> = Extract<Exception, { kind: Wanted }>
type Codes = ReadonlyMap<string, string>

interface Wanted {
  readonly database: Reading
  readonly tenant: string
  readonly codes: Codes
  readonly skip: number
}

const LISTS: { readonly [Kind in ExceptionKind]: (wanted: Wanted) => Promise<Of<Kind>[]> } = {
  hole: holesOf,
  gap: gapsOf,
  fork: forksOf,
  parked: parkedOf,
  'changes-lost': lossesOf,
  oversold: oversoldOf,
  'price-difference': priceDifferencesOf,
  'over-claimed': ({ database, tenant, skip }) => overClaimedOf(database, tenant, skip),
  'points-overdrawn': ({ database, tenant, skip }) => overdrawnOf(database, tenant, skip),
  'refund-not-done': ({ database, tenant, skip }) => refundsNotDone(database, tenant, skip),
}

/** Nothing is hidden: what the page does not hold is counted, and a later page lists it. */
export async function exceptionsOf(
  database: Reading,
  tenant: string,
  { kind, skip = 0 }: ExceptionsInput = {},
): Promise<Exceptions> {
  const codes = await codesOf(database, tenant)
  const kinds = kind === undefined ? exceptionKindSchema.options : [kind]
  const exceptions: Exception[] = []
  for (const each of kinds) {
    exceptions.push(...(await LISTS[each]({ database, tenant, codes, skip })))
  }
  const counts = await countAll(database, tenant)
  const beyond = kinds.map((each) => Math.max(0, counts[each] - skip))
  const left = beyond.reduce((sum, count) => sum + count, 0)
  return { counts, exceptions, more: Math.max(0, left - exceptions.length) }
}

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

async function holesOf(wanted: Wanted): Promise<Of<'hole'>[]> {
  return (await emptyPlaces(wanted, false)).map((place) => ({ kind: 'hole', ...place }))
}

async function gapsOf(wanted: Wanted): Promise<Of<'gap'>[]> {
  return (await emptyPlaces(wanted, true)).map((place) => ({ kind: 'gap', ...place }))
}

async function emptyPlaces({ database, tenant, codes, skip }: Wanted, closed: boolean) {
  const holes = await findHoles(database, { tenant, closed, skip, limit: EXCEPTIONS_LIMIT })
  return holes.map(({ terminal, epoch: id, ordinal, from, to, foundAt }) => ({
    ...ofTerminal(codes, terminal),
    ...{ epoch: { ordinal, id }, from, to, foundAt },
  }))
}

async function forksOf({ database, tenant, codes, skip }: Wanted): Promise<Of<'fork'>[]> {
  type Row = Omit<Of<'fork'>, 'kind' | 'terminalCode' | 'epoch'> & { id: string; ordinal: number }
  const { rows } = await sql<Row>`
    select entry.terminal, epoch.id, epoch.ordinal, min(seq) as "from", max(seq) as "to",
      count(*) as entries, min(received_at) as "foundAt"
    from entry
    join epoch on epoch.tenant = entry.tenant and epoch.terminal = entry.terminal
      and epoch.id = entry.epoch
    where entry.tenant = ${tenant} and entry.state = 'forked'
    group by entry.terminal, epoch.id, epoch.ordinal
    order by "foundAt" desc, epoch.id
    limit ${EXCEPTIONS_LIMIT} offset ${skip}
  `.execute(database)
  return rows.map(({ terminal, id, ordinal, ...rest }) => ({
    ...{ kind: 'fork', ...ofTerminal(codes, terminal), epoch: { ordinal, id }, ...rest },
  }))
}

async function parkedOf({ database, tenant, codes, skip }: Wanted): Promise<Of<'parked'>[]> {
  const rows = await database
    .selectFrom('entry')
    .select(['terminal', 'epoch', 'seq', 'reason', 'received_at'])
    .where('tenant', '=', tenant)
    .where('state', '=', 'parked')
    .orderBy('received_at', 'desc')
    .orderBy('fingerprint')
    .limit(EXCEPTIONS_LIMIT)
    .offset(skip)
    .execute()
  return rows.map(({ terminal, epoch, seq, reason, received_at: foundAt }) => ({
    ...{ kind: 'parked', ...ofTerminal(codes, terminal), epoch, seq, foundAt },
    reason: reason ?? '',
  }))
}

async function priceDifferencesOf({
  database,
  tenant,
  codes,
  skip,
}: Wanted): Promise<Of<'price-difference'>[]> {
  const rows = await database
    .selectFrom('price_difference')
    .select(['terminal', 'receipt', 'told', 'computed', 'found_at'])
    .where('tenant', '=', tenant)
    .orderBy('found_at', 'desc')
    .orderBy('entry')
    .limit(EXCEPTIONS_LIMIT)
    .offset(skip)
    .execute()
  return rows.map(({ terminal, receipt, told, computed, found_at: foundAt }) => ({
    ...{ kind: 'price-difference', ...ofTerminal(codes, terminal), foundAt },
    ...{ receipt, told, computed },
  }))
}

async function lossesOf({ database, tenant, skip }: Wanted): Promise<Of<'changes-lost'>[]> {
  const rows = await database
    .selectFrom('feed_loss')
    .select(['feed', 'from_n as from', 'to_n as to', 'since', 'found_at as foundAt'])
    .where('tenant', '=', tenant)
    .orderBy('found_at', 'desc')
    .orderBy('feed')
    .orderBy('generation')
    .limit(EXCEPTIONS_LIMIT)
    .offset(skip)
    .execute()
  return rows.map((row) => ({ kind: 'changes-lost', ...row }))
}

async function oversoldOf({ database, tenant, skip }: Wanted): Promise<Of<'oversold'>[]> {
  const rows = await database
    .selectFrom('stock_exception')
    .select(['store', 'location', 'item', 'short_by', 'found_at'])
    .where('tenant', '=', tenant)
    .where('resolved_at', 'is', null)
    .orderBy('found_at', 'desc')
    .orderBy('source')
    .limit(EXCEPTIONS_LIMIT)
    .offset(skip)
    .execute()
  return rows.map(({ store, location, item, short_by: shortBy, found_at: foundAt }) => ({
    ...{ kind: 'oversold', store, location, item, shortBy: quantity(shortBy), foundAt },
  }))
}

async function countAll(database: Reading, tenant: string): Promise<Exceptions['counts']> {
  type Elsewhere = 'hole' | 'gap' | 'over-claimed' | 'points-overdrawn' | 'refund-not-done'
  const { rows } = await sql<Omit<Exceptions['counts'], Elsewhere>>`
    select
      (select count(*) from (
        select distinct terminal, epoch from entry
        where tenant = ${tenant} and state = 'forked') as forked) as fork,
      (select count(*) from entry where tenant = ${tenant} and state = 'parked') as parked,
      (select count(*) from feed_loss where tenant = ${tenant}) as "changes-lost",
      (select count(*) from stock_exception
        where tenant = ${tenant} and resolved_at is null) as oversold,
      (select count(*) from price_difference where tenant = ${tenant}) as "price-difference"
  `.execute(database)
  const [counted] = rows
  if (!counted) throw new Error('counting answers one row')
  const overClaimed = await countOverClaimed(database, tenant)
  const notDone = { 'refund-not-done': await countNotDone(database, tenant) }
  const overdrawn = { 'points-overdrawn': await countOverdrawn(database, tenant) }
  const holes = await countHoles(database, tenant)
  return { ...holes, ...counted, 'over-claimed': overClaimed, ...overdrawn, ...notDone }
}
