/**
 * Text of a file that spreadsheets open: RFC 4180, with a byte order mark, without which Excel
 * takes UTF-8 for something else. What would be a formula is made text (OWASP, "CSV Injection").
 */

/** A text, or a number with so many decimals: `{ value: 1234, decimals: 2 }` is 12.34. */
export type CsvCell = string | null | { readonly value: number; readonly decimals: number }

/** As the spreadsheets of a locale expect it: a comma between decimals needs another separator. */
export interface CsvWays {
  readonly decimal: '.' | ','
}

const MARK = '\uFEFF'
/**
 * What spreadsheets take for a formula, also behind blanks that they pass over; the wide forms are
 * taken for the same signs where Japanese is written.
 */
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/

export function csvOf(rows: readonly (readonly CsvCell[])[], ways: CsvWays): string {
  return MARK + csvRows(rows, ways)
}

/** What follows in a file that was begun. */
export function csvRows(rows: readonly (readonly CsvCell[])[], { decimal }: CsvWays): string {
  const separator = decimal === ',' ? ';' : ','
  const line = (cells: readonly CsvCell[]): string =>
    cells.map((cell) => written(cell, decimal)).join(separator)
  return rows.map((cells) => `${line(cells)}\r\n`).join('')
}

function written(cell: CsvCell, decimal: string): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return `"${harmless(cell).replaceAll('"', '""')}"`
  return number(cell.value, cell.decimals, decimal)
}

/** Behind an apostrophe a spreadsheet takes anything for text. */
function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** Without a grouping sign; a minus before digits is a number and no formula. */
function number(value: number, decimals: number, decimal: string): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const part = digits.slice(digits.length - decimals)
  return `${value < 0 ? '-' : ''}${whole}${decimals === 0 ? '' : `${decimal}${part}`}`
}
