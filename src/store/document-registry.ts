/**
 * One `Documents` per collection and process, so that all who open a collection see each other's
 * events.
 */
import type { Connection } from './connection.ts'
import { SHAPES, sharedShape, type CollectionName } from './document-shapes.ts'
import { createDocumentTable, rememberStatements, type TableShape } from './document-table.ts'
import { Documents, type DocumentsContext } from './documents.ts'
import type { Transactions } from './transactions.ts'

export interface DocumentRegistry {
  /** The documents of a replicated collection. */
  of(collection: CollectionName): Documents
  /**
   * The documents of whatever else RxDB keeps, by a key of its own; `primary` is the field that
   * names a document.
   */
  shared(key: string, primary: string): Documents
}

export function createDocumentRegistry(
  connection: Connection,
  transactions: Transactions,
  token: string,
): DocumentRegistry {
  const raise = connection
    .prepare<[number], number>('UPDATE rx_sequence SET last = last + ? RETURNING last')
    .pluck()
  const context: DocumentsContext = {
    transactions,
    token,
    raiseSequence(count) {
      const last = raise.get(count)
      if (last === undefined) throw new Error('the sequence of documents is missing')
      return last
    },
  }
  const opened = new Map<string, Documents>()
  const prepare = rememberStatements(connection)
  const open = (key: string, shape: TableShape): Documents => {
    const known = opened.get(key)
    if (known) return known
    const documents = new Documents(createDocumentTable(connection, prepare, shape), context)
    opened.set(key, documents)
    return documents
  }
  return {
    of: (collection) => open(collection, SHAPES[collection]),
    // A collection may be removed and made anew with another primary key.
    shared: (key, primary) => open(`shared ${key}/${primary}`, sharedShape(key, primary)),
  }
}
