/**
 * RxDB's storage at a pace that lets a cashier through. All work on the database holds the one
 * thread; whatever RxDB writes at once is written in short pieces, and between two of them a
 * command that came meanwhile has its turn.
 */
import type { RxStorage, RxStorageInstance } from 'rxdb'
import { pulledSchema } from '../contract/backend/sync.ts'
import type { Clock } from '../ports/clock.ts'

/**
 * Rows of one transaction: measured with 100,000 products, 25 rows are 3 to 6 ms of work, to which
 * the disk adds its own time to be sure.
 */
export const ROWS_AT_ONCE = 25

type Storage = RxStorage<unknown, unknown>
type Instance<Document> = RxStorageInstance<Document, unknown, unknown>

export function pacedStorage(storage: Storage, clock: Clock): Storage {
  return {
    ...storage,
    async createStorageInstance<Document>(
      params: Parameters<typeof storage.createStorageInstance<Document>>[0],
    ) {
      const instance = await storage.createStorageInstance<Document>(params)
      writeInPieces(instance, clock)
      if (isPulled(params.collectionName)) hideChanges(instance)
      return instance
    },
  }
}

function writeInPieces<Document>(instance: Instance<Document>, clock: Clock): void {
  const write = instance.bulkWrite.bind(instance)
  instance.bulkWrite = async (rows, context) => {
    const error = []
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      // Before each, for RxDB's own bookkeeping follows in the same turn otherwise.
      await clock.sleep(0)
      const written = await write(rows.slice(start, start + ROWS_AT_ONCE), context)
      error.push(...written.error)
    }
    return { error }
  }
}

/**
 * RxDB looks for something to push in every collection. What only comes down has nothing, and to
 * find that out of a catalogue whose bookkeeping was lost would hold the thread for many seconds.
 */
function hideChanges<Document>(instance: Instance<Document>): void {
  instance.getChangedDocumentsSince = (_limit, checkpoint: unknown) =>
    Promise.resolve({ documents: [], checkpoint })
}

function isPulled(collection: string): boolean {
  return pulledSchema.safeParse(collection).success
}
