/**
 * Delivery is proved, not assumed. The backend says what it holds of each epoch; what it does not
 * hold is pushed again from the journal itself, past RxDB: a failed read of its bookkeeping can
 * drop a write from its queue for good, and pushing twice does no harm.
 */
import { HEADS_LIMIT, PUSH_LIMIT } from '../contract/backend/sync.ts'
import { NO_PREVIOUS_HASH, type Head } from '../domain/journal/entry.ts'
import type { BackendLink } from '../ports/backend-link.ts'
import type { Delivery } from '../ports/delivery.ts'
import type { Log } from '../ports/log.ts'
import { report } from './pushing.ts'

/** Batches that one repair sends at most; the next one goes on from there. */
const BATCHES_LIMIT = 100

export interface HeadCheckOptions {
  readonly link: BackendLink
  readonly delivery: Delivery
  readonly log: Log
}

export interface HeadCheck {
  /** Asks for the heads and takes the backend's word for what is proved by an equal hash. */
  compare(): Promise<void>
  /** Sends again what the backend does not hold of the current epoch. Answers how many entries. */
  sendMissing(): Promise<number>
}

export function createHeadCheck({ link, delivery, log }: HeadCheckOptions): HeadCheck {
  let saidForked = false
  const isOurs = (head: Head): boolean =>
    head.seq === 0 || delivery.hashAt(head.epoch.id, head.seq) === head.hash

  const compare = async (): Promise<void> => {
    const { heads, forked } = await link.heads(delivery.heads(HEADS_LIMIT))
    const foreign = heads.filter((head) => !isOurs(head))
    const isForked = forked || foreign.length > 0
    if (isForked && !saidForked) {
      log.error('the backend holds entries under this terminal that are not ours', {
        epochs: foreign.length,
      })
    }
    saidForked = isForked
    delivery.confirm([...heads.filter(isOurs), ...forgotten(delivery.head(), heads)])
  }
  return {
    compare,
    async sendMissing() {
      await compare()
      const { epoch, seq: end } = delivery.head()
      let seq = Math.max(0, end - delivery.unsent().entries)
      let sent = 0
      for (let batch = 0; batch < BATCHES_LIMIT; batch += 1) {
        const entries = delivery.entriesAfter(epoch.id, seq, PUSH_LIMIT)
        const last = entries.at(-1)
        if (!last) break
        report(entries, await link.push(entries), log)
        sent += entries.length
        seq = last.seq
      }
      return sent
    },
  }
}

/** A backend that was restored from before our epoch holds nothing of it, whatever it once said. */
function forgotten({ epoch }: Head, heads: readonly Head[]): Head[] {
  if (heads.some((head) => head.epoch.id === epoch.id)) return []
  return [{ epoch, seq: 0, hash: NO_PREVIOUS_HASH }]
}
