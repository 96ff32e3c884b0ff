/**
 * An entry of an online counter: sealed as a till seals it, read as intake reads a till's, and
 * applied by what applies those. All of it is in the caller's transaction, or none.
 */
import {
  canonicalForm,
  ENTRY_FORMAT,
  entryId,
  type Epoch,
  type SealedEntry,
} from '../../domain/journal/entry.ts'
import type { Fact } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend, Transaction } from '../backend.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import { applyNext } from '../intake/apply.ts'
import { readEnvelope } from '../intake/envelope.ts'
import { openEpochs } from '../intake/epochs.ts'
import { rowOf } from '../intake/rows.ts'
import { entryHashOf, readPublicKey } from '../intake/signature.ts'
import { signedBy, type CounterKey } from './key.ts'

/** An online counter whose row the transaction under way holds. */
export interface HeldCounter extends TerminalPrincipal {
  readonly code: string
  readonly key: CounterKey
  readonly epoch: Epoch
  /** Running number of its last sale in that epoch. */
  readonly lastNumber: number
}

export interface When {
  readonly at: number
  readonly businessDate: string
}

export interface Beside extends When {
  /** Personal data that lies beside the entry. */
  readonly personal?: string | null
}

/** Answers what terminals shall pull of it. Throws where intake would not take such an entry. */
export async function append(
  backend: Backend,
  transaction: Transaction,
  counter: HeldCounter,
  fact: Fact,
  { personal = null, ...when }: Beside,
): Promise<readonly FeedChange[]> {
  const { tenant, store, terminal, epoch } = counter
  const sender = { tenant, store, terminal }
  await openEpochs(transaction, sender, [epoch])
  const { head_seq: last, head_hash: prevHash } = await transaction
    .selectFrom('epoch')
    .select(['head_seq', 'head_hash'])
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('id', '=', epoch.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const people = { session: null, actor: null, approver: null }
  const place = { format: ENTRY_FORMAT, ...sender, epoch, seq: last + 1, prevHash }
  const sealed = seal(counter.key, { ...place, ...when, ...people, ...fact }, personal)
  const fingerprint = await keep(backend, transaction, counter, sealed)
  const changes = await applyNext(backend, transaction, { ...sender, epoch: epoch.id })
  await mustBeApplied(transaction, sender, fingerprint)
  return changes
}

interface Unsealed {
  readonly epoch: Epoch
  readonly seq: number
}

function seal(key: CounterKey, entry: Unsealed, personal: string | null): SealedEntry {
  const { epoch, seq } = entry
  const canonical = canonicalForm(entry)
  const hash = entryHashOf(canonical)
  return {
    ...{ id: entryId(epoch, seq), epoch, seq, canonical, hash, keyId: key.keyId },
    ...{ signature: signedBy(key, hash), personal },
  }
}

/** Read as if it had been pushed: what intake refuses never comes into the journal. */
async function keep(
  { clock }: Backend,
  transaction: Transaction,
  { tenant, store, terminal, key }: HeldCounter,
  sealed: SealedEntry,
): Promise<string> {
  const sender = { tenant, store, terminal }
  const { keyId, publicKey } = key
  const read = readPublicKey(publicKey)
  if (!read) throw new Error('the key of the online counter is none')
  const envelope = readEnvelope(sealed, sender, new Map([[keyId, { publicKey, key: read }]]))
  if (envelope.parked) throw new Error(`the online counter made no entry: ${envelope.parked}`)
  await transaction
    .insertInto('entry')
    .values({ ...rowOf(envelope, sender), received_at: clock.now() })
    .execute()
  return envelope.fingerprint
}

async function mustBeApplied(
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
  fingerprint: string,
): Promise<void> {
  const { state, reason } = await transaction
    .selectFrom('entry')
    .select(['state', 'reason'])
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirstOrThrow()
  if (state !== 'applied') throw new Error(`an entry of the online counter is ${reason ?? state}`)
}
