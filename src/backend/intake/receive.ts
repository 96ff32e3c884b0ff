/**
 * Takes pushed entries in: stores each as it came, then applies whatever is next in its epoch.
 * Nothing that can be read is refused, and no entry holds up another but those that follow it in
 * its chain.
 */
import type { PushOutput } from '../../contract/backend/sync.ts'
import { keysOf } from '../access/keys.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend, Transaction } from '../backend.ts'
import type { EntryState } from '../database/journal-tables.ts'
import { write } from '../database/write.ts'
import { applyReady } from './apply.ts'
import { isUnproven, readEnvelope, UNPROVEN, type Envelope } from './envelope.ts'
import { openEpochs } from './epochs.ts'
import { rowOf } from './rows.ts'

export type Answer = PushOutput['answers'][number]

/**
 * Parked entries kept of one terminal that nothing proves to be its own; what comes beyond is
 * answered as parked and logged only. What its key signed is kept whatever the number: those that
 * wait, and those that it signed and nobody can read.
 */
export const UNPROVEN_LIMIT = 10_000

/** Answers each entry, in the order given. */
export async function receive(
  backend: Backend,
  sender: TerminalPrincipal,
  received: readonly unknown[],
): Promise<Answer[]> {
  const keys = await keysOf(backend.database, sender)
  const envelopes = received.map((each) => readEnvelope(each, sender, keys))
  const fresh = await write(backend, sender.tenant, async (transaction) => ({
    value: await store(backend, transaction, sender, envelopes),
  }))
  const parked = envelopes.filter((each) => each.parked && fresh.has(each.fingerprint)).length
  if (parked > 0) backend.log.warn('entries were parked', { terminal: sender.terminal, parked })
  const epochs = new Set(envelopes.flatMap((each) => epochOf(each) ?? []))
  for (const epoch of [...epochs].sort()) await applyReady(backend, { ...sender, epoch })
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
  // Only what proved to be the terminal's own opens an epoch.
  const proven = kept.flatMap((each) => (each.parked ? [] : [each.entry.epoch]))
  await openEpochs(transaction, sender, proven)
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
  if (!envelopes.some(isUnproven)) return envelopes
  const { parked } = await transaction
    .selectFrom('entry')
    .select((eb) => eb.fn.countAll<number>().as('parked'))
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('state', '=', 'parked')
    .where('reason', 'in', UNPROVEN)
    .executeTakeFirstOrThrow()
  if (parked < UNPROVEN_LIMIT) return envelopes
  log.error('too many entries that nothing proves: no more are kept', { terminal, parked })
  return envelopes.filter((each) => !isUnproven(each))
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
