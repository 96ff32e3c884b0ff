/** Words as the full-text index has them: what a search begins is compared in one way. */

/** What is looked at of a query or a name. */
const TEXT_LIMIT = 500

/**
 * Words as the index has them (`unicode61`): letters and digits of any script, no accents, no case.
 */
export function wordsOf(text: string): string[] {
  const bare = text
    .slice(0, TEXT_LIMIT)
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
  const plain = bare.normalize('NFC').toLowerCase()
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

export function beginAs(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((prefix) => words.some((word) => word.startsWith(prefix)))
}

/** Whether the text's words begin as the query's do; nothing is found by nothing. */
export function matchesWords(text: string, query: string): boolean {
  const wanted = wordsOf(query)
  return wanted.length > 0 && beginAs(wordsOf(text), wanted)
}
