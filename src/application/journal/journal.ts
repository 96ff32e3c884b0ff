/** Looks for entries of this terminal's journal, and shows one with all that proves it. */
import type { z } from 'zod'
import {
  ENTRIES_AMONG,
  ENTRIES_SHOWN,
  type JournalEntry,
  type JournalPage,
  type JournalRow,
  type searchJournalSchema,
  type showEntrySchema,
} from '../../contract/terminal/journal.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import { kindsAbout } from '../../domain/journal/subject.ts'
import type { JournalPlace, JournalQuery } from '../../ports/journal-reader.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import { composeClosing } from '../fiscal/print.ts'
import { receiptOf } from '../selling/receipts.ts'
import type { Shop } from '../shop.ts'
import { composeZ } from '../till/reports.ts'
import { rowOf } from './row.ts'
import { createVerificationUses, type VerificationUses } from './verification.ts'

export interface JournalUses extends VerificationUses {
  /** Newest first. Commands that come meanwhile go first. */
  search(input: z.infer<typeof searchJournalSchema>): Promise<Result<JournalPage>>
  show(input: z.infer<typeof showEntrySchema>): Result<JournalEntry>
}

/** Entries that are looked at between two looks at what else is to be done: some milliseconds. */
const ENTRIES_AT_ONCE = 200
const INDENT = 2

export function createJournalUses(core: Core): JournalUses {
  return {
    ...createVerificationUses(core),
    async search({ command, subject, text, before }) {
      const permitted = core.run('journal.search', command, (at) => {
        const authority = authorise(core, at, 'read-journal')
        return authority.ok ? succeed(null) : authority
      })
      if (!permitted.ok) return permitted
      const wanted = text.trim()
      const query = {
        kinds: subject === null ? undefined : kindsAbout(subject),
        text: wanted,
        people: wanted === '' ? [] : peopleNamed(core, wanted),
      }
      return succeed(await searchFrom(core, query, before ?? undefined))
    },
    show: ({ command, place }) =>
      core.run('journal.show', command, (at) => {
        const authority = authorise(core, at, 'read-journal')
        if (!authority.ok) return authority
        const found = core.store.journalReader.find(place)
        if (!found) return fail('entry-unknown')
        const { entry, hash, proof } = found
        return succeed({
          row: rowOf(core, found),
          ...{ hash, prevHash: entry.prevHash, proof },
          content: JSON.stringify(entry, null, INDENT),
          ...paperOf(core, authority.value.shop, entry),
        })
      }),
  }
}

async function searchFrom(
  core: Core,
  query: JournalQuery,
  from: JournalPlace | undefined,
): Promise<JournalPage> {
  const rows: JournalRow[] = []
  let before = from
  for (let looked = 0; looked < ENTRIES_AMONG; looked += ENTRIES_AT_ONCE) {
    const found = core.store.journalReader.search(query, before, ENTRIES_AT_ONCE)
    for (const each of found.entries) {
      const row = rowOf(core, each)
      rows.push(row)
      if (rows.length === ENTRIES_SHOWN) return { rows, next: row.place }
    }
    before = found.next
    if (before === undefined) return { rows, next: null }
    await core.clock.sleep(0)
  }
  return { rows, next: before ?? null }
}

function peopleNamed({ store }: Core, text: string): string[] {
  const named = text.toLocaleLowerCase()
  return store.settings
    .staff()
    .filter(({ name }) => name.toLocaleLowerCase().includes(named))
    .map(({ id }) => id)
}

/** Sales, Zs and closings are what a tax inspector asks to see on paper. */
function paperOf(core: Core, shop: Shop, entry: Entry): Pick<JournalEntry, 'paper' | 'again'> {
  if (entry.kind === 'sale-completed') {
    const { sale } = entry.body
    const sold = core.store.sales.find(sale)
    if (sold) return { paper: receiptOf(core, shop, sold, 0), again: { kind: 'receipt', sale } }
  }
  if (entry.kind === 'session-closed' && entry.body.z) {
    const { session } = entry.body
    const known = core.store.tills.z(session)
    if (known) return { paper: composeZ(core, shop, known, 0), again: { kind: 'z', session } }
  }
  if (entry.kind === 'fiscal-closed') {
    const { kind: closing, number } = entry.body
    const known = core.store.closings.find(closing, number)
    const paper = known && composeClosing(core, shop, known, 0)
    if (paper) return { paper, again: { kind: 'closing', closing, number } }
  }
  return { paper: null, again: null }
}
