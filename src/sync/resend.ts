/** Sends what the backend does not hold: of all epochs, and of what was saved beside them. */
import { PUSH_LIMIT } from '../contract/backend/sync.ts'
import type { Epoch, Head, SealedEntry } from '../domain/journal/entry.ts'
import type { BackendLink, HeadsAnswer } from '../ports/backend-link.ts'
import type { Delivery } from '../ports/delivery.ts'
import type { Log } from '../ports/log.ts'
import { report } from './pushing.ts'

/** Batches that one run sends at most; the next one goes on from what was confirmed meanwhile. */
const BATCHES_LIMIT = 100

export interface Sent {
  readonly entries: number
  /** The run ended at its limit. */
  readonly more: boolean
}

interface ResendParts {
  readonly link: BackendLink
  readonly delivery: Delivery
  readonly log: Log
}

/** Pushes batches until the run's limit. */
interface Run {
  sent: number
  batches: number
  /** Sends all that `next` finds after a seq; calls `answered` after each batch. */
  all(
    from: number,
    next: (seq: number) => readonly SealedEntry[],
    answered?: (entries: readonly SealedEntry[]) => void,
  ): Promise<void>
}

export async function resend(parts: ResendParts, answer: HeadsAnswer): Promise<Sent> {
  const { delivery } = parts
  const run = createRun(parts)
  const heads = new Map(answer.heads.map((head) => [head.epoch.id, head]))
  const filled = await fillHoles(run, delivery, answer)
  for (const { epoch, after } of delivery.unconfirmed()) {
    const theirs = heads.get(epoch.id)
    const isProvable = theirs === undefined || isOurs(delivery, theirs)
    await run.all(
      // Where its head is of another branch, or beyond ours, its answer to a push is the proof:
      // then all is sent, for the holes that it names may lie beyond what we hold.
      isProvable ? Math.max(after, filled.get(epoch.id) ?? 0) : after,
      (seq) => delivery.entriesAfter(epoch.id, seq, PUSH_LIMIT),
      isProvable ? undefined : (entries) => delivery.confirm(lastOf(epoch, entries)),
    )
  }
  for (const { epoch, unsentFrom } of delivery.recoveredEpochs()) {
    await run.all(
      Math.min(heads.get(epoch.id)?.seq ?? 0, unsentFrom - 1),
      (seq) => delivery.recoveredAfter(epoch.id, seq, PUSH_LIMIT),
      delivery.delivered,
    )
  }
  return { entries: run.sent, more: run.batches >= BATCHES_LIMIT }
}

/** True where the head is one of our own entries, or says that there is none. */
export function isOurs(delivery: Delivery, { epoch, seq, hash }: Head): boolean {
  return seq === 0 || delivery.hashAt(epoch.id, seq) === hash
}

/** Sends what we hold of each hole; answers, by epoch, up to where nothing else is missing. */
async function fillHoles(
  run: Run,
  delivery: Delivery,
  { holes }: HeadsAnswer,
): Promise<ReadonlyMap<string, number>> {
  const filled = new Map<string, number>()
  for (const { epoch, from, to } of holes) {
    const within = (entries: readonly SealedEntry[]): readonly SealedEntry[] =>
      entries.filter(({ seq }) => seq <= to)
    await run.all(from - 1, (seq) => within(delivery.entriesAfter(epoch.id, seq, PUSH_LIMIT)))
    await run.all(
      from - 1,
      (seq) => within(delivery.recoveredAfter(epoch.id, seq, PUSH_LIMIT)),
      delivery.delivered,
    )
    filled.set(epoch.id, Math.max(to, filled.get(epoch.id) ?? 0))
  }
  return filled
}

function createRun({ link, log }: ResendParts): Run {
  const run: Run = {
    sent: 0,
    batches: 0,
    async all(from, next, answered) {
      let seq = from
      while (run.batches < BATCHES_LIMIT) {
        const entries = next(seq)
        const last = entries.at(-1)
        if (!last) return
        report(entries, await link.push(entries), log)
        run.batches += 1
        run.sent += entries.length
        answered?.(entries)
        seq = last.seq
      }
    },
  }
  return run
}

function lastOf(epoch: Epoch, entries: readonly SealedEntry[]): readonly Head[] {
  const last = entries.at(-1)
  return last ? [{ epoch, seq: last.seq, hash: last.hash }] : []
}
