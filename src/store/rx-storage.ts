/**
 * RxDB's storage over SQLite, by two doors and one code path. `getRxStorage` opens the terminal's
 * own store: the replicated collections are its tables, whatever else RxDB keeps lies in one table
 * that they share. `getRxStorageSQLite` (rx-storage-file.ts) opens any file, with that table alone.
 *
 * Attachments are refused. All instances of a collection in this process hear of each other's
 * writes; other processes are kept out of the file, so that `multiInstance` may be true or false.
 */
import {
  deepEqual,
  ensureRxStorageInstanceParamsAreCorrect,
  fillWithDefaultSettings,
  getPrimaryFieldOfPrimaryKey,
  RXDB_VERSION,
  type RxStorage,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
} from 'rxdb'
import { collectionSchemas } from './collections.ts'
import type { DocumentRegistry } from './document-registry.ts'
import type { CollectionName } from './document-shapes.ts'
import type { Documents } from './documents.ts'
import type { TerminalStore } from './open.ts'
import { DocumentsInstance, type OpenedDocuments } from './rx-storage-instance.ts'

/** What a collection is told apart by. */
type Collection = Pick<
  RxStorageInstanceCreationParams<unknown, unknown>,
  'databaseName' | 'collectionName'
> & { readonly schema: RxStorageInstanceCreationParams<unknown, unknown>['schema'] }

export function getRxStorage(store: Pick<TerminalStore, 'documents'>): RxStorage<unknown, unknown> {
  return storageOver((collection) => {
    const name = replicatedName(collection)
    const documents = name ? store.documents.of(name) : sharedDocuments(store.documents, collection)
    return { documents, closed: () => undefined }
  })
}

/** A storage whose instances work on what `open` finds for them. */
export function storageOver(
  open: (collection: Collection) => OpenedDocuments,
): RxStorage<unknown, unknown> {
  return {
    name: 'holdfast-sqlite',
    rxdbVersion: RXDB_VERSION,
    async createStorageInstance<DocumentType>(
      params: RxStorageInstanceCreationParams<DocumentType, unknown>,
    ) {
      ensureRxStorageInstanceParamsAreCorrect(params)
      if (params.schema.attachments) throw new Error('this storage keeps no attachments')
      // RxDB's types follow a document's type through the storage; the tables hold any document.
      const opened = open(params as unknown as Collection)
      return new DocumentsInstance(opened, params) as unknown as RxStorageInstance<
        DocumentType,
        unknown,
        unknown
      >
    },
  }
}

/** The documents of any collection in the shared table. */
export function sharedDocuments(
  documents: Pick<DocumentRegistry, 'shared'>,
  { databaseName, collectionName, schema }: Collection,
): Documents {
  // Encoded, so that no slash inside a name makes one key of two collections.
  const names = [databaseName, collectionName].map((name) => encodeURIComponent(name))
  const key = [...names, schema.version].join('/')
  return documents.shared(key, getPrimaryFieldOfPrimaryKey(schema.primaryKey))
}

/**
 * A collection is ours by its whole schema, not by its name: another database may well keep a
 * `stock` of its own beside the terminal's.
 */
function replicatedName({ collectionName, schema }: Collection): CollectionName | undefined {
  if (!Object.hasOwn(collectionSchemas, collectionName)) return undefined
  const name = collectionName as CollectionName
  const own = fillWithDefaultSettings(collectionSchemas[name])
  return deepEqual(own, schema) ? name : undefined
}
