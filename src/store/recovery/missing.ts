/** Which numbers nobody holds, after what could be had was put together. */
import type { Head } from '../../domain/journal/entry.ts'
import type { Missing } from '../../ports/standing.ts'
import type { Saved } from './salvage.ts'

export interface Sight {
  /** Of the journal as it is now: per epoch, newest first. */
  readonly heads: readonly Head[]
  /** What stands behind a gap, in order. */
  readonly strays: readonly Saved[]
  /** The last that was seen of the journal before the damage; it may lag after a power cut. */
  readonly witness: Head | undefined
  /** All that was saved: an epoch's beginning names the end of the one before. */
  readonly saved: readonly Saved[]
}

/** By epoch and number. An end that nothing tells is unknown: `to` is null. */
export function findMissing(sight: Sight): readonly Missing[] {
  const { heads, strays, witness, saved } = sight
  const newest = heads[0]?.epoch.ordinal ?? 0
  const highest = Math.max(newest, ...strays.map(ordinalOf), witness?.epoch.ordinal ?? 0, 1)
  const ends = endsOf(saved, witness)
  const missing: Missing[] = []
  for (let epoch = Math.max(1, newest); epoch <= highest; epoch += 1) {
    const seqs = strays.filter((each) => ordinalOf(each) === epoch).map(({ sealed }) => sealed.seq)
    let next = 1 + (heads.find((head) => head.epoch.ordinal === epoch)?.seq ?? 0)
    for (const seq of seqs) {
      if (seq > next) missing.push({ epoch, from: next, to: seq - 1 })
      next = Math.max(next, seq + 1)
    }
    const end = ends.get(epoch)
    if (end === undefined) missing.push({ epoch, from: next, to: null })
    else if (end >= next) missing.push({ epoch, from: next, to: end })
  }
  return missing
}

function ordinalOf({ sealed }: Saved): number {
  return sealed.epoch.ordinal
}

/** The last number of epochs, as far as anybody says it. */
function endsOf(saved: readonly Saved[], witness: Head | undefined): ReadonlyMap<number, number> {
  const ends = new Map<number, number>()
  for (const { entry } of saved) {
    if (entry.kind !== 'epoch-opened' || !entry.body.previous) continue
    const { epoch, seq } = entry.body.previous
    ends.set(epoch.ordinal, seq)
  }
  if (witness) {
    const { epoch, seq } = witness
    ends.set(epoch.ordinal, Math.max(seq, ends.get(epoch.ordinal) ?? 0))
  }
  return ends
}
