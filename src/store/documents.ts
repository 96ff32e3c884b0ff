/**
 * The documents of one collection, written synchronously on the store's connection: by RxDB through
 * its storage and by the use cases through `append`. Revision, sequence and events come right on
 * both ways.
 */
import {
  categorizeBulkWriteRows,
  createRevision,
  type BulkWriteRow,
  type EventBulk,
  type RxStorageChangeEvent,
  type RxStorageInstance,
  type RxStorageWriteError,
} from 'rxdb'
import { Subject } from 'rxjs'
import { idOf, type DocumentTable, type StoredDocument } from './document-table.ts'
import type { Transactions } from './transactions.ts'

/** A place in the storage's own sequence: never a time, which a clock set back would make lie. */
export interface SequenceCheckpoint {
  readonly seq: number
}

type Rows = BulkWriteRow<StoredDocument>[]
export type DocumentEvents = EventBulk<RxStorageChangeEvent<StoredDocument>, SequenceCheckpoint>
export type WriteError = RxStorageWriteError<StoredDocument>

export interface DocumentsContext {
  readonly transactions: Transactions
  /** Raises the one sequence of the file by `count` and answers the last number of them. */
  readonly raiseSequence: (count: number) => number
  /** Part of each revision that this store makes itself. */
  readonly token: string
}

/**
 * Of a storage instance RxDB's categorisation reads the schema alone, to see that it has no
 * attachments.
 */
const WITHOUT_ATTACHMENTS = { schema: {} } as unknown as RxStorageInstance<
  unknown,
  unknown,
  unknown
>

export class Documents {
  readonly table: DocumentTable
  readonly events = new Subject<DocumentEvents>()
  readonly #context: DocumentsContext
  readonly #untold: DocumentEvents[] = []
  #isTelling = false
  #writes = 0

  constructor(table: DocumentTable, context: DocumentsContext) {
    this.table = table
    this.#context = context
  }

  /** Grows whenever what was read here before may be outdated, at a rollback too. */
  get generation(): number {
    return this.#writes + this.#context.transactions.rollbacks
  }

  /**
   * Writes what does not conflict and answers the conflicts; joins the transaction under way.
   * Events go out after the outermost COMMIT. Throws where the table refuses a row: then nothing is
   * written.
   */
  write(rows: Rows, context: string): WriteError[] {
    return this.#context.transactions.run(() => {
      const { primary } = this.table.shape
      const present = new Map<string, StoredDocument>()
      for (const { document } of rows) {
        const id = idOf(document, primary)
        const found = this.table.find(id)
        if (found) present.set(id, found)
      }
      const { bulkInsertDocs, bulkUpdateDocs, errors, eventBulk } =
        categorizeBulkWriteRows<StoredDocument>(
          WITHOUT_ATTACHMENTS,
          primary,
          present,
          rows,
          context,
        )
      const inserted = bulkInsertDocs.map((row) => row.document)
      const seq = this.#store(
        inserted,
        bulkUpdateDocs.map((row) => row.document),
      )
      if (eventBulk.events.length > 0) {
        eventBulk.checkpoint = { seq }
        this.#context.transactions.afterCommit(() => this.#tell(eventBulk))
      }
      return errors
    })
  }

  /**
   * Writes one new document for a use case, in the transaction under way. Throws where it exists.
   */
  append(fields: { readonly id: string; readonly [field: string]: unknown }, at: number): void {
    const document: StoredDocument = {
      ...fields,
      _deleted: false,
      _attachments: {},
      // RxDB takes a write time of 0 for none.
      _meta: { lwt: Math.max(1, at) },
      _rev: createRevision(this.#context.token),
    }
    const [conflict] = this.write([{ document }], 'holdfast-append')
    if (conflict) throw new Error(`document ${fields.id} exists already`)
  }

  /** What changed after a checkpoint, oldest change first, each document once. */
  changedSince(limit: number, checkpoint: SequenceCheckpoint | undefined) {
    const rows = this.table.after(checkpoint?.seq ?? 0, limit)
    const last = rows.at(-1)
    return {
      documents: rows.map((row) => this.table.shape.toDocument(row)),
      checkpoint: last ? { seq: Number(last['rx_seq']) } : (checkpoint ?? { seq: 0 }),
    }
  }

  /** Deletes a bounded number of old tombstones; true when none is left. */
  purge(before: number, limit: number): boolean {
    return this.#change(() => this.table.purge(before, limit)) < limit
  }

  clear(): void {
    this.#change(() => this.table.clear())
  }

  /**
   * A listener that writes is answered after all others have heard of what it answered: else they
   * would hear of the newer state first and take the older one for it.
   */
  #tell(bulk: DocumentEvents): void {
    this.#untold.push(bulk)
    if (this.#isTelling) return
    this.#isTelling = true
    try {
      for (let next = this.#untold.shift(); next; next = this.#untold.shift()) {
        this.events.next(next)
      }
    } finally {
      this.#isTelling = false
    }
  }

  #store(inserted: readonly StoredDocument[], updated: readonly StoredDocument[]): number {
    const count = inserted.length + updated.length
    if (count === 0) return 0
    this.#writes += 1
    const { order } = this.table.shape
    const first = order ? inserted.toSorted((a, b) => order(a) - order(b)) : inserted
    const last = this.#context.raiseSequence(count)
    let seq = last - count
    for (const document of first) this.table.insert(document, (seq += 1))
    for (const document of updated) this.table.update(document, (seq += 1))
    return last
  }

  #change<Answer>(work: () => Answer): Answer {
    this.#writes += 1
    return this.#context.transactions.run(work)
  }
}

/** A value computed from documents and kept until any of them may have changed. */
export function keptUntilChanged<Value>(documents: Documents, compute: () => Value): () => Value {
  let kept: { readonly generation: number; readonly value: Value } | undefined
  return () => {
    const { generation } = documents
    if (kept?.generation !== generation) kept = { generation, value: compute() }
    return kept.value
  }
}
