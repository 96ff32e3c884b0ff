/**
 * Whether each Z is what the entries of its session come to. A session that began before the first
 * entry that is read is held to its number and totals only.
 */
import type { Entry } from '../../domain/journal/facts.ts'
import { canonicalForm } from '../../domain/journal/entry.ts'
import { EPOCHS_LIMIT } from '../../domain/till/report.ts'
import { tenderCounts } from '../../domain/till/count.ts'
import { createSessionDates } from '../../domain/till/day.ts'
import { createSessionEnds } from '../../domain/till/ends.ts'
import { createSessionTally, type SessionTally } from '../../domain/till/figures.ts'
import { tendersAsIn } from '../../domain/till/tender-figures.ts'
import type { Checkpoint } from './fold.ts'

export interface SessionFold {
  /** Takes the next entry; `reached` is all before it. Answers what is wrong with it. */
  take(entry: Entry, reached: Checkpoint): string | undefined
}

interface Known {
  readonly tally: SessionTally
  readonly opened: Entry
  /** Its last entry in each of its epochs. */
  readonly ends: Map<string, Pick<Entry, 'epoch' | 'seq'>>
}

export function createSessionFold(): SessionFold {
  // Those under way: a terminal that was restored may never close one, and that many are few.
  const dates = createSessionDates()
  const ends = createSessionEnds()
  const tallies = new Map<string, Known>()
  return {
    take(entry, reached) {
      if (!dates.take(entry)) return 'its date is not that of its session'
      if (!ends.take(entry)) return 'its money is of a session whose count had begun'
      if (entry.kind === 'session-opened') {
        const begun = { tally: createSessionTally(), opened: entry, ends: new Map() }
        tallies.set(entry.body.session, begun)
      }
      const known = entry.session === null ? undefined : tallies.get(entry.session)
      if (entry.kind !== 'session-closed') {
        known?.tally.take(entry)
        known?.ends.set(entry.epoch.id, { epoch: entry.epoch, seq: entry.seq })
        return undefined
      }
      tallies.delete(entry.body.session)
      return wrongZ(entry, reached, known)
    },
  }
}

function wrongZ(
  { body, prevHash, epoch }: Entry<'session-closed'>,
  reached: Checkpoint,
  known: Known | undefined,
): string | undefined {
  if (!body.z) return undefined
  const { number, after, report } = body.z
  // One that was lost is told of by the backend, and is higher than all that are held.
  const before = Math.max(reached.z ?? 0, after ?? 0)
  if ((reached.z !== undefined || after !== undefined) && number !== before + 1) {
    return `its Z has number ${String(number)}, not ${String(before + 1)}`
  }
  if (report.last.hash !== prevHash) return 'its Z does not follow the entry before it'
  if (!isSame(report.perpetual, reached.perpetual)) {
    return 'the totals of its Z are not the sum of the sales before it'
  }
  if (report.untold !== reached.untold) return 'its Z says wrongly whether its totals were told'
  if (!known) return undefined
  const { opened, tally, ends } = known
  ends.delete(epoch.id)
  if (!isSame(report.earlier ?? [], [...ends.values()].slice(-EPOCHS_LIMIT))) {
    return 'its Z names other ends of the epochs before its own'
  }
  const isFirst = report.first.seq === opened.seq && report.first.epoch.id === opened.epoch.id
  const figures = tally.figures()
  const tenders = tendersAsIn(report.figures.tenders, figures.tenders)
  if (!isFirst || !isSame(report.figures, { ...figures, tenders })) {
    return 'its Z is not what the entries of its session come to'
  }
  const slips = body.tenders ?? []
  return isSame(slips, tenderCounts(figures.tenders, slips))
    ? undefined
    : 'its slips are held to something else than was taken'
}

function isSame(a: object, b: object): boolean {
  return canonicalForm(a) === canonicalForm(b)
}
