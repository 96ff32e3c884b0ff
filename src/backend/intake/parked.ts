/**
 * Entries that were set aside, read again: a newer program, a key or a location that came since may
 * make of them what they are. What was applied meanwhile stays as it is.
 */
import { sql } from 'kysely'
import { keysOf, type TerminalKeys } from '../access/keys.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend } from '../backend.ts'
import { write } from '../database/write.ts'
import { applyReady } from './apply.ts'
import { readEnvelope } from './envelope.ts'
import { openEpochs } from './epochs.ts'
import { columnsOf } from './rows.ts'

interface ParkedRow {
  readonly fingerprint: string
  readonly epoch: string | null
  /** The envelope as it came, where it could not be read; null where it stands in its columns. */
  readonly received: string | null
}

type Columns = ReturnType<typeof columnsOf>

const ROWS_AT_ONCE = 100

export interface Retried {
  readonly read: number
  readonly applied: number
}

/** Of one tenant's terminals, or of all. Each row is tried once. */
export async function retryParked(backend: Backend, tenant?: string): Promise<Retried> {
  let [read, applied] = [0, 0]
  for (const sender of await sendersIn(backend, 'parked', tenant)) {
    const before = await countParked(backend, sender)
    read += before
    await retryOf(backend, sender)
    applied += Math.max(0, before - (await countParked(backend, sender)))
  }
  return { read, applied }
}

/** Goes on where a process ended between taking entries in and applying them. */
export async function resumeWaiting(backend: Backend): Promise<void> {
  for (const sender of await sendersIn(backend, 'waiting')) {
    const { tenant, terminal } = sender
    const rows = await backend.database
      .selectFrom('entry')
      .select('epoch')
      .distinct()
      .where('tenant', '=', tenant)
      .where('terminal', '=', terminal)
      .where('state', '=', 'waiting')
      .execute()
    for (const { epoch } of rows) {
      if (epoch !== null) await applyReady(backend, { ...sender, epoch })
    }
  }
}

async function sendersIn(
  { database }: Backend,
  state: 'parked' | 'waiting',
  tenant?: string,
): Promise<TerminalPrincipal[]> {
  let query = database
    .selectFrom('entry')
    .select(['tenant', 'store', 'terminal'])
    .distinct()
    .where('state', '=', state)
    .orderBy('tenant')
    .orderBy('terminal')
  if (tenant !== undefined) query = query.where('tenant', '=', tenant)
  return query.execute()
}

async function countParked(
  { database }: Backend,
  { tenant, terminal }: TerminalPrincipal,
): Promise<number> {
  const { parked } = await database
    .selectFrom('entry')
    .select((eb) => eb.fn.countAll<number>().as('parked'))
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('state', '=', 'parked')
    .executeTakeFirstOrThrow()
  return parked
}

async function retryOf(backend: Backend, sender: TerminalPrincipal): Promise<void> {
  const keys = await keysOf(backend.database, sender)
  const epochs = new Set<string>()
  for (let after = ''; ;) {
    const rows = await parkedAfter(backend, sender, after)
    const last = rows.at(-1)
    if (!last) break
    after = last.fingerprint
    for (const row of rows) {
      const epoch = await letWait(backend, sender, keys, row)
      if (epoch !== undefined) epochs.add(epoch)
    }
  }
  for (const epoch of [...epochs].toSorted()) await applyReady(backend, { ...sender, epoch })
}

async function parkedAfter(
  { database }: Backend,
  { tenant, terminal }: TerminalPrincipal,
  after: string,
): Promise<ParkedRow[]> {
  return database
    .selectFrom('entry')
    .select(['fingerprint', 'epoch', 'received'])
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('state', '=', 'parked')
    .where('fingerprint', '>', after)
    .orderBy('fingerprint')
    .limit(ROWS_AT_ONCE)
    .execute()
}

/** Puts an entry back among those that wait, if it can be read; answers its epoch then. */
async function letWait(
  backend: Backend,
  sender: TerminalPrincipal,
  keys: TerminalKeys,
  { fingerprint, epoch, received }: ParkedRow,
): Promise<string | undefined> {
  // It was proven when it came, and parked because it could not take effect.
  if (received === null) {
    await becomeWaiting(backend, sender, fingerprint, undefined)
    return epoch ?? undefined
  }
  const envelope = readEnvelope(contentOf(received), sender, keys)
  if (envelope.parked) return undefined
  await write(backend, sender.tenant, async (transaction) => {
    await openEpochs(transaction, sender, [envelope.entry.epoch])
    return { value: undefined }
  })
  await becomeWaiting(backend, sender, fingerprint, columnsOf(envelope))
  return envelope.entry.epoch.id
}

/** What was too long to be kept whole stays unreadable. */
function contentOf(received: string): unknown {
  try {
    return JSON.parse(received)
  } catch {
    return undefined
  }
}

/** Left as it is where the same entry was sent again, and took its place. */
async function becomeWaiting(
  backend: Backend,
  { tenant, terminal }: TerminalPrincipal,
  fingerprint: string,
  columns: Columns | undefined,
): Promise<void> {
  const { ref } = sql
  const place = (column: 'epoch' | 'seq' | 'hash') =>
    columns === undefined ? ref(`entry.${column}`) : sql.val(columns[column])
  const isTaken = sql<boolean>`exists (
    select 1 from entry as other where other.tenant = entry.tenant
      and other.terminal = entry.terminal and other.epoch = ${place('epoch')}
      and other.seq = ${place('seq')} and other.hash = ${place('hash')}
      and other.state <> 'parked'
  )`
  await write(backend, tenant, async (transaction) => {
    await transaction
      .updateTable('entry')
      .set({ ...columns, state: 'waiting', reason: null, received: null })
      .where('tenant', '=', tenant)
      .where('terminal', '=', terminal)
      .where('fingerprint', '=', fingerprint)
      .where('state', '=', 'parked')
      .where(({ not }) => not(isTaken))
      .execute()
    return { value: undefined }
  })
}
