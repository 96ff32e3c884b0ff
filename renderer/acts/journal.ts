/** Asks the core for entries of its journal. Whoever may not read them is told so. */
import type { JournalEntry, JournalPage, JournalRow } from '../../src/contract/terminal/journal.ts'
import type { VerificationView } from '../../src/contract/terminal/verification.ts'
import type { Subject } from '../../src/domain/journal/subject.ts'
import type { Answer } from '../connection/trouble.ts'
import { reprint } from './devices.ts'
import { command, guarded, shown, type Desk } from './desk.ts'
import { printClosing } from './fiscal.ts'
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

export function lookAtVerification(desk: Desk): Promise<Answer<VerificationView>> {
  return desk.connection.ask((client) => client.journal.verification())
}

/** How far it is the core tells by itself. */
export async function beginVerifying(desk: Desk): Promise<void> {
  desk.store.change({ kind: 'trouble', trouble: null })
  await guarded(desk, async (desk) => {
    shown(desk, await command(desk, (client, own) => client.journal.verify(own)))
  })
}

export async function stopVerifying(desk: Desk): Promise<void> {
  shown(desk, await desk.connection.ask((client) => client.journal.stopVerifying()))
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
