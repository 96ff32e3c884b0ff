/**
 * Applies the entries of an epoch in the order of its chain, each in one transaction with all that
 * follows from it: that is what makes every effect happen exactly once, whatever is sent again.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { entrySchema } from '../../domain/journal/facts.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write, type Written } from '../database/write.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import { followFrom, type Effects } from './effects.ts'
import type { ParkedReason } from './envelope.ts'
import { fillGap, type EpochPlace } from './gaps.ts'
import { advanceHead, holdEpoch, nameHead, type HeldEpoch } from './head.ts'

/** An entry whose predecessor has been applied, passed over as parked, or given up. */
interface Ready {
  readonly fingerprint: string
  readonly seq: number
  readonly hash: string
  readonly canonical: string
  readonly keyId: string
  readonly personal: string | null
  /** Another entry with its number was applied before. */
  readonly second: boolean
  /** Something else of this epoch may be ready, now or when this one is applied. */
  readonly more: boolean
}

/** Applies all that is ready; ends where the next number is missing, unless the epoch is closed. */
export async function applyReady(backend: Backend, place: EpochPlace): Promise<void> {
  for (;;) {
    let current: Ready | undefined
    try {
      const more = await write(backend, place.tenant, async (transaction) => {
        const held = await holdEpoch(transaction, place)
        if (!held) return { value: false }
        current = await nextReady(transaction, held)
        return applyOne(backend, transaction, held, current)
      })
      if (!more) return
    } catch (error) {
      if (!current || !liesInTheEntry(error)) throw error
      const { terminal, epoch } = place
      const { seq } = current
      backend.log.error('an entry cannot be applied', { terminal, epoch, seq, why: String(error) })
      await parkAlone(backend, place, current)
    }
  }
}

/** The same of one entry, within a transaction under way that answers for all that goes wrong. */
export async function applyNext(
  backend: Backend,
  transaction: Transaction,
  place: EpochPlace,
): Promise<readonly FeedChange[]> {
  const held = await holdEpoch(transaction, place)
  if (!held) return []
  const ready = await nextReady(transaction, held)
  return (await applyOne(backend, transaction, held, ready)).changes ?? []
}

async function nextReady(
  transaction: Transaction,
  { tenant, terminal, epoch, closed }: HeldEpoch,
): Promise<Ready | undefined> {
  const { rows } = await sql<Ready>`
    select fingerprint, seq, hash, canonical, key_id as "keyId", personal, exists (
      select 1 from entry as other
      where other.tenant = entry.tenant and other.terminal = entry.terminal
        and other.epoch = entry.epoch and other.seq = entry.seq
        and other.state in ('applied', 'forked')
    ) as second, exists (
      select 1 from entry as other
      where other.tenant = entry.tenant and other.terminal = entry.terminal
        and other.epoch = entry.epoch and other.fingerprint <> entry.fingerprint
        and (other.state = 'waiting' or other.state = 'parked' and other.seq = entry.seq + 1)
    ) as more
    from entry
    where tenant = ${tenant} and terminal = ${terminal} and epoch = ${epoch} and state = 'waiting'
      and (${closed} or seq = 1 or exists (
        select 1 from entry as previous
        where previous.tenant = entry.tenant and previous.terminal = entry.terminal
          and previous.epoch = entry.epoch and previous.seq = entry.seq - 1
          and (previous.state = 'parked'
            or (previous.state in ('applied', 'forked') and previous.hash = entry.prev_hash))
      ))
    order by seq, hash
    limit 1
  `.execute(transaction)
  return rows[0]
}

async function applyOne(
  backend: Backend,
  transaction: Transaction,
  held: HeldEpoch,
  ready: Ready | undefined,
): Promise<Written<boolean>> {
  const at = backend.clock.now()
  if (!ready) {
    // A parked entry may have closed the gap before what was applied earlier.
    await advanceHead(transaction, held, at)
    return { value: false }
  }
  const effects = await effectsOf(backend, transaction, held, ready)
  if (!effects.ok) {
    await settle(transaction, held, ready, 'parked', effects.reason)
  } else {
    await settle(transaction, held, ready, ready.second ? 'forked' : 'applied', null)
    if (ready.second) await markForked(transaction, held, ready)
    else await nameHead(transaction, held, ready)
    if (held.closed) await fillGap(transaction, held, ready.seq)
  }
  await advanceHead(transaction, held, at, ready.seq)
  // In a closed epoch the last look notes what is still missing.
  const more = ready.more || held.closed
  return { value: more, changes: effects.ok ? effects.changes : [] }
}

async function effectsOf(
  backend: Backend,
  transaction: Transaction,
  held: HeldEpoch,
  { canonical, hash, keyId, personal, second: isSecond }: Ready,
): Promise<Effects> {
  if (held.keyId !== null && held.keyId !== keyId) {
    return { ok: false, reason: 'key-of-another-epoch' }
  }
  const entry = entrySchema.parse(JSON.parse(canonical))
  return followFrom(backend, transaction, held, { entry, hash, personal, isSecond })
}

async function settle(
  transaction: Transaction,
  { tenant, terminal }: EpochPlace,
  { fingerprint }: Ready,
  state: 'applied' | 'forked' | 'parked',
  reason: ParkedReason | null,
): Promise<void> {
  await transaction
    .updateTable('entry')
    .set({ state, reason })
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('fingerprint', '=', fingerprint)
    .where('state', '=', 'waiting')
    .execute()
}

/** A terminal that was enrolled anew since, with another key, is not forked by its past. */
async function markForked(
  transaction: Transaction,
  { tenant, terminal }: EpochPlace,
  { keyId }: Ready,
): Promise<void> {
  await transaction
    .updateTable('terminal')
    .set({ forked: true })
    .where('tenant', '=', tenant)
    .where('id', '=', terminal)
    .where('key_id', '=', keyId)
    .execute()
}

/** What no column takes (data, a constraint, a limit of the program): PostgreSQL, appendix A. */
const OF_THE_DATA = /^(22|23|54)/

/**
 * What the entry says throws, or no column takes it; a lost connection or a full disk is neither.
 * Thrown again and again it would hold up its terminal for ever.
 */
function liesInTheEntry(error: unknown): boolean {
  if (error instanceof RangeError || error instanceof TypeError) return true
  if (error instanceof SyntaxError || error instanceof z.ZodError) return true
  return error instanceof Error && 'code' in error && OF_THE_DATA.test(String(error.code))
}

async function parkAlone(backend: Backend, place: EpochPlace, entry: Ready): Promise<void> {
  await write(backend, place.tenant, async (transaction) => {
    const held = await holdEpoch(transaction, place)
    if (!held) return { value: undefined }
    await settle(transaction, held, entry, 'parked', 'not-applicable')
    await advanceHead(transaction, held, backend.clock.now(), entry.seq)
    return { value: undefined }
  })
}
