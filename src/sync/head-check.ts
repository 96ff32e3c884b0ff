/**
 * Delivery is proved, not assumed. The backend says what it holds of each epoch; what it does not hold
 * is pushed again from the journal itself, past RxDB: a failed read of its bookkeeping can drop a write
 * from its queue for good, and pushing twice does no harm.
 */
import { PUSH_LIMIT } from '../contract/backend/sync.ts'
import type { Head } from '../domain/journal/entry.ts'
import type { BackendLink } from '../ports/backend-link.ts'
import type { Delivery } from '../ports/delivery.ts'
import type { Log } from '../ports/log.ts'
import { report } from './pushing.ts'

/** Batches that one repair sends at most; the next check goes on from there. */
const BATCHES_LIMIT = 100

export interface HeadCheck {
  /** Heads whose hash is not ours: another machine writes under this terminal's name. */
  readonly forked: readonly Head[]
  readonly confirmed: boolean
}

/** Asks for the heads and takes the backend's word for what is proved by an equal hash. */
export async function checkHeads(
  link: BackendLink,
  delivery: Delivery,
  log: Log,
): Promise<HeadCheck> {
  const answer = await link.heads()
  const isOurs = (head: Head): boolean =>
    head.seq === 0 || delivery.hashAt(head.epoch.id, head.seq) === head.hash
  const forked = answer.heads.filter((head) => !isOurs(head))
  if (forked.length > 0 || answer.forked) {
    log.error('the backend holds entries under this terminal that are not ours', {
      epochs: forked.length,
    })
  }
  delivery.confirm(answer.heads.filter(isOurs))
  return { forked, confirmed: delivery.unsent().entries === 0 }
}

/** Sends again what the backend does not hold of the current epoch. Answers how many entries. */
export async function sendMissing(
  link: BackendLink,
  delivery: Delivery,
  log: Log,
): Promise<number> {
  const own = delivery.head().epoch
  const { heads } = await link.heads()
  let seq = heads.find((head) => head.epoch.id === own.id)?.seq ?? 0
  let sent = 0
  for (let batch = 0; batch < BATCHES_LIMIT; batch += 1) {
    const entries = delivery.entriesAfter(own.id, seq, PUSH_LIMIT)
    const last = entries.at(-1)
    if (!last) return sent
    report(entries, await link.push(entries), log)
    sent += entries.length
    seq = last.seq
  }
  return sent
}
