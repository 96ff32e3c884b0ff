/** Lines of this terminal's own entries that are no sales, newest first, a page at a time. */
import { LINES_AMONG, type LinePlace, type OwnPlace } from '../../contract/figure-entries.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { Period } from '../../domain/reports/period.ts'
import type { Core } from '../core.ts'

export interface LinesAsked {
  readonly period: Period
  readonly before: LinePlace | null
  readonly most: number
}

/** Where a line stands, among all and in the journal. */
export interface Placed extends LinePlace {
  readonly own: OwnPlace
}

const ENTRIES_AT_ONCE = 50
/** Sorts behind every entry. */
const BEHIND_ALL = '~'

/** `linesOf` tells an entry's lines in their order. Commands that come meanwhile go first. */
export async function linesBefore<Line>(
  core: Core,
  { period, before, most }: LinesAsked,
  linesOf: (entry: Entry) => readonly Line[],
): Promise<{ readonly lines: (Line & Placed)[]; readonly next: LinePlace | null }> {
  const lines: (Line & Placed)[] = []
  let place: LinePlace = before ?? { date: period.to, at: 0, entry: BEHIND_ALL, line: 0 }
  for (let seen = 0; seen < LINES_AMONG; seen += ENTRIES_AT_ONCE) {
    const entries = core.store.figured.othersBefore(period.from, place, ENTRIES_AT_ONCE)
    for (const { id, entry } of entries) {
      const { businessDate: date, at, epoch, seq } = entry
      // Of the entry where the answer before ended the lines that were not told yet.
      const end = id === place.entry ? place.line : Number.MAX_SAFE_INTEGER
      const own = { epoch: epoch.ordinal, seq }
      for (const [line, told] of [...linesOf(entry).entries()].toReversed()) {
        if (line >= end) continue
        place = { date, at, entry: id, line }
        lines.push({ ...told, ...place, own })
        if (lines.length === most) return { lines, next: place }
      }
      place = { date, at, entry: id, line: 0 }
    }
    if (entries.length < ENTRIES_AT_ONCE) return { lines, next: null }
    await core.clock.sleep(0)
  }
  return { lines, next: place }
}
