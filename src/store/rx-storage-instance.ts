/**
 * One opened collection as RxDB sees it. All work is synchronous; the promises are RxDB's
 * interface.
 */
import {
  getIndexableStringMonad,
  getQueryMatcher,
  getSortComparator,
  now,
  type BulkWriteRow,
  type PreparedQuery,
  type RxJsonSchema,
  type RxDocumentData,
  type RxStorageCountResult,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
} from 'rxdb'
import type { Observable } from 'rxjs'
import type { StoredDocument } from './document-table.ts'
import type { DocumentEvents, Documents, SequenceCheckpoint, WriteError } from './documents.ts'
import { toCondition } from './mango-to-sql.ts'

/** Tombstones that one call deletes at most: RxDB calls again until none is left. */
const PURGE_LIMIT = 500

type Document = StoredDocument
type Instance = RxStorageInstance<Document, unknown, unknown, SequenceCheckpoint>

export interface OpenedDocuments {
  readonly documents: Documents
  /** Called once, when the instance closes. */
  readonly closed: () => void
}

export class DocumentsInstance implements Instance {
  readonly databaseName: string
  readonly collectionName: string
  readonly schema: Readonly<RxJsonSchema<RxDocumentData<Document>>>
  readonly options: Readonly<unknown>
  readonly internals: Readonly<unknown> = {}
  readonly #documents: Documents
  readonly #closed: () => void
  #isClosed = false
  #isRemoved = false

  constructor(
    { documents, closed }: OpenedDocuments,
    params: Omit<RxStorageInstanceCreationParams<unknown, unknown>, 'schema'> & {
      readonly schema: unknown
    },
  ) {
    this.#documents = documents
    this.#closed = closed
    this.databaseName = params.databaseName
    this.collectionName = params.collectionName
    this.schema = params.schema as RxJsonSchema<RxDocumentData<Document>>
    this.options = params.options ?? {}
  }

  async bulkWrite(
    rows: BulkWriteRow<Document>[],
    context: string,
  ): Promise<{ error: WriteError[] }> {
    return { error: this.#opened().write(rows, context) }
  }

  async findDocumentsById(ids: string[], withDeleted: boolean): Promise<Document[]> {
    const { table } = this.#opened()
    const found = ids.map((id) => table.find(id)).filter((document) => document !== undefined)
    return withDeleted ? found : found.filter((document) => !document._deleted)
  }

  async query({ query, queryPlan }: PreparedQuery<Document>): Promise<{ documents: Document[] }> {
    const { skip, limit } = query
    const placed = this.#inIndexOrder(this.#matching(query), queryPlan.index)
    const sorted = queryPlan.sortSatisfiedByIndex
      ? placed
      : placed.toSorted(getSortComparator(this.schema, query))
    return { documents: sorted.slice(skip, limit === undefined ? undefined : skip + limit) }
  }

  async count({ query, queryPlan }: PreparedQuery<Document>): Promise<RxStorageCountResult> {
    const mode = queryPlan.selectorSatisfiedByIndex ? 'fast' : 'slow'
    return { count: this.#matching(query).length, mode }
  }

  getAttachmentData(): Promise<Blob> {
    return Promise.reject(new Error('this storage keeps no attachments'))
  }

  async getChangedDocumentsSince(limit: number, checkpoint?: SequenceCheckpoint) {
    return this.#opened().changedSince(limit, checkpoint)
  }

  changeStream(): Observable<DocumentEvents> {
    return this.#opened().events
  }

  async cleanup(minimumDeletedTime: number): Promise<boolean> {
    // RxDB's own time: write times run up to a millisecond ahead of the wall clock.
    return this.#opened().purge(now() - minimumDeletedTime, PURGE_LIMIT)
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#closed()
  }

  async remove(): Promise<void> {
    if (this.#isRemoved) return
    this.#opened().clear()
    this.#isRemoved = true
    await this.close()
  }

  /** SQL finds at least what matches; RxDB's own matcher has the last word. */
  #matching(query: PreparedQuery<Document>['query']): Document[] {
    const { table } = this.#opened()
    const isMatch = getQueryMatcher(this.schema, query)
    const condition = toCondition(query.selector, table.shape)
    return [...table.matching(condition)].filter((document) => isMatch(document))
  }

  /**
   * As in the index that RxDB chose: its comparator finds null and nothing equal, and values of
   * some types, so that the order before a sort shows through it.
   */
  #inIndexOrder(documents: readonly Document[], index: string[]): Document[] {
    const placeOf = getIndexableStringMonad(this.schema, index)
    return documents
      .map((document) => ({ document, place: placeOf(document) }))
      .toSorted((a, b) => (a.place < b.place ? -1 : 1))
      .map(({ document }) => document)
  }

  #opened(): Documents {
    if (this.#isClosed) throw new Error(`the collection ${this.collectionName} is closed`)
    return this.#documents
  }
}
