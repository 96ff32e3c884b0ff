/**
 * RxDB's storage over the terminal's own tables and its one connection. For `createRxDatabase` with
 * `multiInstance: false`; one RxDatabase per store.
 */
import {
  ensureRxStorageInstanceParamsAreCorrect,
  RXDB_VERSION,
  type RxStorage,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
} from 'rxdb'
import { SHAPES, type CollectionName } from './document-shapes.ts'
import type { Documents } from './documents.ts'
import type { TerminalStore } from './open.ts'
import { DocumentsInstance } from './rx-storage-instance.ts'

export function getRxStorage(store: Pick<TerminalStore, 'documents'>): RxStorage<unknown, unknown> {
  return {
    name: 'holdfast-sqlite',
    rxdbVersion: RXDB_VERSION,
    async createStorageInstance<DocumentType>(
      params: RxStorageInstanceCreationParams<DocumentType, unknown>,
    ) {
      ensureRxStorageInstanceParamsAreCorrect(params)
      if (params.schema.attachments) throw new Error('this storage keeps no attachments')
      const documents = documentsOf(store, params)
      // RxDB's types follow a document's type through the storage; the tables hold any document.
      return new DocumentsInstance(documents, params) as unknown as RxStorageInstance<
        DocumentType,
        unknown,
        unknown
      >
    },
  }
}

function documentsOf<DocumentType>(
  { documents }: Pick<TerminalStore, 'documents'>,
  params: RxStorageInstanceCreationParams<DocumentType, unknown>,
): Documents {
  const { databaseName, collectionName, schema } = params
  if (!isReplicated(collectionName)) {
    return documents.shared(`${databaseName}/${collectionName}/${schema.version}`)
  }
  if (schema.version !== 0) throw new Error(`${collectionName} is migrated by SQL, not by RxDB`)
  return documents.of(collectionName)
}

function isReplicated(name: string): name is CollectionName {
  return Object.hasOwn(SHAPES, name)
}
