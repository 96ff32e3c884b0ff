/** Files for spreadsheets, read and written a page at a time, so that a long one can be, too. */
import { csvOf, csvRows, type CsvCell, type CsvWays } from '../../src/domain/reports/csv.ts'
import type { Answer } from '../connection/trouble.ts'
import type { Format } from '../format/format.ts'
import type { Say } from '../language/language.tsx'
import type { MakeCells } from './cells.ts'

/** Rows of one file; one that would have more says in its name how many it holds. */
export const FILE_ROWS = 100_000

export interface FileRows {
  readonly head: readonly CsvCell[]
  readonly pages: AsyncIterable<Answer<readonly CsvCell[][]>>
}

/** Made when it is saved: words and figures are then those of the screen. */
export type MakeFile = (say: Say, format: Format) => FileRows

interface Written {
  readonly parts: string[]
  readonly rows: number
  /** False where there were more than a file holds. */
  readonly isWhole: boolean
}

/** `goesOn` hears how many rows there are after each page; undefined where it wants no more. */
export async function writeFile(
  { head, pages }: FileRows,
  ways: CsvWays,
  goesOn: (rows: number) => boolean,
): Promise<Answer<Written> | undefined> {
  const parts = [csvOf([head], ways)]
  let rows = 0
  for await (const page of pages) {
    if (!page.ok) return page
    const fitting = page.value.slice(0, FILE_ROWS - rows)
    parts.push(csvRows(fitting, ways))
    rows += fitting.length
    if (!goesOn(rows)) return undefined
    if (fitting.length < page.value.length) return ended(parts, rows, false)
  }
  return ended(parts, rows, true)
}

function ended(parts: string[], rows: number, isWhole: boolean): Answer<Written> {
  return { ok: true, value: { parts, rows, isWhole } }
}

/** What is there already: the first row is the head. */
export function inOnePage(cells: MakeCells): MakeFile {
  return (say, format) => {
    const [head = [], ...rows] = cells(say, format)
    return { head, pages: pagesFrom([{ ok: true, value: rows }]) }
  }
}

async function* pagesFrom<Page>(pages: readonly Page[]): AsyncGenerator<Page> {
  yield* pages
}

/** All pages of the first, then all of the next. */
export async function* inTurn<Page>(all: readonly AsyncIterable<Page>[]): AsyncGenerator<Page> {
  for (const pages of all) yield* pages
}

/** Page after page, each asked for from where the one before ended, until there is none. */
export async function* askPages<Value, Place>(
  first: Place,
  ask: (place: Place) => Promise<Answer<Value>>,
  after: (value: Value, place: Place) => Place | null,
): AsyncGenerator<Answer<Value>> {
  let place = first
  for (;;) {
    const answer = await ask(place)
    yield answer
    const next = answer.ok ? after(answer.value, place) : null
    if (next === null) return
    place = next
  }
}

/** The same pages as rows of a file. */
export async function* asRows<Value>(
  pages: AsyncIterable<Answer<Value>>,
  cells: (value: Value) => CsvCell[][],
): AsyncGenerator<Answer<readonly CsvCell[][]>> {
  for await (const page of pages) yield page.ok ? { ok: true, value: cells(page.value) } : page
}
