/**
 * RxDB's storage over a file of its own: no terminal, no enrolment, the documents' tables alone.
 * Whoever opens the same file in one process shares its connection; it is closed with the last
 * instance and opened again with the next.
 */
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { RxStorage } from 'rxdb'
import { openConnection, type Connection } from './connection.ts'
import { createDocumentRegistry, type DocumentRegistry } from './document-registry.ts'
import { guardConnection } from './guard.ts'
import { takeLock } from './lock.ts'
import { sharedDocuments, storageOver } from './rx-storage.ts'
import { withStoreFailures } from './sqlite-failure.ts'
import { Transactions } from './transactions.ts'

export interface FileStorageOptions {
  /** The database; made where there is none, with its folder. `<file>.lock` stands beside it. */
  readonly file: string
}

/** The tables as migration 0020 makes them in a terminal's file. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS rx_sequence (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    last INTEGER NOT NULL CHECK (last >= 0)
  ) STRICT;
  INSERT OR IGNORE INTO rx_sequence (only, last) VALUES (1, 0);
  CREATE TABLE IF NOT EXISTS rx_document (
    number INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    rx_seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    lwt REAL NOT NULL,
    rev TEXT NOT NULL,
    meta TEXT,
    data TEXT NOT NULL,
    UNIQUE (collection, id),
    UNIQUE (collection, rx_seq)
  ) STRICT;
`

/** Part of the revisions that the store makes itself; here RxDB makes them all. */
const TOKEN = 'file'
/** Nobody listens after a commit but RxDB, whose streams tell of their own failures. */
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined }

interface OpenFile {
  readonly documents: DocumentRegistry
  readonly close: () => void
  instances: number
}

const openFiles = new Map<string, OpenFile>()

/**
 * For `createRxDatabase`. Opening an instance rejects with `StoreFailure`: 'second-instance' where
 * another process holds the file.
 */
export function getRxStorageSQLite(options: FileStorageOptions): RxStorage<unknown, unknown> {
  const file = resolve(options.file)
  return storageOver((collection) => {
    const opened = openFiles.get(file) ?? openFile(file)
    const documents = sharedDocuments(opened.documents, collection)
    openFiles.set(file, opened)
    opened.instances += 1
    return {
      documents,
      closed() {
        opened.instances -= 1
        if (opened.instances > 0) return
        openFiles.delete(file)
        opened.close()
      },
    }
  })
}

function openFile(file: string): OpenFile {
  return withStoreFailures(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const lock = takeLock(file)
    let connection: Connection | undefined
    try {
      connection = openConnection(file)
      guardConnection(connection, () => undefined)
      connection.exec(TABLES)
      const transactions = new Transactions(connection, SILENT)
      const documents = createDocumentRegistry(connection, transactions, TOKEN)
      const close = (): void => {
        connection?.close()
        lock.release()
      }
      return { documents, close, instances: 0 }
    } catch (error) {
      connection?.close()
      lock.release()
      throw error
    }
  })
}
