/** Asks the core for entries of its journal. Whoever may not read them is told so. */
import type { JournalEntry, JournalPage, JournalRow } from '../../src/contract/terminal/journal.ts'
import type { Subject } from '../../src/domain/journal/subject.ts'
import type { Answer } from '../connection/trouble.ts'
import { reprint } from './devices.ts'
import { command, type Desk } from './desk.ts'
import { printClosing } from './fiscal.ts'
import { beginReading } from './reports.ts'
import { reprintZ } from './till.ts'

export interface JournalSearch {
  /** Null for all that there is. */
  readonly subject: Subject | null
  readonly text: string
}

export function searchJournal(
  desk: Desk,
  search: JournalSearch,
  before: JournalPage['next'],
): Promise<Answer<JournalPage>> {
  return command(desk, (client, own) => client.journal.search({ ...own, ...search, before }))
}

export function showEntry(desk: Desk, place: JournalRow['place']): Promise<Answer<JournalEntry>> {
  return command(desk, (client, own) => client.journal.show({ ...own, place }))
}

/** A copy on paper, marked as one. */
export async function printAgain(
  desk: Desk,
  again: NonNullable<JournalEntry['again']>,
  done: () => void,
): Promise<void> {
  if (again.kind === 'z') return reprintZ(desk, again.session, done)
  if (again.kind === 'closing') return printClosing(desk, again.closing, again.number, done)
  if (await reprint(desk, again.sale)) done()
}

/** From a figure of the reports down to the entries that speak of it. */
export function lookAtEntries(desk: Desk, text: string, subject: Subject): void {
  beginReading(desk, 'journal')
  desk.store.change({ kind: 'aside', aside: { kind: 'look-up', text, turn: 1, ofFigure: subject } })
}
