/** One collection that comes down: pull-only, which keeps no second copy of each document. */
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication'
import type { RxCollection } from 'rxdb'
import type { Observable } from 'rxjs'
import { pulledDocumentSchemas, type Pulled } from '../contract/backend/sync.ts'
import type { PulledDocument } from '../ports/backend-link.ts'
import type { Log } from '../ports/log.ts'
import { pullPage, sweep } from './reaching.ts'
import type { PulledPage, PulledPlace, ReachingOptions } from './reaching.ts'
import type { Turns } from './turns.ts'

/** Rows per request: few, for reading them holds the thread. */
const PAGE = 100

export interface PullingOptions extends ReachingOptions {
  readonly collection: RxCollection
  readonly turns: Turns
  readonly resync$: Observable<'RESYNC'>
  /** Resolves once what was pulled before is written. */
  readonly written: (name: Pulled) => Promise<void>
  /** Resolves when a piece of work may begin. */
  readonly turn: () => Promise<void>
  /** Rows were removed that a restored backend has no more. */
  readonly received: () => void
  /** The feed was read to its end; its last rows are stored a moment later. */
  readonly reachedEnd: () => void
  readonly log: Log
}

export type PullState = RxReplicationState<PulledDocument, PulledPlace>

/** Starts the pull, for ever. What RxDB itself could not do is on its `error$`. */
export function startPulling(options: PullingOptions): PullState {
  const { collection, name, resync$ } = options
  return replicateRxCollection<PulledDocument, PulledPlace>({
    replicationIdentifier: `pull-${name}`,
    collection: collection as RxCollection<PulledDocument>,
    live: true,
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    pull: {
      batchSize: PAGE,
      stream$: resync$,
      handler: (after, limit) => pullReadable(options, after, limit),
    },
  })
}

/**
 * A page of rows that can be read. RxDB takes a page that is not full for the end of the feed, so
 * what was set aside is made up for from the page behind it.
 */
async function pullReadable(
  options: PullingOptions,
  after: PulledPlace | undefined,
  limit: number,
): Promise<{ documents: PulledDocument[]; checkpoint: PulledPlace }> {
  const { name, turns, written, reachedEnd, log } = options
  const documents: PulledDocument[] = []
  for (let checkpoint = after; ;) {
    const wanted = limit - documents.length
    const from = checkpoint
    const page = await turns.ask(() => pullPage(options, from, wanted))
    documents.push(...readable(name, page, log))
    checkpoint = page.checkpoint
    const isEnd = page.documents.length < wanted
    if (documents.length === limit || isEnd) {
      // One page is fetched while the one before is written, and no more.
      await written(name)
      if (isEnd) {
        if (await sweep({ ...options, remove: removing(options) })) options.received()
        reachedEnd()
      }
      return { documents, checkpoint }
    }
  }
}

function removing({ collection, name, log }: PullingOptions) {
  return async (ids: string[]): Promise<void> => {
    log.warn('rows are removed that a restored backend has no more', {
      collection: name,
      rows: ids.length,
    })
    const { error } = await collection.bulkRemove(ids)
    if (error.length > 0) throw new Error(`${String(error.length)} rows could not be removed`)
  }
}

/**
 * A row that is not what its collection holds is set aside and named in the log; the others are
 * taken. Stopping at it would hold back every later price behind one bad row.
 */
function readable(name: Pulled, page: PulledPage, log: Log): PulledDocument[] {
  const schema = pulledDocumentSchemas[name]
  return page.documents.filter((document) => {
    const read = schema.safeParse(document)
    if (!read.success) {
      log.error('a pulled row is not readable and was set aside', {
        collection: name,
        id: document.id.slice(0, 80),
        problem: read.error.issues[0]?.path.join('.') ?? 'unknown',
      })
    }
    return read.success
  })
}
