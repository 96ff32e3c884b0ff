/**
 * Scan → product: all that a line needs, against one raw prepared get of one row by the same code.
 */
import Database from 'better-sqlite3'
import { bigCatalogue, LOCATION, PRICE_LIST } from './big-catalogue.ts'
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
    const row = raw.prepare('SELECT data FROM catalogue WHERE gtin = ? AND deleted = 0')
    const joined = raw.prepare(
      `SELECT variant.data, barcode.pack_quantity, pricing.unit_price, stock.on_hand
       FROM catalogue AS barcode
       JOIN catalogue AS variant ON variant.id = barcode.variant
       JOIN pricing ON pricing.variant = barcode.variant AND pricing.list = ?
         AND pricing.kind = 'price' AND pricing.deleted = 0
       JOIN stock ON stock.item = variant.data ->> '$.items[0].item' AND stock.location = ?
         AND stock.deleted = 0
       WHERE barcode.gtin = ? AND barcode.deleted = 0`,
    )
    const code = (round: number): string => catalogue.gtin((round * 48_271 + 11) % PRODUCTS)
    const at = 1_790_000_000_000
    const measured = await measureInTurn(
      {
        scan: (round) => store.catalogue.byGtin(code(round), PRICE_LIST, at),
        rawRow: (round) => row.get(code(round)),
        rawJoin: (round) => joined.get(PRICE_LIST, LOCATION, code(round)),
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
