/**
 * The online counter of a store: a terminal without a till. The backend makes it when the first
 * order is placed, and writes its journal.
 */
import { sql } from 'kysely'
import type { Entry, Perpetual } from '../../domain/journal/facts.ts'
import type { Epoch, Head } from '../../domain/journal/entry.ts'
import { hashOf, makeCredential } from '../access/credential.ts'
import { addKey } from '../access/keys.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import type { Shop } from '../setup/shop.ts'
import { groundOf } from './ground.ts'
import { append, type HeldCounter, type When } from './append.ts'
import { makeCounterKey, openCounterKey } from './key.ts'

type Place = Pick<Shop, 'tenant' | 'store'>

/** As reports and receipts name it, in every language. */
const NAME = 'Web'

/**
 * Makes the counter where the store has none yet. Where it wrote on another ground before, its next
 * entry opens an epoch.
 */
export async function openCounter(backend: Backend, { tenant, store }: Place): Promise<void> {
  const { database } = backend
  const known = await database
    .selectFrom('web_counter')
    .select('ground')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .executeTakeFirst()
  const ground = (await groundOf(database)) ?? null
  if (known && known.ground === ground) return
  await write(backend, tenant, async (transaction) => {
    if (!known) await makeCounter(backend, transaction, { tenant, store })
    const before = known?.ground ?? null
    await transaction
      .updateTable('web_counter')
      .set({ ground, ...(before !== null && ground !== null && { restored: true }) })
      .where('tenant', '=', tenant)
      .where('store', '=', store)
      // Another order may have noticed it in this moment, and begun anew.
      .where((eb) => eb('ground', 'is not distinct from', before))
      .execute()
    return { value: undefined }
  })
}

/** Of two orders that come first at once one makes it: both hold the tenant's row meanwhile. */
async function makeCounter(
  { clock, random }: Backend,
  transaction: Transaction,
  { tenant, store }: Place,
): Promise<void> {
  await transaction
    .selectFrom('tenant')
    .select('id')
    .where('id', '=', tenant)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  const counters = await transaction
    .selectFrom('web_counter')
    .select('store')
    .where('tenant', '=', tenant)
    .execute()
  if (counters.some((each) => each.store === store)) return
  const terminal = random.id()
  const privateKey = makeCounterKey(random)
  const { keyId, publicKey } = openCounterKey(privateKey)
  const code = `W${String(counters.length + 1)}`
  await transaction
    .insertInto('terminal')
    .values({
      ...{ tenant, id: terminal, store, code, name: NAME, kind: 'web' },
      // Nobody is told it: no request ever speaks for the counter.
      credential_hash: hashOf(makeCredential(random)),
      ...{ key_id: keyId, public_key: publicKey, enrolled_at: clock.now() },
    })
    .execute()
  await addKey(transaction, { tenant, terminal }, { keyId, publicKey }, clock.now())
  await transaction
    .insertInto('web_counter')
    .values({ tenant, store, terminal, private_key: privateKey, epoch: null, ground: null })
    .execute()
}

export interface Held {
  readonly counter: HeldCounter
  /** Of the epoch that had to be opened first, where one had. */
  readonly changes: readonly FeedChange[]
}

/** Locks the counter: orders of one store are placed one after another. */
export async function holdCounter(
  backend: Backend,
  transaction: Transaction,
  { tenant, store }: Place,
  when: When,
): Promise<Held> {
  const row = await transaction
    .selectFrom('web_counter')
    .innerJoin('terminal', (join) =>
      join
        .onRef('terminal.tenant', '=', 'web_counter.tenant')
        .onRef('terminal.id', '=', 'web_counter.terminal'),
    )
    .select(['web_counter.terminal', 'private_key', 'epoch', 'epoch_ordinal', 'last_number'])
    .select(['restored', 'code'])
    .where('web_counter.tenant', '=', tenant)
    .where('web_counter.store', '=', store)
    .forUpdate('web_counter')
    .executeTakeFirstOrThrow()
  const { terminal, code, epoch: id, epoch_ordinal: ordinal, last_number: lastNumber } = row
  const known = { tenant, store, terminal, code, key: openCounterKey(row.private_key) }
  const current = id === null ? undefined : { ordinal, id }
  if (current && !row.restored) {
    return { counter: { ...known, epoch: current, lastNumber }, changes: [] }
  }
  const epoch = { ordinal: ordinal + 1, id: backend.random.id() }
  const counter = { ...known, epoch, lastNumber: 0 }
  return { counter, changes: await beginAnew(backend, transaction, { counter, current, when }) }
}

interface Beginning {
  readonly counter: HeldCounter
  /** The epoch before it; undefined for the first. */
  readonly current: Epoch | undefined
  readonly when: When
}

/** Opens an epoch: the first one, or the next where entries of the last one may be gone. */
async function beginAnew(
  backend: Backend,
  transaction: Transaction,
  { counter, current, when }: Beginning,
): Promise<readonly FeedChange[]> {
  const { keyId, publicKey } = counter.key
  const previous = current ? await headOf(transaction, counter, current) : null
  const reason = previous === null ? 'enrolled' : 'restored'
  const perpetual = await perpetualOf(transaction, counter)
  const body: Entry<'epoch-opened'>['body'] = { reason, previous, perpetual, keyId, publicKey }
  const { tenant, store, epoch } = counter
  await transaction
    .updateTable('web_counter')
    .set({ epoch: epoch.id, epoch_ordinal: epoch.ordinal, last_number: 0, restored: false })
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .execute()
  return append(backend, transaction, counter, { kind: 'epoch-opened', body }, when)
}

async function headOf(
  transaction: Transaction,
  { tenant, terminal }: HeldCounter,
  epoch: Epoch,
): Promise<Head> {
  const { head_seq: seq, head_hash: hash } = await transaction
    .selectFrom('epoch')
    .select(['head_seq', 'head_hash'])
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('id', '=', epoch.id)
    .executeTakeFirstOrThrow()
  return { epoch, seq, hash }
}

/** Read from its sales: an epoch is opened a few times in a counter's life. */
async function perpetualOf(
  transaction: Transaction,
  { tenant, store, terminal }: HeldCounter,
): Promise<Perpetual> {
  const { rows } = await sql<{ currency: string; sales: number; turnover: number }>`
    select currency, count(*) as sales, sum(total - loaded)::bigint as turnover from sale
    where tenant = ${tenant} and store = ${store} and terminal = ${terminal}
    group by currency order by currency
  `.execute(transaction)
  return {
    sales: rows.reduce((all, { sales }) => all + sales, 0),
    turnover: Object.fromEntries(rows.map(({ currency, turnover }) => [currency, turnover])),
  }
}

/** The number on the next receipt is taken: with the entry that has it, or not at all. */
export async function takeNumber(
  transaction: Transaction,
  { tenant, store, lastNumber }: HeldCounter,
): Promise<number> {
  const number = lastNumber + 1
  await transaction
    .updateTable('web_counter')
    .set({ last_number: number })
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .execute()
  return number
}
