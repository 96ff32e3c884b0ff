/** Adds an entry to the figures of reports, in the transaction that applies it. */
import { sql } from 'kysely'
import { MEASURES, type Figure } from '../../domain/reports/figure.ts'
import { FIGURED_KINDS, figuresOf } from '../../domain/reports/entry-figures.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import { keepDifferences } from './differences.ts'
import { keepFigureEntries } from './figure-entries.ts'

export interface DatedFigure extends Figure {
  readonly date: string
}

/**
 * Late entries and goods that come back change the figures of their own business date. `source` is
 * the entry's place and hash.
 */
export async function foldFigures(
  transaction: Transaction,
  sender: TerminalPrincipal,
  entry: Entry,
  source: string,
): Promise<void> {
  if (!isFigured(entry)) return
  const zone = await zoneOf(transaction, sender)
  // Whether it stands its session knows only once it has it: `foldClose` counts it then.
  if (entry.kind === 'session-closed') return
  const { businessDate: date } = entry
  const figures = figuresOf(entry, zone).map((figure) => ({ date, ...figure }))
  await addFigures(transaction, sender, figures)
  await keepDifferences(transaction, sender, entry, source)
  await keepFigureEntries(transaction, sender, entry, source)
}

export function isFigured({ kind }: Pick<Entry, 'kind'>): boolean {
  return (FIGURED_KINDS as readonly string[]).includes(kind)
}

/**
 * Holds the store's row against nobody but whoever makes its figures anew: what is folded now is
 * then not among the entries that were read there, and is added to what they came to.
 */
async function zoneOf(
  transaction: Transaction,
  { tenant, store }: TerminalPrincipal,
): Promise<string> {
  const { zone } = await transaction
    .selectFrom('store')
    .select('zone')
    .where('tenant', '=', tenant)
    .where('id', '=', store)
    .forKeyShare()
    .executeTakeFirstOrThrow()
  return zone
}

const COLUMNS = sql.join(MEASURES.map((each) => sql.ref(each)))
const SUMS = sql.join(
  MEASURES.map(
    (each) => sql`${sql.ref(each)} = known.${sql.ref(each)} + excluded.${sql.ref(each)}`,
  ),
)
const TYPES = sql.join(MEASURES.map((each) => sql`${sql.ref(each)} bigint`))

/** One statement. Rows are the terminal's own, whose entries are applied one after the other. */
export async function addFigures(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  figures: readonly DatedFigure[],
): Promise<void> {
  if (figures.length === 0) return
  await sql`
    insert into report_figure as known
      (tenant, store, business_date, part, key, terminal, ${COLUMNS})
    select ${tenant}, ${store}, date, part, key, ${terminal}, ${COLUMNS}
    from jsonb_to_recordset(${JSON.stringify(figures)}::jsonb)
      as figure (date text, part text, key text, ${TYPES})
    order by date, part, key
    on conflict (tenant, store, business_date, part, key, terminal) do update set ${SUMS}
  `.execute(transaction)
}
