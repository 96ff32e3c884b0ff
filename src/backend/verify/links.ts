/** How the entries of an epoch hang together, and whether what is missing among them is known. */
import { sql } from 'kysely'
import type { Reading } from '../backend.ts'
import type { KeptEpoch } from './journal.ts'
import type { KeptRow } from './rows.ts'

/** Numbers that no row here has, both ends included. */
export interface Hole {
  readonly from: number
  readonly to: number
}

/** What an epoch's head has passed was parked, or is listed as a gap. */
export async function isAccountedFor(
  reading: Reading,
  { tenant, terminal, id }: KeptEpoch,
  { from, to }: Hole,
): Promise<boolean> {
  const { rows } = await sql<{ known: number }>`
    select (
      select count(distinct seq) from entry
      where tenant = ${tenant} and terminal = ${terminal} and epoch = ${id}
        and state = 'parked' and seq between ${from} and ${to}
    ) + (
      select coalesce(sum(least(to_seq, ${to}) - greatest(from_seq, ${from}) + 1), 0)
      from entry_gap
      where tenant = ${tenant} and terminal = ${terminal} and epoch = ${id}
        and from_seq <= ${to} and to_seq >= ${from}
    )::bigint as known
  `.execute(reading)
  return (rows[0]?.known ?? 0) >= to - from + 1
}

export interface Links {
  /** Takes the next row; answers what is wrong with its place, or undefined. */
  take(row: KeptRow): string | undefined
  /** Of what the head has passed; asked for after the last row. */
  holes(): readonly Hole[]
  headIsRight(): boolean
}

/** Both branches of a fork may be gone on from; what stands behind a gap follows nothing known. */
export function createLinks(epoch: KeptEpoch): Links {
  let seq = 0
  let here = new Set<string>()
  let before = new Set<string>()
  let head: boolean | undefined
  const holes: Hole[] = []
  const skip = (to: number): void => {
    const hole = { from: seq + 1, to: Math.min(to, epoch.head_seq) }
    if (hole.from <= hole.to) holes.push(hole)
  }
  return {
    take({ seq: next, hash, prev_hash: previous }: KeptRow): string | undefined {
      if (next !== seq) {
        skip(next - 1)
        before = next === seq + 1 ? here : new Set()
        here = new Set()
        seq = next
      }
      here.add(hash)
      if (next === epoch.head_seq) head = head === true || hash === epoch.head_hash
      const follows = before.size === 0 || before.has(previous)
      return follows ? undefined : 'it does not follow the one before'
    },
    holes() {
      skip(epoch.head_seq)
      return holes
    },
    /** Where only a parked entry has the head's number, nothing here can say otherwise. */
    headIsRight: () => head !== false,
  }
}
