/**
 * Takes pushed entries in: stores each as it came, then applies whatever is next in its epoch.
 * Nothing that can be read is refused, and no entry holds up another but those that follow it in
 * its chain.
 */
import type { Insertable } from 'kysely'
import type { PushOutput } from '../../contract/backend/sync.ts'
import { NO_PREVIOUS_HASH } from '../../domain/journal/entry.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend, Transaction } from '../backend.ts'
import type { EntryState, EntryTable } from '../database/schema.ts'
import { write } from '../database/write.ts'
import { applyReady } from './apply.ts'
import { readEnvelope, type Envelope } from './envelope.ts'

type Answer = PushOutput['answers'][number]

/** What is kept of a parked envelope; a well-formed one is never longer. */
const RECEIVED_LONGEST = 640 * 1024
/** Parked entries kept of one terminal; what comes beyond is answered as parked and logged only. */
const PARKED_LIMIT = 10_000

/** Answers each entry, in the order given. */
export async function receive(
  backend: Backend,
  sender: TerminalPrincipal,
  received: readonly unknown[],
): Promise<Answer[]> {
  const envelopes = received.map((each) => readEnvelope(each, sender))
  const fresh = await write(backend, sender.tenant, async (transaction) => ({
    value: await store(backend, transaction, sender, envelopes),
  }))
  const parked = envelopes.filter((each) => each.parked && fresh.has(each.fingerprint)).length
  if (parked > 0) backend.log.warn('entries were parked', { terminal: sender.terminal, parked })
  const epochs = new Set(envelopes.flatMap((each) => epochOf(each) ?? []))
  for (const epoch of [...epochs].sort()) await applyReady(backend, sender, epoch)
  const states = await statesOf(backend, sender, envelopes)
  return envelopes.map((each) => answerOf(each, states, fresh))
}

function epochOf(envelope: Envelope): string | undefined {
  return envelope.parked ? envelope.place?.epoch.id : envelope.entry.epoch.id
}

/** Answers the fingerprints of those that were not known yet. */
async function store(
  backend: Backend,
  transaction: Transaction,
  sender: TerminalPrincipal,
  envelopes: readonly Envelope[],
): Promise<ReadonlySet<string>> {
  const kept = await withinLimit(backend, transaction, sender, envelopes)
  await openEpochs(transaction, sender, kept)
  if (kept.length === 0) return new Set()
  const receivedAt = backend.clock.now()
  const rows = kept
    .map((each) => ({ ...rowOf(each, sender), received_at: receivedAt }))
    // In one order, so that the same entries pushed twice at once do not wait for each other.
    .toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
  const inserted = await transaction
    .insertInto('entry')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('fingerprint')
    .execute()
  return new Set(inserted.map((row) => row.fingerprint))
}

async function withinLimit(
  { log }: Backend,
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
  envelopes: readonly Envelope[],
): Promise<readonly Envelope[]> {
  if (!envelopes.some((each) => each.parked)) return envelopes
  const { parked } = await transaction
    .selectFrom('entry')
    .select((eb) => eb.fn.countAll<number>().as('parked'))
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('state', '=', 'parked')
    .executeTakeFirstOrThrow()
  if (parked < PARKED_LIMIT) return envelopes
  log.error('too many parked entries: no more are kept', { terminal, parked })
  return envelopes.filter((each) => !each.parked)
}

/** Only what proved to be the terminal's own opens an epoch. */
async function openEpochs(
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
  envelopes: readonly Envelope[],
): Promise<void> {
  const ordinals = new Map<string, number>()
  for (const each of envelopes) {
    if (!each.parked) ordinals.set(each.entry.epoch.id, each.entry.epoch.ordinal)
  }
  const rows = [...ordinals.keys()].toSorted().map((id) => ({
    ...{ tenant, terminal, id, ordinal: ordinals.get(id) ?? 0, head_hash: NO_PREVIOUS_HASH },
  }))
  if (rows.length === 0) return
  await transaction
    .insertInto('epoch')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['tenant', 'terminal', 'id']).doNothing())
    .execute()
}

function rowOf(
  envelope: Envelope,
  { tenant, store: shop, terminal }: TerminalPrincipal,
): Omit<Insertable<EntryTable>, 'received_at'> {
  const owner = { tenant, store: shop, terminal, fingerprint: envelope.fingerprint }
  if (envelope.parked) {
    const { place } = envelope
    return {
      ...{ ...owner, state: 'parked', reason: envelope.parked },
      ...{ epoch: place?.epoch.id ?? null, seq: place?.seq ?? null, hash: place?.hash ?? null },
      ...{ prev_hash: null, canonical: null, key_id: null, signature: null, personal: null },
      received: envelope.raw.slice(0, RECEIVED_LONGEST),
    }
  }
  const { sealed, entry } = envelope
  return {
    ...{ ...owner, state: 'waiting', reason: null, received: null },
    ...{ epoch: entry.epoch.id, seq: entry.seq, hash: sealed.hash, prev_hash: entry.prevHash },
    ...{ canonical: sealed.canonical, key_id: sealed.keyId, signature: sealed.signature },
    personal: sealed.personal,
  }
}

/** How the proven entries stand now, by hash. */
async function statesOf(
  { database }: Backend,
  { tenant, terminal }: TerminalPrincipal,
  envelopes: readonly Envelope[],
): Promise<ReadonlyMap<string, EntryState>> {
  const proven = envelopes.flatMap((each) => (each.parked ? [] : [each.entry]))
  if (proven.length === 0) return new Map()
  const rows = await database
    .selectFrom('entry')
    .select(['hash', 'state'])
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('epoch', 'in', [...new Set(proven.map((each) => each.epoch.id))])
    .where('seq', 'in', [...new Set(proven.map((each) => each.seq))])
    .where('state', '<>', 'parked')
    .execute()
  return new Map(rows.map((row) => [row.hash ?? '', row.state]))
}

function answerOf(
  envelope: Envelope,
  states: ReadonlyMap<string, EntryState>,
  fresh: ReadonlySet<string>,
): Answer {
  const state = envelope.parked ? 'parked' : (states.get(envelope.sealed.hash) ?? 'parked')
  return state === 'applied' && !fresh.has(envelope.fingerprint) ? 'known' : state
}
