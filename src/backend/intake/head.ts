/** How far an epoch has been applied: every number up to its head came, or is named as a gap. */
import { sql } from 'kysely'
import type { Transaction } from '../backend.ts'
import { openGap, type EpochPlace } from './gaps.ts'

/** An epoch whose row the transaction under way has locked. */
export interface HeldEpoch extends EpochPlace {
  readonly headSeq: number
  /** The last number that anybody ever told of. */
  readonly knownSeq: number
  /** Nobody can fill its holes any more: what follows them applies. */
  readonly closed: boolean
  /** The key that its first entry named; null while that has not come. */
  readonly keyId: string | null
}

/** One epoch is applied by one writer at a time. Undefined where none was ever opened. */
export async function holdEpoch(
  transaction: Transaction,
  place: EpochPlace,
): Promise<HeldEpoch | undefined> {
  const row = await transaction
    .selectFrom('epoch')
    .select(['head_seq', 'known_seq', 'closed_at', 'key_id'])
    .where('tenant', '=', place.tenant)
    .where('terminal', '=', place.terminal)
    .where('id', '=', place.epoch)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const { tenant, store, terminal, epoch } = place
  return {
    ...{ tenant, store, terminal, epoch },
    ...{ headSeq: row.head_seq, knownSeq: row.known_seq },
    ...{ closed: row.closed_at !== null, keyId: row.key_id },
  }
}

/**
 * Moves the head over every number that follows it without a gap, or no further than is needed to
 * contain `until`. A proven entry names the hash, a parked one only where there is no other. In a
 * closed epoch it goes on behind a gap, which it notes, and so is what the epoch is known to have
 * had behind all that came.
 */
export async function advanceHead(
  transaction: Transaction,
  held: HeldEpoch,
  at: number,
  until = Infinity,
): Promise<void> {
  let head = held.headSeq
  for (;;) {
    const next = await advanceOnce(transaction, held)
    if (next === undefined) break
    if (next > head + 1) await openGap(transaction, held, { from: head + 1, to: next - 1 }, at)
    head = next
    if (head >= until) return
  }
  if (!held.closed || held.knownSeq <= head) return
  await openGap(transaction, held, { from: head + 1, to: held.knownSeq }, at)
}

async function advanceOnce(
  transaction: Transaction,
  { tenant, terminal, epoch, closed }: HeldEpoch,
): Promise<number | undefined> {
  const next = closed ? sql`entry.seq > current.head_seq` : sql`entry.seq = current.head_seq + 1`
  const { rows } = await sql<{ seq: number }>`
    update epoch set head_seq = passed.seq, head_hash = passed.hash
    from (
      select entry.seq, entry.hash from entry
      join epoch as current on current.tenant = entry.tenant
        and current.terminal = entry.terminal and current.id = entry.epoch
      where entry.tenant = ${tenant} and entry.terminal = ${terminal} and entry.epoch = ${epoch}
        and ${next} and entry.state <> 'waiting'
      order by entry.seq, case entry.state when 'applied' then 0 when 'forked' then 1 else 2 end
      limit 1
    ) as passed
    where epoch.tenant = ${tenant} and epoch.terminal = ${terminal} and epoch.id = ${epoch}
    returning passed.seq
  `.execute(transaction)
  return rows[0]?.seq
}

/**
 * Where a parked entry named the head's hash, the proven one that came to its place names it now.
 */
export async function nameHead(
  transaction: Transaction,
  { tenant, terminal, epoch }: HeldEpoch,
  { seq, hash }: { readonly seq: number; readonly hash: string },
): Promise<void> {
  await transaction
    .updateTable('epoch')
    .set({ head_hash: hash })
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('id', '=', epoch)
    .where('head_seq', '=', seq)
    .execute()
}
