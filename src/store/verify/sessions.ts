/**
 * Whether each Z is what the entries of its session come to. A session that began before the first
 * entry that is read is held to its number and totals only.
 */
import type { Entry } from '../../domain/journal/facts.ts'
import { canonicalForm } from '../../domain/journal/entry.ts'
import { createSessionTally, type SessionTally } from '../../domain/till/figures.ts'
import type { Checkpoint } from './fold.ts'

export interface SessionFold {
  /** Takes the next entry; `reached` is all before it. Answers what is wrong with it. */
  take(entry: Entry, reached: Checkpoint): string | undefined
}

export function createSessionFold(): SessionFold {
  // Those under way: a terminal that was restored may never close one, and that many are few.
  const tallies = new Map<string, { readonly tally: SessionTally; readonly opened: Entry }>()
  return {
    take(entry, reached) {
      if (entry.kind === 'session-opened') {
        tallies.set(entry.body.session, { tally: createSessionTally(), opened: entry })
      }
      const known = entry.session === null ? undefined : tallies.get(entry.session)
      if (entry.kind !== 'session-closed') {
        known?.tally.take(entry)
        return undefined
      }
      tallies.delete(entry.body.session)
      return wrongZ(entry, reached, known)
    },
  }
}

function wrongZ(
  { body, prevHash }: Entry<'session-closed'>,
  reached: Checkpoint,
  known: { readonly tally: SessionTally; readonly opened: Entry } | undefined,
): string | undefined {
  if (!body.z) return undefined
  const { number, report } = body.z
  if (reached.z !== undefined && number !== reached.z + 1) {
    return `its Z has number ${String(number)}, not ${String(reached.z + 1)}`
  }
  if (report.last.hash !== prevHash) return 'its Z does not follow the entry before it'
  if (!isSame(report.perpetual, reached.perpetual)) {
    return 'the totals of its Z are not the sum of the sales before it'
  }
  if (!known) return undefined
  const { opened, tally } = known
  const isFirst = report.first.seq === opened.seq && report.first.epoch.id === opened.epoch.id
  return isFirst && isSame(report.figures, tally.figures())
    ? undefined
    : 'its Z is not what the entries of its session come to'
}

function isSame(a: object, b: object): boolean {
  return canonicalForm(a) === canonicalForm(b)
}
