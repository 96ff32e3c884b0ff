/** What a walk comes to: the first thing that is wrong, by name, or where to go on from. */
import { entryId, type Head } from '../../domain/journal/entry.ts'
import type { Connection } from '../connection.ts'
import { isSameTotal } from '../../domain/journal/perpetual.ts'
import type { Checkpoint } from './fold.ts'
import type { SealedRow } from './sealed-row.ts'
import type { Broken } from './strays.ts'
import type { Walked } from './walk.ts'

export interface Verification {
  /** Entries that were read and found good; those before `from` are not among them. */
  readonly entries: number
  readonly sales: number
  /** The last good entry of each epoch, in their order. */
  readonly heads: readonly Head[]
  /** The first thing that is wrong; undefined where nothing is. */
  readonly broken: Broken | undefined
  /** Where another may begin; undefined where something is wrong or nothing is there. */
  readonly end: Checkpoint | undefined
}

/** `stray` is what else was found, in the books. Totals come last: they name no entry. */
export function judge(
  connection: Connection,
  { reached, wrong, end }: Walked,
  stray?: Broken,
): Verification {
  const { entries, sales, past, head } = reached
  const heads = head ? [...past, head] : past
  const first = wrong && { ...named(connection, head, wrong.row), reason: wrong.reason }
  const broken = firstOf(first, stray) ?? totalsDiffer(connection, end)
  return { entries, sales, heads, broken, end: broken ? undefined : end }
}

/** Of two things that are wrong the one that stands first; what belongs to no entry stands last. */
function firstOf(a: Broken | undefined, b: Broken | undefined): Broken | undefined {
  if (!a || !b) return a ?? b
  const place = ({ epoch, seq }: Broken): number => (epoch === 0 ? Infinity : epoch * 2 ** 34 + seq)
  return place(b) < place(a) ? b : a
}

/** An entry that cannot be read is the one after the last that could. */
function named(
  connection: Connection,
  head: Head | undefined,
  row: SealedRow | undefined,
): Omit<Broken, 'reason'> {
  if (!row) return { epoch: head?.epoch.ordinal ?? 0, seq: (head?.seq ?? 0) + 1 }
  const { epoch_ordinal: epoch, epoch_id: id, seq } = row
  const receipt = receiptAt(connection, entryId({ ordinal: epoch, id }, seq))
  return receipt === undefined ? { epoch, seq } : { epoch, seq, receipt }
}

/** As the books have it, and where they have lost it, as the entry has it. */
function receiptAt(connection: Connection, id: string): string | undefined {
  const receipt = connection
    .prepare<[string, string]>(
      `SELECT coalesce(
         (SELECT receipt FROM sale WHERE entry = ?),
         (SELECT canonical ->> '$.body.receipt' FROM journal
          WHERE id = ? AND json_valid(canonical))
       )`,
    )
    .pluck()
    .get(id, id)
  return typeof receipt === 'string' ? receipt : undefined
}

function totalsDiffer(connection: Connection, end: Checkpoint | undefined): Broken | undefined {
  const kept = connection
    .prepare<[], { currency: string; sales: number; turnover: number }>('SELECT * FROM perpetual')
    .all()
  const totals = {
    sales: kept.reduce((total, { sales }) => total + sales, 0),
    turnover: Object.fromEntries(kept.map(({ currency, turnover }) => [currency, turnover])),
  }
  if (isSameTotal(totals, end?.perpetual ?? { sales: 0, turnover: {} })) return undefined
  const place = { epoch: end?.head.epoch.ordinal ?? 0, seq: end?.head.seq ?? 0 }
  return { ...place, reason: 'the perpetual totals are not the sum of the sales' }
}
