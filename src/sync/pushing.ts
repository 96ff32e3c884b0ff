/**
 * The journal goes up: push-only, entries as they were sealed. Intake never answers with a
 * conflict.
 */
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication'
import type { RxCollection } from 'rxdb'
import { sealedEntrySchema, type SealedEntry } from '../domain/journal/entry.ts'
import type { BackendLink, PushAnswer } from '../ports/backend-link.ts'
import type { Log } from '../ports/log.ts'
import type { Turns } from './turns.ts'

const BATCH = 50

export interface PushingOptions {
  readonly collection: RxCollection
  readonly link: BackendLink
  /** RxDB hands over all that waits at once; it goes up batch by batch, nearly in order. */
  readonly turns: Turns
  readonly log: Log
  /** Called after each batch that the backend answered. */
  readonly pushed: () => void
}

export type PushState = RxReplicationState<SealedEntry, unknown>

/** Starts the push, for ever. What RxDB itself could not do is on its `error$`. */
export function startPushing(options: PushingOptions): PushState {
  const { collection, link, turns, log, pushed } = options
  return replicateRxCollection<SealedEntry, unknown>({
    replicationIdentifier: 'push-journal',
    collection: collection as RxCollection<SealedEntry>,
    live: true,
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    push: {
      batchSize: BATCH,
      async handler(rows) {
        const entries = rows.map((row) => sealedEntrySchema.parse(row.newDocumentState))
        report(entries, await turns.ask(() => link.push(entries)), log)
        pushed()
        return []
      },
    },
  })
}

/** Parked and forked entries arrived and are safe; that they need somebody is said in the log. */
export function report(
  entries: readonly SealedEntry[],
  answers: readonly PushAnswer[],
  log: Log,
): void {
  answers.forEach((answer, index) => {
    const entry = entries[index]
    if (entry && (answer === 'parked' || answer === 'forked')) {
      log.error('the backend keeps an entry without applying it', { answer, seq: entry.seq })
    }
  })
}
