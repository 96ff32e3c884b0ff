/**
 * RxDB's storage at a pace that lets a cashier through. All work on the database holds the one
 * thread; whatever RxDB reads or writes at once is done in short pieces, and between two of them a
 * command that came meanwhile has its turn.
 */
import type { RxStorage, RxStorageInstance } from 'rxdb'
import { pulledSchema, type Pulled } from '../contract/backend/sync.ts'
import type { Log } from '../ports/log.ts'
import type { Courtesy } from './courtesy.ts'

/**
 * Rows of one transaction: measured with 100,000 products, 25 rows are 2 to 5 ms of work, to which
 * the disk adds its own time to be sure.
 */
export const ROWS_AT_ONCE = 25

type Storage = RxStorage<unknown, unknown>
type Instance<Document> = RxStorageInstance<Document, unknown, unknown>

export interface PacedStorage {
  readonly storage: Storage
  /**
   * Resolves once what was pulled before is written, or failed to be. RxDB asks for page after page
   * without waiting for that, and would gather a whole catalogue in memory.
   */
  written(collection: Pulled): Promise<void>
}

export function paceStorage(storage: Storage, courtesy: Courtesy, log: Log): PacedStorage {
  const working = new Map<string, Promise<unknown>>()
  return {
    storage: {
      ...storage,
      async createStorageInstance<Document>(
        params: Parameters<typeof storage.createStorageInstance<Document>>[0],
      ) {
        const instance = await storage.createStorageInstance<Document>(params)
        const name = params.collectionName
        workInPieces(instance, courtesy, (work) => working.set(name, work))
        if (pulledSchema.safeParse(name).success) hideChanges(instance)
        forgiveCheckpoints(instance, log)
        return instance
      },
    },
    async written(collection) {
      // To store a page RxDB reads, then writes, each begun a moment after what was before it.
      for (let seen: Promise<unknown> | undefined; ;) {
        await courtesy.turn()
        if (working.get(collection) === seen) return
        seen = working.get(collection)
        await seen?.catch(() => undefined)
      }
    },
  }
}

function workInPieces<Document>(
  instance: Instance<Document>,
  courtesy: Courtesy,
  began: (work: Promise<unknown>) => void,
): void {
  const write = instance.bulkWrite.bind(instance)
  const find = instance.findDocumentsById.bind(instance)
  instance.bulkWrite = (rows, context) => {
    const written = inPieces(rows, courtesy, async (piece) => (await write(piece, context)).error)
    began(written)
    return written.then((error) => ({ error }))
  }
  instance.findDocumentsById = (ids, withDeleted) => {
    const found = inPieces(ids, courtesy, (piece) => find(piece, withDeleted))
    began(found)
    return found
  }
}

async function inPieces<Row, Answer>(
  rows: readonly Row[],
  courtesy: Courtesy,
  work: (piece: Row[]) => Promise<Answer[]>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    // Before each, for RxDB's own bookkeeping follows in the same turn otherwise.
    await courtesy.turn()
    answers.push(...(await work(rows.slice(start, start + ROWS_AT_ONCE))))
  }
  return answers
}

/**
 * RxDB looks for something to push in every collection. What only comes down has nothing, and to
 * find that out of a catalogue whose bookkeeping was lost would hold the thread for many seconds.
 */
function hideChanges<Document>(instance: Instance<Document>): void {
  instance.getChangedDocumentsSince = (_limit, checkpoint: unknown) =>
    Promise.resolve({ documents: [], checkpoint })
}

/** What RxDB calls the write of how far a replication has come. */
const CHECKPOINT_WRITE = 'replication-set-checkpoint'

/**
 * RxDB waits for no write of a checkpoint and handles no failure of one: on a full disk nothing
 * would come down any more, and the unhandled rejection would end the process. A checkpoint that is
 * not written costs nothing but work: the next one takes its place, and a start before that
 * compares some rows once more.
 */
function forgiveCheckpoints<Document>(instance: Instance<Document>, log: Log): void {
  const write = instance.bulkWrite.bind(instance)
  instance.bulkWrite = async (rows, context) => {
    try {
      return await write(rows, context)
    } catch (error) {
      if (context !== CHECKPOINT_WRITE) throw error
      log.warn('a checkpoint could not be written', { problem: String(error) })
      return { error: [] }
    }
  }
}
