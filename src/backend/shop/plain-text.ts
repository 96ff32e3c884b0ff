/**
 * Text for finding and sorting, alike in SQL and here: small letters without accents. `lower` alone
 * is no help, because the embedded database's collation knows no letters beyond ASCII.
 */
import { sql, type Expression, type RawBuilder } from 'kysely'

const ACCENTED: Readonly<Record<string, string>> = {
  ...{
    a: 'ąàáâãäåăāæ',
    c: 'ćčçċ',
    d: 'ďđð',
    e: 'ęèéêëěėē',
    g: 'ğģ',
    i: 'ìíîïīį',
    k: 'ķ',
    l: 'łľļ',
  },
  ...{ n: 'ńñňņ', o: 'òóôõöøőœ', r: 'řŕ', s: 'śšşșß', t: 'ťțţþ', u: 'ùúûüůűūų', y: 'ýÿ', z: 'źžż' },
}
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries(ACCENTED).flatMap(([plain, accented]) =>
    [...accented, ...accented.toUpperCase()]
      // The capital of ß is two letters that need no help.
      .filter((letter) => letter > '\u007f')
      .map((letter) => [letter, plain] as const),
  ),
)
const FROM = [...LETTERS.keys()].join('')
const TO = [...LETTERS.values()].join('')

export function plainText(text: string): string {
  return [...text]
    .map((letter) => LETTERS.get(letter) ?? letter)
    .join('')
    .toLowerCase()
}

/** The same in SQL. Translating is slow, and most texts are ASCII: as many bytes as letters. */
export function plainSql(text: Expression<string>): RawBuilder<string> {
  return sql<string>`case
    when octet_length(${text}) = char_length(${text}) then lower(${text})
    else lower(translate(${text}, ${FROM}, ${TO}))
  end`
}
