/** What stands behind figures that are not of sales, from this terminal's own entries. */
import type { z } from 'zod'
import type { StockDifferences } from '../../contract/backend/stock-differences.ts'
import type { FigureEntries } from '../../contract/figure-entries.ts'
import type { ownDifferencesSchema, ownEntriesSchema } from '../../contract/terminal/reports.ts'
import { figureEntriesOf } from '../../domain/reports/figure-entries.ts'
import { differencesOf } from '../../domain/reports/stock-differences.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../shop.ts'
import { nameOf } from '../staff/views.ts'
import { linesBefore } from './lines.ts'

type Of<Schema extends z.ZodType> = Omit<z.infer<Schema>, 'command' | 'approval'>

/** Till sessions, approvals and refusals. */
export function findEntries(
  core: Core,
  { part, key, ...asked }: Of<typeof ownEntriesSchema>,
  { terminal }: Shop,
): Promise<FigureEntries> {
  const named = (person: string | null) => (person === null ? null : nameOf(core, person))
  return linesBefore(core, asked, (entry) =>
    figureEntriesOf(entry)
      .filter((each) => each.part === part && each.key === key)
      .map(({ part: _part, key: _key, person, approver, ...told }) => ({
        ...{ ...told, terminal: terminal.name, person: named(person), approver: named(approver) },
      })),
  )
}

/** Lines of lost and found stock; `margins` says whether they tell what goods had cost. */
export async function findDifferences(
  core: Core,
  { part, key, ...asked }: Of<typeof ownDifferencesSchema>,
  { store, terminal }: Shop,
  margins: boolean,
): Promise<StockDifferences> {
  const found = await linesBefore(core, asked, (entry) =>
    differencesOf(entry)
      .filter((each) => each.part === part && each.reason === key)
      .flatMap(({ lines }) => lines)
      .map(({ name, unit, quantity, worth, cost }) => ({
        ...{ name, unit, quantity, worth: worth ?? null, cost: margins ? (cost ?? null) : null },
        ...{ store: store.name, terminal: terminal.name, note: noteOf(entry) },
        person: entry.actor === null ? null : nameOf(core, entry.actor),
      })),
  )
  return { currency: store.currency, ...found }
}

/** What the person said of it. */
function noteOf({ kind, body }: Entry): string | null {
  if (kind === 'order-closed') return body.reason
  return 'note' in body ? (body.note ?? null) : null
}
