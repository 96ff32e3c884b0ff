/**
 * The numbers of a closed epoch that nobody sent. They are named by from and to, and shrink when a
 * late entry comes after all.
 */
import { sql } from 'kysely'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'

/** One epoch of one terminal, which the transaction under way holds. */
export interface EpochPlace extends TerminalPrincipal {
  readonly epoch: string
}

/** Notes that `from` to `to` are missing; what was noted from there on only grows. */
export async function openGap(
  transaction: Transaction,
  { tenant, terminal, epoch }: EpochPlace,
  { from, to }: { readonly from: number; readonly to: number },
  at: number,
): Promise<void> {
  await sql`
    insert into entry_gap as gap (tenant, terminal, epoch, from_seq, to_seq, found_at)
    values (${tenant}, ${terminal}, ${epoch}, ${from}, ${to}, ${at})
    on conflict (tenant, terminal, epoch, from_seq)
    do update set to_seq = greatest(gap.to_seq, excluded.to_seq)
  `.execute(transaction)
}

/** Takes one number out of the gap that holds it, which may leave two; nothing where none does. */
export async function fillGap(
  transaction: Transaction,
  place: EpochPlace,
  seq: number,
): Promise<void> {
  const { tenant, terminal, epoch } = place
  const gap = await transaction
    .deleteFrom('entry_gap')
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('epoch', '=', epoch)
    .where('from_seq', '<=', seq)
    .where('to_seq', '>=', seq)
    .returning(['from_seq', 'to_seq', 'found_at'])
    .executeTakeFirst()
  if (!gap) return
  const { from_seq: from, to_seq: to, found_at: at } = gap
  if (from < seq) await openGap(transaction, place, { from, to: seq - 1 }, at)
  if (seq < to) await openGap(transaction, place, { from: seq + 1, to }, at)
}
