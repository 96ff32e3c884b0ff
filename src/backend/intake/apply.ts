/**
 * Applies the entries of an epoch in the order of its chain, each in one transaction with all that
 * follows from it: that is what makes every effect happen exactly once, whatever is sent again.
 */
import { sql } from 'kysely'
import { entrySchema } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write, type Written } from '../database/write.ts'
import { followFrom } from './effects.ts'
import type { ParkedReason } from './envelope.ts'

/** An entry whose predecessor has been applied, or passed over as parked. */
interface Ready {
  readonly fingerprint: string
  readonly seq: number
  readonly hash: string
  readonly canonical: string
  /** Another entry with its number was applied before. */
  readonly second: boolean
  /** Something else of this epoch may be ready, now or when this one is applied. */
  readonly more: boolean
}

/** Applies all that is ready; ends where the next number is missing. */
export async function applyReady(
  backend: Backend,
  sender: TerminalPrincipal,
  epoch: string,
): Promise<void> {
  for (;;) {
    let current: Ready | undefined
    try {
      const more = await write(backend, sender.tenant, async (transaction) => {
        await lockEpoch(transaction, sender, epoch)
        current = await nextReady(transaction, sender, epoch)
        return applyOne(backend, transaction, sender, epoch, current)
      })
      if (!more) return
    } catch (error) {
      if (!current || !liesInTheEntry(error)) throw error
      backend.log.error('an entry cannot be applied', { terminal: sender.terminal, epoch })
      await parkAlone(backend, sender, epoch, current)
    }
  }
}

/** One epoch is applied by one writer at a time. */
async function lockEpoch(
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
  epoch: string,
): Promise<void> {
  await transaction
    .selectFrom('epoch')
    .select('head_seq')
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('id', '=', epoch)
    .forUpdate()
    .execute()
}

async function nextReady(
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
  epoch: string,
): Promise<Ready | undefined> {
  const { rows } = await sql<Ready>`
    select fingerprint, seq, hash, canonical, exists (
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
      and (seq = 1 or exists (
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
  sender: TerminalPrincipal,
  epoch: string,
  ready: Ready | undefined,
): Promise<Written<boolean>> {
  if (!ready) {
    // A parked entry may have closed the gap before what was applied earlier.
    await advanceHead(transaction, sender, epoch)
    return { value: false }
  }
  const entry = entrySchema.parse(JSON.parse(ready.canonical))
  const effects = await followFrom(backend, transaction, sender, entry, ready.hash)
  if (!effects.ok) {
    await settle(transaction, sender, ready, 'parked', effects.reason)
  } else {
    await settle(transaction, sender, ready, ready.second ? 'forked' : 'applied', null)
  }
  if (effects.ok && ready.second) await markForked(transaction, sender)
  await advanceHead(transaction, sender, epoch, ready.seq)
  return { value: ready.more, changes: effects.ok ? effects.changes : [] }
}

async function settle(
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
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

async function markForked(
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
): Promise<void> {
  await transaction
    .updateTable('terminal')
    .set({ forked: true })
    .where('tenant', '=', tenant)
    .where('id', '=', terminal)
    .execute()
}

/**
 * Moves the head over every number that follows it without a gap, or no further than is needed to
 * contain `until`. A proven entry names the hash, a parked one only where there is no other.
 */
async function advanceHead(
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
  epoch: string,
  until = Infinity,
): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ seq: number }>`
      update epoch set head_seq = passed.seq, head_hash = passed.hash
      from (
        select entry.seq, entry.hash from entry
        join epoch as current on current.tenant = entry.tenant
          and current.terminal = entry.terminal and current.id = entry.epoch
        where entry.tenant = ${tenant} and entry.terminal = ${terminal} and entry.epoch = ${epoch}
          and entry.seq = current.head_seq + 1 and entry.state <> 'waiting'
        order by case entry.state when 'applied' then 0 when 'forked' then 1 else 2 end
        limit 1
      ) as passed
      where epoch.tenant = ${tenant} and epoch.terminal = ${terminal} and epoch.id = ${epoch}
      returning passed.seq
    `.execute(transaction)
    if ((rows[0]?.seq ?? Infinity) >= until) return
  }
}

/**
 * Data that no column takes, or a figure beyond its limit; a lost connection or a full disk is
 * neither.
 */
function liesInTheEntry(error: unknown): boolean {
  if (error instanceof RangeError) return true
  return error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code))
}

async function parkAlone(
  backend: Backend,
  sender: TerminalPrincipal,
  epoch: string,
  entry: Ready,
): Promise<void> {
  await write(backend, sender.tenant, async (transaction) => {
    await lockEpoch(transaction, sender, epoch)
    await settle(transaction, sender, entry, 'parked', 'not-applicable')
    await advanceHead(transaction, sender, epoch, entry.seq)
    return { value: undefined }
  })
}
