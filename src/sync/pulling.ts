/** The collections that come down: pull-only, which keeps no second copy of each document. */
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication'
import type { RxCollection } from 'rxdb'
import type { Observable } from 'rxjs'
import { pulledDocumentSchemas, type Pulled } from '../contract/backend/sync.ts'
import type {
  BackendLink,
  FeedCheckpoint,
  PulledDocument,
  PullPage,
} from '../ports/backend-link.ts'
import type { Log } from '../ports/log.ts'

/** Rows per request. The storage writes them in short transactions of its own. */
const PAGE = 200

export interface PullingOptions {
  readonly collection: RxCollection
  readonly name: Pulled
  readonly link: BackendLink
  readonly resync$: Observable<'RESYNC'>
  readonly log: Log
  /** Called for each page that came. */
  readonly answered: () => void
}

export type PullState = RxReplicationState<PulledDocument, FeedCheckpoint>

/** Starts the replication of one collection, for ever. What goes wrong is on its `error$`. */
export function startPulling(options: PullingOptions): PullState {
  const { collection, name, link, log, answered, resync$ } = options
  return replicateRxCollection<PulledDocument, FeedCheckpoint>({
    replicationIdentifier: `pull-${name}`,
    collection: collection as RxCollection<PulledDocument>,
    live: true,
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    pull: {
      batchSize: PAGE,
      stream$: resync$,
      async handler(after, limit) {
        const page = await link.pull(name, after, limit)
        answered()
        return { documents: readable(name, page, log), checkpoint: page.checkpoint }
      },
    },
  })
}

/**
 * A row that is not what its collection holds is set aside and named in the log; the others are taken.
 * Stopping at it would hold back every later price behind one bad row.
 */
function readable(name: Pulled, page: PullPage, log: Log): PulledDocument[] {
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
