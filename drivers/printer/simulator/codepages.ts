/** The character tables of an Epson printer, by the number that `ESC t` gives. Source: TM-T88VI. */
import CodepageEncoder, { type Codepage } from '@point-of-sale/codepage-encoder'

/** Stretches of numbers without a gap: the first number, and the tables from there. */
const TABLES: readonly (readonly [first: number, pages: readonly Codepage[]])[] = [
  [0, ['cp437', 'epson/katakana', 'cp850', 'cp860', 'cp863', 'cp865']],
  [11, ['cp851', 'cp853', 'cp857', 'cp737', 'iso8859-7', 'windows1252', 'cp866', 'cp852']],
  [19, ['cp858', 'thai42', 'thai11']],
  [26, ['thai13']],
  [30, ['tcvn3', 'tcvn3capitals', 'cp720', 'cp775', 'cp855', 'cp861', 'cp862', 'cp864', 'cp869']],
  [39, ['epson/iso8859-2', 'iso8859-15', 'cp1098', 'cp774', 'cp772', 'cp1125', 'windows1250']],
  [46, ['windows1251', 'windows1253', 'windows1254', 'windows1255', 'windows1256']],
  [51, ['windows1257', 'windows1258', 'rk1048']],
]

const PAGES = new Map(
  TABLES.flatMap(([first, pages]) => pages.map((page, index) => [first + index, page] as const)),
)
const characters = new Map<Codepage, readonly string[]>()

/** The 256 characters of a table, or undefined where this printer has none of that number. */
export function charactersOfTable(table: number): readonly string[] | undefined {
  const page = PAGES.get(table)
  if (page === undefined) return undefined
  const known = characters.get(page)
  if (known) return known
  const found = CodepageEncoder.getEncoding(page).codepoints.map((codepoint) =>
    String.fromCodePoint(codepoint),
  )
  characters.set(page, found)
  return found
}
