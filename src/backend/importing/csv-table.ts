/** CSV as RFC 4180 has it, read strictly, with the line of the file in which each row begins. */
import { CsvError, parse } from 'csv-parse/sync'
import { fail, succeed, type Result } from '../../domain/failure.ts'

export const ROW_LIMIT = 200_000
/** A row longer than this is a quote that was never closed. */
const RECORD_LIMIT = 1024 * 1024
const LINE_FEED = 10
const CARRIAGE_RETURN = 13

export interface Row {
  /** The first line of the file is 1. */
  readonly line: number
  readonly fields: readonly string[]
}

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly Row[]
}

interface Parsed {
  readonly record: string[]
  readonly info: { readonly bytes: number }
}

/**
 * Reads a whole file. A wrong quote refuses the file ('input-invalid'), because behind it no end of
 * a row can be trusted; a row with too few or too many fields is kept for its reader to name.
 */
export function readTable(content: string, delimiter = ','): Result<Table> {
  const bytes = Buffer.from(content.replace(/^\uFEFF/, ''))
  let parsed: Parsed[]
  try {
    parsed = parse(bytes, {
      ...{ info: true, delimiter },
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: RECORD_LIMIT,
      to: ROW_LIMIT + 2,
    }) as unknown as Parsed[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return fail('input-invalid', { detail: `not readable as CSV: ${error.message.slice(0, 200)}` })
  }
  if (parsed.length > ROW_LIMIT + 1) return fail('too-large', { rows: ROW_LIMIT })
  const [header, ...rows] = withLines(parsed, bytes)
  if (header === undefined) return fail('input-invalid', { detail: 'the file is empty' })
  return succeed({ header: header.fields.map((name) => name.trim()), rows })
}

/** csv-parse counts no line breaks within fields, so lines are counted from its byte places. */
function withLines(parsed: readonly Parsed[], bytes: Buffer): Row[] {
  let at = 0
  let line = 1
  const passTo = (end: number): void => {
    for (; at < end; at += 1) {
      const alone = bytes[at] === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED
      if (bytes[at] === LINE_FEED || alone) line += 1
    }
  }
  return parsed.map(({ record, info }) => {
    while (bytes[at] === LINE_FEED || bytes[at] === CARRIAGE_RETURN) passTo(at + 1)
    const start = line
    passTo(info.bytes)
    return { line: start, fields: record }
  })
}

/** Reads cells by the names of their columns; names differ between versions only in case. */
export class Columns {
  readonly #places: ReadonlyMap<string, number>

  constructor(header: readonly string[]) {
    this.#places = new Map(header.map((name, place) => [name.toLowerCase(), place]))
  }

  has(name: string): boolean {
    return this.#places.has(name.toLowerCase())
  }

  /** The cell under the first of the names that the file has; empty where it has none of them. */
  read(row: Row, ...names: readonly string[]): string {
    for (const name of names) {
      const place = this.#places.get(name.toLowerCase())
      if (place !== undefined) return row.fields[place] ?? ''
    }
    return ''
  }
}
