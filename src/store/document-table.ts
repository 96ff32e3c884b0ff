/**
 * How a collection's documents lie in a table: a codec between document and row, and its
 * statements.
 */
import type { RxDocumentData } from 'rxdb'
import type { Statement } from 'better-sqlite3'
import type { Connection } from './connection.ts'

/** A document with what RxDB keeps beside its fields. */
export type StoredDocument = RxDocumentData<{ [field: string]: unknown }>

export type Value = string | number | null
export type Row = Record<string, Value>

export interface TableShape {
  readonly table: string
  /** The field of the document that stands in the column `id`. */
  readonly primary: string
  /** Narrows a table that several collections share; binds `@collection`. */
  readonly collection: string | undefined
  /** Columns that an insert writes, and those of them that an update may. */
  readonly inserted: readonly string[]
  readonly updated: readonly string[]
  /** The columns that a field of the document is searched by; others are read from `data`. */
  readonly searched: Readonly<Record<string, string>>
  /** Documents that are new in one batch are inserted in this order. */
  readonly order?: (document: StoredDocument) => number
  toRow(document: StoredDocument): Row
  toDocument(row: Row): StoredDocument
}

/** A condition over the rows, with its values by name. */
export interface Condition {
  readonly sql: string
  readonly values: Row
}

export interface DocumentTable {
  readonly shape: TableShape
  find(id: string): StoredDocument | undefined
  insert(document: StoredDocument, sequence: number): void
  update(document: StoredDocument, sequence: number): void
  /** Documents written after a sequence, in that order; each once, in its last state. */
  after(sequence: number, limit: number): readonly Row[]
  matching(condition: Condition): Iterable<StoredDocument>
  count(condition: Condition): number
  /** Deletes tombstones last written until an instant, at most `limit`; answers how many. */
  purge(before: number, limit: number): number
  clear(): void
}

/** The document's name in its collection. Throws where it has none: RxDB never writes such. */
export function idOf(document: StoredDocument, primary: string): string {
  const id = document[primary]
  if (typeof id !== 'string') throw new TypeError(`a document has no text in ${primary}`)
  return id
}

/** Makes a statement of a fixed text, or answers the one that was made of it before. */
export type Prepare = (sql: string) => Statement<[Row], Row>

/** Collections that share a table share its statements. */
export function rememberStatements(connection: Connection): Prepare {
  const known = new Map<string, Statement<[Row], Row>>()
  return (sql) => {
    const statement = known.get(sql) ?? connection.prepare<[Row], Row>(sql)
    known.set(sql, statement)
    return statement
  }
}

const named = (columns: readonly string[]): string => columns.map((each) => `@${each}`).join(', ')
const set = (columns: readonly string[]): string =>
  columns.map((each) => `${each} = @${each}`).join(', ')

export function createDocumentTable(
  connection: Connection,
  prepare: Prepare,
  shape: TableShape,
): DocumentTable {
  const { table, collection, inserted, updated } = shape
  // Fixed words of this folder only: nothing from outside becomes part of a statement's text.
  const scope = collection === undefined ? '' : 'collection = @collection AND '
  const scoped: Row = collection === undefined ? {} : { collection }
  const columns = inserted.join(', ')
  const find = prepare(`SELECT ${columns} FROM ${table} WHERE ${scope}id = @id`)
  const insert = prepare(`INSERT INTO ${table} (${columns}) VALUES (${named(inserted)})`)
  const update = prepare(`UPDATE ${table} SET ${set(updated)} WHERE ${scope}id = @id`)
  const after = prepare(
    `SELECT ${columns} FROM ${table} WHERE ${scope}rx_seq > @after ORDER BY rx_seq LIMIT @limit`,
  )
  const tombstones = `SELECT rowid FROM ${table} WHERE ${scope}deleted = 1 AND lwt <= @before`
  const purge = `DELETE FROM ${table} WHERE rowid IN (${tombstones} LIMIT @limit)`
  const chosen = (sql: string) => connection.prepare<[Row], Row>(sql)
  return {
    shape,
    find(id) {
      const row = find.get({ ...scoped, id })
      return row && shape.toDocument(row)
    },
    insert(document, sequence) {
      insert.run({ ...scoped, ...shape.toRow(document), rx_seq: sequence })
    },
    update(document, sequence) {
      update.run({ ...scoped, ...shape.toRow(document), rx_seq: sequence })
    },
    after: (sequence, limit) => after.all({ ...scoped, after: sequence, limit }),
    *matching({ sql, values }) {
      const rows = chosen(`SELECT ${columns} FROM ${table} WHERE ${scope}${sql}`)
      for (const row of rows.all({ ...scoped, ...values })) yield shape.toDocument(row)
    },
    count({ sql, values }) {
      const rows = chosen(`SELECT count(*) AS found FROM ${table} WHERE ${scope}${sql}`)
      return Number(rows.get({ ...scoped, ...values })?.['found'])
    },
    purge: (before, limit) => prepare(purge).run({ ...scoped, before, limit }).changes,
    clear: () => void prepare(`DELETE FROM ${table} WHERE ${scope}TRUE`).run(scoped),
  }
}
