/** Finds sales by what a person knows of them, by SQL over own sales and those that came down. */
import type { Contains } from '../domain/catalogue/stock.ts'
import type { Entry } from '../domain/journal/facts.ts'
import { quantity } from '../domain/quantity.ts'
import type { SaleSearch } from '../domain/returns/search.ts'
import { soldSaleOf, type SoldSale } from '../domain/returns/sold.ts'
import { LAYAWAY_PAYMENTS_LIMIT } from '../domain/selling/layaway.ts'
import type { SoldSales } from '../ports/sold-sales.ts'
import type { Connection } from './connection.ts'
import { prepareOwnRefunds } from './refund-rows.ts'

/** Names of goods are looked for in so many of the newest sales of each kind. */
export const GOODS_AMONG = 5000

interface OwnRow {
  readonly canonical: string
}

interface PulledRow {
  readonly data: string
}

interface Wanted {
  readonly receipt: string | null
  readonly suffix: string | null
  readonly total: number | null
  readonly date: string | null
  readonly lastFour: string | null
  readonly goods: string | null
  readonly most: number
}

const OWN = `
  SELECT journal.canonical FROM (
    SELECT id, entry, at FROM sale
    WHERE receipt = @receipt OR total = @total OR business_date = @date
      OR (@suffix IS NOT NULL AND receipt LIKE @suffix)
      OR (@lastFour IS NOT NULL AND id IN (
        SELECT sale FROM sale_tender WHERE last_four = @lastFour))
      OR (@goods IS NOT NULL
        AND at >= coalesce((SELECT at FROM sale ORDER BY at DESC LIMIT 1 OFFSET ${GOODS_AMONG}), 0)
        AND id IN (SELECT sale FROM sale_line WHERE name LIKE @goods ESCAPE '\\'))
    ORDER BY at DESC LIMIT @most
  ) AS found JOIN journal ON journal.id = found.entry ORDER BY found.at DESC`

const PULLED = `
  SELECT data FROM sales
  WHERE deleted = 0 AND (receipt = @receipt OR total = @total OR business_date = @date
    OR (@suffix IS NOT NULL AND receipt LIKE @suffix)
    OR (@lastFour IS NOT NULL AND EXISTS (
      SELECT 1 FROM json_each(data, '$.tenders')
      WHERE json_each.value ->> '$.lastFour' = @lastFour))
    OR (@goods IS NOT NULL
      AND at >= coalesce((SELECT at FROM sales WHERE deleted = 0
        ORDER BY at DESC LIMIT 1 OFFSET ${GOODS_AMONG}), 0)
      AND EXISTS (SELECT 1 FROM json_each(data, '$.lines')
        WHERE json_each.value ->> '$.name' LIKE @goods ESCAPE '\\')))
  ORDER BY at DESC LIMIT @most`

/** Each table gives its newest: no more are put in order than are shown. */
const OF_CUSTOMERS = `
  SELECT id FROM (
    SELECT * FROM (
      SELECT id, at FROM sale WHERE customer IN (SELECT value FROM json_each(@customers))
        AND (at, id) < (@at, @sale) ORDER BY at DESC, id DESC LIMIT @most)
    UNION
    SELECT * FROM (
      SELECT id, at FROM sales WHERE deleted = 0
        AND data ->> '$.customer' IN (SELECT value FROM json_each(@customers))
        AND (at, id) < (@at, @sale) ORDER BY at DESC, id DESC LIMIT @most)
  ) ORDER BY at DESC, id DESC LIMIT @most`

/** That of its end draws, and puts nothing on it. */
const OF_LAYAWAY = `
  SELECT id FROM (
    SELECT sale.id, sale.at FROM own_account_move JOIN sale USING (entry)
    WHERE own_account_move.kind = 'layaway' AND account = @park AND amount > 0
    UNION
    SELECT id, at FROM sales WHERE deleted = 0 AND EXISTS (
      SELECT 1 FROM json_each(data, '$.lines')
      WHERE json_each.value ->> '$.load.account' = @park)
  ) ORDER BY at DESC, id DESC LIMIT ${LAYAWAY_PAYMENTS_LIMIT}`

/** More than once the same number is sold where it came back in between. */
const SERIALS_LIMIT = 20

const OF_SERIAL = `
  SELECT sale.id FROM sale_line JOIN sale ON sale.id = sale_line.sale
  WHERE sale_line.serial = @serial AND sale_line.variant = @variant AND sale_line.quantity > 0
    AND (SELECT sum(quantity) FROM sale_line WHERE serial = @serial AND variant = @variant) > 0
  ORDER BY sale.at DESC, sale.id DESC LIMIT ${SERIALS_LIMIT}`

interface WantedHistory {
  readonly customers: string
  readonly at: number
  readonly sale: string
  readonly most: number
}

export function createSoldSales(connection: Connection): SoldSales {
  const own = connection.prepare<[Wanted], OwnRow>(OWN)
  const pulled = connection.prepare<[Wanted], PulledRow>(PULLED)
  const ownBy = (column: 'id' | 'receipt') =>
    connection.prepare<[string], OwnRow>(
      `SELECT journal.canonical FROM sale JOIN journal ON journal.id = sale.entry
       WHERE sale.${column} = ?`,
    )
  const pulledBy = (column: 'id' | 'receipt') =>
    connection.prepare<[string], PulledRow>(
      `SELECT data FROM sales WHERE ${column} = ? AND deleted = 0`,
    )
  const by = {
    id: { own: ownBy('id'), pulled: pulledBy('id') },
    receipt: { own: ownBy('receipt'), pulled: pulledBy('receipt') },
  }
  const ofCustomers = connection.prepare<[WantedHistory], string>(OF_CUSTOMERS).pluck()
  const ofLayaway = connection.prepare<[{ park: string }], string>(OF_LAYAWAY).pluck()
  const ofSerial = connection
    .prepare<[{ variant: string; serial: string }], string>(OF_SERIAL)
    .pluck()
  const withReturns = prepareOwnReturns(connection)
  const withRefunds = prepareOwnRefunds(connection)
  const withOwn = (sale: SoldSale, contains: Contains): SoldSale =>
    withRefunds(withReturns(sale, contains), contains)
  const read = (row: PulledRow): SoldSale => {
    const { contains, ...sale } = JSON.parse(row.data) as SoldSale & { contains: Contains }
    return withOwn(sale, contains)
  }
  /** The pulled row knows what came back elsewhere: own sales are read from it where it is. */
  const readOwn = (row: OwnRow): SoldSale => {
    const entry = JSON.parse(row.canonical) as Entry<'sale-completed'>
    const down = by.id.pulled.get(entry.body.sale)
    return down ? read(down) : withOwn(soldSaleOf(entry), {})
  }
  const one = (key: 'id' | 'receipt', value: string): SoldSale | undefined => {
    const mine = by[key].own.get(value)
    if (mine) return readOwn(mine)
    const down = by[key].pulled.get(value)
    return down && read(down)
  }
  return {
    find: (sale) => one('id', sale),
    byReceipt: (receipt) => one('receipt', receipt),
    ofCustomers(customers, before, most) {
      const { at, sale } = before ?? { at: Number.MAX_SAFE_INTEGER, sale: '' }
      return ofCustomers
        .all({ customers: JSON.stringify(customers), at, sale, most })
        .flatMap((id) => one('id', id) ?? [])
    },
    ofLayaway: (park) => ofLayaway.all({ park }).flatMap((id) => one('id', id) ?? []),
    ofSerial: (variant, serial) =>
      ofSerial.all({ variant, serial }).flatMap((id) => one('id', id) ?? []),
    shown: withOwn,
    search(search, most) {
      const wanted = wantedOf(search, most)
      const found = [...own.all(wanted).map(readOwn), ...pulled.all(wanted).map(read)]
      const distinct = new Map(found.map((sale) => [sale.id, sale]))
      return [...distinct.values()].toSorted((a, b) => b.at - a.at).slice(0, most)
    },
  }
}

function wantedOf({ receipt, total, date, lastFour, goods }: SaleSearch, most: number): Wanted {
  const isPart = receipt?.startsWith('-') === true
  return {
    receipt: isPart ? null : (receipt ?? null),
    suffix: isPart ? `%${receipt}` : null,
    total: total ?? null,
    date: date ?? null,
    lastFour: lastFour ?? null,
    goods: goods === undefined ? null : `%${goods.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
    most,
  }
}

/** Adds what came back to this terminal beyond the entries that the row contains. */
function prepareOwnReturns(
  connection: Connection,
): (sale: SoldSale, contains: Contains) => SoldSale {
  const beyond = connection.prepare<[string, string], { line: string; back: number }>(
    `SELECT line, sum(quantity) AS back FROM told_epoch CROSS JOIN sale_return
       ON sale = ? AND epoch_ordinal = told_epoch.ordinal
       AND seq > coalesce(? ->> told_epoch.id, 0)
     GROUP BY line`,
  )
  return (sale, contains) => {
    const own = beyond.all(sale.id, JSON.stringify(contains))
    if (own.length === 0) return sale
    const returned = { ...sale.returned }
    for (const { line, back } of own) returned[line] = quantity((returned[line] ?? 0) + back)
    return { ...sale, returned }
  }
}
