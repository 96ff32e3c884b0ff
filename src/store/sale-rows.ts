/** The rows of a sale: head, lines, tenders and movements. */
import { accountMovesOf, type AccountMove } from '../domain/accounts/moves.ts'
import type { SealedEntry } from '../domain/journal/entry.ts'
import type { SaleCompleted, SaleLine } from '../domain/journal/facts.ts'
import type { Tender } from '../domain/selling/tender.ts'
import type { FactContext } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import type { Row } from './document-table.ts'
import { prepareMovement } from './movements.ts'
import { prepareRefunds } from './refund-rows.ts'

export interface SaleRows {
  add(sale: SaleCompleted, entry: SealedEntry, context: FactContext): void
}

export function prepareSaleRows(connection: Connection): SaleRows {
  const addHead = prepareHead(connection)
  const addLine = prepareLine(connection)
  const addTender = prepareTender(connection)
  const addMovement = prepareMovement(connection)
  const addReturn = prepareReturn(connection)
  const addPoints = preparePoints(connection)
  const addRefunds = prepareRefunds(connection)
  const addAccountMove = prepareAccountMove(connection)
  return {
    add(sale, entry, context) {
      addHead(sale, entry, context)
      sale.lines.forEach((line, position) => {
        addLine(sale.sale, position, line)
        addReturn(entry, position, line)
      })
      sale.tenders.forEach((tender, position) => addTender(sale.sale, position, tender))
      addRefunds(sale, entry)
      addPoints(sale, entry)
      for (const move of accountMovesOf(sale)) addAccountMove(entry, move)
      sale.movements.forEach((movement, position) => addMovement(entry, position, movement))
    },
  }
}

function prepareHead(
  connection: Connection,
): (sale: SaleCompleted, entry: SealedEntry, context: FactContext) => void {
  const insert = connection.prepare<[Row]>(
    `INSERT INTO sale (id, entry, epoch_ordinal, number, receipt, at, business_date, session,
       actor, currency, subtotal, tax, total, change, customer)
     VALUES (@id, @entry, @epoch, @number, @receipt, @at, @businessDate, @session,
       @actor, @currency, @subtotal, @tax, @total, @change, @customer)`,
  )
  return (
    { sale: id, number, receipt, currency, subtotal, tax, total, change, customer = null },
    entry,
    context,
  ) => {
    const { at, businessDate, session, actor } = context
    const amounts = { currency, subtotal, tax, total, change }
    const place = { entry: entry.id, epoch: entry.epoch.ordinal, number, receipt }
    insert.run({ id, ...place, at, businessDate, session, actor, ...amounts, customer })
  }
}

function prepareLine(
  connection: Connection,
): (sale: string, position: number, line: SaleLine) => void {
  const insert = connection.prepare<[Row]>(
    `INSERT INTO sale_line (sale, position, id, variant, barcode, name, size, unit, department,
       quantity, unit_price, price, tax_class, amount, belongs_to, serial, lot, expiry, note)
     VALUES (@sale, @position, @id, @variant, @barcode, @name, @size, @unit, @department,
       @quantity, @unitPrice, @price, @taxClass, @amount, @belongsTo, @serial, @lot, @expiry,
       @note)`,
  )
  return (sale, position, line) => {
    const { id, variant, barcode, name, size, unit, department } = line
    const { quantity, unitPrice, price, taxClass, amount } = line
    const { belongsTo, serial = null, lot = null, expiry = null, note = null } = line
    insert.run({
      ...{ sale, position, id, variant, barcode, name, size, unit, department },
      ...{ quantity, unitPrice, price, taxClass, amount },
      ...{ belongsTo: belongsTo?.line ?? null, serial, lot, expiry, note },
    })
  }
}

function prepareTender(
  connection: Connection,
): (sale: string, position: number, tender: Tender) => void {
  const insert = connection.prepare<[Row]>(
    `INSERT INTO sale_tender (sale, position, kind, amount, intent, scheme, last_four,
       authorisation)
     VALUES (@sale, @position, @kind, @amount, @intent, @scheme, @lastFour, @authorisation)`,
  )
  const noCard = { intent: null, scheme: null, lastFour: null, authorisation: null }
  return (sale, position, tender) => {
    const { kind, amount } = tender
    insert.run({
      sale,
      position,
      kind,
      amount,
      ...(tender.kind === 'card' ? cardOf(tender) : noCard),
    })
  }
}

function cardOf({ intent, scheme, lastFour, authorisation }: Extract<Tender, { kind: 'card' }>) {
  return { intent, scheme, lastFour, authorisation }
}

function preparePoints(connection: Connection): (sale: SaleCompleted, entry: SealedEntry) => void {
  const insert = connection.prepare<[Row]>(
    `INSERT INTO own_points (entry, customer, epoch_ordinal, seq, earned, redeemed)
     VALUES (@entry, @customer, @epoch, @seq, @earned, @redeemed)`,
  )
  return ({ customer, points, takenBack = [] }, { id: entry, epoch, seq }) => {
    const place = { entry, epoch: epoch.ordinal, seq }
    if (customer !== undefined && points) insert.run({ ...place, customer, ...points })
    for (const { customer: other, points: back } of takenBack) {
      insert.run({ ...place, customer: other, earned: 0 - back, redeemed: 0 })
    }
  }
}

function prepareAccountMove(
  connection: Connection,
): (entry: SealedEntry, move: AccountMove) => void {
  const insert = connection.prepare<[Row]>(
    `INSERT INTO own_account_move (entry, position, epoch_ordinal, seq, kind, account, last_four,
       amount)
     VALUES (@entry, @position, @epoch, @seq, @kind, @account, @lastFour, @amount)`,
  )
  return ({ id: entry, epoch, seq }, { position, kind, account, lastFour, amount }) => {
    insert.run({ entry, position, epoch: epoch.ordinal, seq, kind, account, lastFour, amount })
  }
}

/** Goods that came back, by the sale that they were sold in. */
function prepareReturn(
  connection: Connection,
): (entry: SealedEntry, position: number, line: SaleLine) => void {
  const insert = connection.prepare<[Row]>(
    `INSERT INTO sale_return (entry, position, epoch_ordinal, seq, sale, line, quantity)
     VALUES (@entry, @position, @epoch, @seq, @sale, @line, @quantity)`,
  )
  return ({ id, epoch, seq }, position, { returned, quantity }) => {
    if (!returned) return
    const { sale, line } = returned
    const place = { entry: id, position, epoch: epoch.ordinal, seq }
    insert.run({ ...place, sale, line, quantity: 0 - quantity })
  }
}
