/**
 * Completed sales: what each derives from its journal entry, in the transaction that appended it.
 */
import { turnoverOf } from '../domain/accounts/moves.ts'
import type { SaleCompleted } from '../domain/journal/facts.ts'
import { isCash } from '../domain/selling/tender.ts'
import type { FactContext, Journal, RecordedSale, Sales } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { prepareSaleRows } from './sale-rows.ts'
import { prepareCash, prepareForeignCash } from './tills.ts'
import type { Transactions } from './transactions.ts'
import { prepareUsedCoupons } from './used-coupons.ts'

export interface SalesParts {
  readonly connection: Connection
  readonly transactions: Transactions
  readonly journal: Journal
}

export function createSales(parts: SalesParts): Sales {
  const { connection, transactions, journal } = parts
  const rows = prepareSaleRows(connection)
  const coupons = prepareUsedCoupons(connection)
  const recordCash = prepareSaleCash(connection)
  const addToPerpetual = connection.prepare<[string, number]>(
    `INSERT INTO perpetual (currency, sales, turnover) VALUES (?, 1, ?)
     ON CONFLICT (currency)
     DO UPDATE SET sales = sales + 1, turnover = turnover + excluded.turnover`,
  )
  const read = (where: string) =>
    connection.prepare<string[], SaleRow>(
      `SELECT journal.canonical, journal.hash, sale.at, sale.actor, (
         SELECT count(*) FROM journal AS reprint
         WHERE reprint.kind = 'receipt-reprinted'
           AND reprint.canonical ->> '$.body.sale' = sale.id
       ) AS copies
       FROM sale JOIN journal ON journal.id = sale.entry ${where}`,
    )
  const find = read('WHERE sale.id = ?')
  const has = connection.prepare<[string]>('SELECT 1 FROM sale WHERE id = ?')
  const latest = read('ORDER BY sale.epoch_ordinal DESC, sale.number DESC LIMIT 1')
  return {
    record(sale, entry, context) {
      if (!transactions.isActive) throw new Error('a sale is recorded with its entry only')
      if (sale.number !== journal.nextSaleNumber()) {
        throw new Error(`sale number ${sale.number} is not the next`)
      }
      rows.add(sale, entry, context)
      coupons.add(sale, entry)
      recordCash(sale, context)
      addToPerpetual.run(sale.currency, turnoverOf(sale))
    },
    latest: () => toRecordedSale(latest.get()),
    find: (sale) => toRecordedSale(find.get(sale)),
    couponUses: coupons.count,
    has: (sale) => has.get(sale) !== undefined,
  }
}

interface SaleRow {
  readonly canonical: string
  readonly hash: string
  readonly at: number
  readonly actor: string | null
  readonly copies: number
}

/** The sale as its entry has it: the rows beside are for searching and adding up. */
function toRecordedSale(row: SaleRow | undefined): RecordedSale | undefined {
  if (!row) return undefined
  const { body } = JSON.parse(row.canonical) as { readonly body: SaleCompleted }
  return { sale: body, at: row.at, actor: row.actor, entryHash: row.hash, copies: row.copies }
}

function prepareSaleCash(
  connection: Connection,
): (sale: SaleCompleted, context: FactContext) => void {
  const moveCash = prepareCash(connection)
  const moveForeign = prepareForeignCash(connection)
  return ({ sale, tenders, change }, { session }) => {
    const cash = tenders.filter(isCash)
    if (cash.length === 0 && change === 0) return
    if (session === null) throw new Error('cash is taken in a till session only')
    for (const tender of cash) {
      const { amount } = tender
      if (tender.kind === 'cash') moveCash({ session, kind: 'tender', amount, sale })
      if (tender.kind === 'foreign-cash') {
        moveForeign({ session, currency: tender.currency, amount: tender.tendered, sale })
      }
    }
    if (change !== 0) moveCash({ session, kind: 'change', amount: 0 - change, sale })
  }
}
