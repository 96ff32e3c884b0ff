/**
 * The proof that every entry arrived: the backend says how far it holds each epoch, and the
 * terminal compares that by hash with what it holds itself. The same words tell when this file went
 * back in time or when two write under one name; then it goes on under new numbers at once.
 */
import { HEADS_LIMIT } from '../contract/backend/sync.ts'
import { NO_PREVIOUS_HASH, type Head } from '../domain/journal/entry.ts'
import { readClock } from '../domain/till/clock.ts'
import type { BackendLink, HeadsAnswer, Place } from '../ports/backend-link.ts'
import type { Clock } from '../ports/clock.ts'
import type { Delivery } from '../ports/delivery.ts'
import type { Following } from '../ports/epochs.ts'
import type { Log } from '../ports/log.ts'
import { isOurs, resend, type Sent } from './resend.ts'

export interface HeadCheckOptions {
  readonly link: BackendLink
  readonly delivery: Delivery
  readonly clock: Clock
  readonly log: Log
  /** Hears how far the backend holds each epoch, where all of it is this terminal's. */
  readonly reached?: (places: readonly Place[]) => void
}

export interface HeadCheck {
  /**
   * Asks for the heads and takes the backend's word for what is proved by an equal hash. Answers
   * whether the backend has forgotten what it once confirmed, as after a restore of its own.
   */
  compare(): Promise<boolean>
  /** Sends again what the backend does not hold, of all epochs; a bounded number of batches. */
  sendMissing(): Promise<Sent>
}

export function createHeadCheck({
  link,
  delivery,
  clock,
  log,
  reached = () => undefined,
}: HeadCheckOptions): HeadCheck {
  let saidForked = false

  /** What the backend holds beside this journal, where there is something or nobody knows. */
  const askBeside = async ({ heads, ends }: HeadsAnswer): Promise<Beside> => {
    const counted = delivery.counted(HEADS_LIMIT)
    const known = new Map(counted.map(({ epoch, seq }) => [epoch.id, seq]))
    const isBeyond = [...heads, ...ends].some(({ epoch, seq }) => seq > (known.get(epoch.id) ?? 0))
    return isBeyond || delivery.lacksTotals() ? link.totals(counted) : undefined
  }

  const ask = async (): Promise<HeadsAnswer> => {
    const own = delivery.heads(HEADS_LIMIT)
    const asked = clock.elapsed()
    const answer = await link.heads(own, delivery.clock())
    const at = { now: clock.now(), tookMs: clock.elapsed() - asked }
    const reading = answer.at === undefined ? undefined : readClock({ told: answer.at, ...at })
    const { parked, heads, till } = answer
    const told = { parked, heads, till, clock: reading }
    // First, since a new epoch comes after all that are known.
    delivery.note({ ...told, forked: answer.forked })
    const beside = await askBeside(answer)
    const isForked = judge(answer.heads, beside, delivery, log) || answer.forked
    // Of two that write under one name neither counts what the other goes on to sell.
    if (beside && !isForked) delivery.tell(beside)
    if (isForked && !saidForked) {
      log.error('the backend holds entries under this terminal that are not ours')
      delivery.note({ ...told, forked: true })
    }
    saidForked = isForked
    if (!isForked) reached([...answer.heads, ...answer.ends])
    return answer
  }

  return {
    compare: async () => settle(await ask(), delivery),
    async sendMissing() {
      const answer = await ask()
      settle(answer, delivery)
      return resend({ link, delivery, log }, answer)
    },
  }
}

type Beside = Following['told'] | undefined

/** Opens a new epoch where the current one may not be gone on with; true where two write. */
function judge(heads: readonly Head[], beside: Beside, delivery: Delivery, log: Log): boolean {
  const { epoch, seq } = delivery.head()
  const theirs = heads.find((head) => head.epoch.id === epoch.id)
  const rival = heads.find((head) => head.epoch.ordinal === epoch.ordinal && head !== theirs)
  const renew = (reason: 'restored' | 'cloned', following: Following = {}): void => {
    const opened = delivery.renew(reason, { ...following, told: beside ?? [] })
    const epochs = { from: epoch.ordinal, to: opened.epoch.ordinal }
    log.error('this terminal goes on under new numbers', { reason, ...epochs })
  }
  if (theirs && theirs.seq > seq) {
    renew('restored', { previous: theirs })
  } else if (theirs && !isOurs(delivery, theirs)) {
    renew('cloned')
    return true
  } else if (rival) {
    // Both count their receipts in it. Whoever notices moves on; the other may stay. Where both
    // notice at once, they would meet again in the next one, and so on.
    renew('restored', { leavesNext: epoch.id < rival.epoch.id })
  }
  const own = new Set(delivery.heads(HEADS_LIMIT).map((head) => head.epoch.id))
  const current = delivery.head().epoch.ordinal
  // A younger epoch than ours that we did not open: somebody else writes under this name.
  return heads.some((head) => head.epoch.ordinal > current && !own.has(head.epoch.id))
}

/** Takes the backend's word where a hash proves it; true where an earlier one is taken back. */
function settle({ heads }: HeadsAnswer, delivery: Delivery): boolean {
  const told = new Map(heads.map((head) => [head.epoch.id, head]))
  const before = confirmedIn(delivery)
  const proven = delivery.heads(HEADS_LIMIT).flatMap(({ epoch }) => {
    const theirs = told.get(epoch.id) ?? { epoch, seq: 0, hash: NO_PREVIOUS_HASH }
    return isOurs(delivery, theirs) ? [theirs] : []
  })
  delivery.confirm(proven.filter(({ epoch, seq }) => before.get(epoch.id) !== seq))
  return delivery.unconfirmed().some(({ epoch, after }) => after < (before.get(epoch.id) ?? 0))
}

/** By epoch, the seq up to which the backend has confirmed it. */
function confirmedIn(delivery: Delivery): ReadonlyMap<string, number> {
  const confirmed = new Map(delivery.heads(HEADS_LIMIT).map(({ epoch, seq }) => [epoch.id, seq]))
  for (const { epoch, after } of delivery.unconfirmed()) confirmed.set(epoch.id, after)
  return confirmed
}
