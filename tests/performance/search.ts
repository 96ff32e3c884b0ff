/**
 * Search as you type over a million products, on a stated mix of keystrokes: of each search one
 * letter, two, three, a whole word, a word and the beginning of the next; every fifth a number or a
 * slip. Raw FTS5 is asked the same words without knowing which goods sell.
 */
import Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { bigCatalogue, PRICE_LIST } from './big-catalogue.ts'
import type { Bench } from './bench.ts'
import { measureInTurn, ratio } from './measure.ts'

const PRODUCTS = 1_000_000
const ROUNDS = 4000
const SHOWN = 30
const BOUND_US = 15_000

export const search: Bench = {
  name: 'search',
  async run() {
    const catalogue = bigCatalogue(PRODUCTS)
    const store = catalogue.open()
    const raw = new Database(catalogue.file, { readonly: true })
    const match = raw.prepare('SELECT rowid FROM search WHERE search MATCH ? LIMIT ?')
    const texts = keystrokes(catalogue.gtin)
    const text = (round: number): string => texts[round % texts.length] ?? 'a'
    const quoted = (words: string): string =>
      words
        .split(' ')
        .map((word) => `"${word}"*`)
        .join(' ')
    const measured = await measureInTurn(
      {
        search: (round) =>
          store.catalogue.search(text(round), PRICE_LIST, 1_790_000_000_000, SHOWN),
        rawFts5: (round) => match.all(quoted(text(round)), SHOWN),
      },
      ROUNDS,
    )
    raw.close()
    store.close()
    return {
      ok: measured.search.p99 <= BOUND_US,
      figures: {
        ...measured,
        boundUs: BOUND_US,
        againstRaw: ratio(measured.search.p50, measured.rawFts5.p50),
      },
    }
  },
}

function keystrokes(gtin: (product: number) => string): string[] {
  const source = new URL('../../build/demo-shop/groceries.csv', import.meta.url)
  const words = [...new Set(readFileSync(source, 'utf8').match(/\p{L}{4,}/gu))].toSorted()
  return words.flatMap((word, index) => {
    const other = words[(index * 7919) % words.length] ?? ''
    const typed = [1, 2, 3].map((letters) => word.slice(0, letters))
    const last = index % 2 === 0 ? gtin(index * 997).slice(1, 9) : `${word}qx`
    return [...typed, word, `${word} ${other.slice(0, 2)}`, last]
  })
}
