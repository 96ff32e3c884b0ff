/**
 * Scan → product with its price and tax class, against one raw prepared get of the product's row by
 * the same code with its document parsed, and against a raw get that joins the price too.
 */
import Database from 'better-sqlite3'
import { bigCatalogue, PRICE_LIST } from './big-catalogue.ts'
import type { Bench } from './bench.ts'
import { measureInTurn, ratio } from './measure.ts'

const PRODUCTS = 1_000_000
const ROUNDS = 20_000

export const scan: Bench = {
  name: 'scan',
  async run() {
    const catalogue = bigCatalogue(PRODUCTS)
    const store = catalogue.open()
    const raw = new Database(catalogue.file, { readonly: true })
    raw.pragma('cache_size = -131072')
    const row = raw.prepare<[string], { data: string }>(
      'SELECT data FROM goods_by_code WHERE gtin = ?',
    )
    const joined = raw.prepare<[string, string], { data: string }>(
      `SELECT goods.data, goods.pack_quantity, pricing.unit_price, pricing.id
       FROM goods_by_code AS goods
       JOIN pricing ON pricing.variant = goods.variant AND pricing.list = ?
         AND pricing.kind = 'price' AND pricing.deleted = 0
       WHERE goods.gtin = ?`,
    )
    const code = (round: number): string => catalogue.gtin((round * 48_271 + 11) % PRODUCTS)
    const at = 1_790_000_000_000
    const measured = await measureInTurn(
      {
        scan: (round) => store.catalogue.byGtin(code(round), PRICE_LIST, at),
        rawRow: (round) => JSON.parse(row.get(code(round))?.data ?? '') as unknown,
        rawJoin: (round) => JSON.parse(joined.get(PRICE_LIST, code(round))?.data ?? '') as unknown,
      },
      ROUNDS,
    )
    raw.close()
    store.close()
    const againstRow = ratio(measured.scan.p50, measured.rawRow.p50)
    return {
      ok: againstRow <= 2,
      figures: {
        ...measured,
        againstRow,
        againstJoin: ratio(measured.scan.p50, measured.rawJoin.p50),
      },
    }
  },
}
