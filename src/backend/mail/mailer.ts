/**
 * Sends what is queued, one mail after another. A mail is taken by one process of the backend for
 * so long as sending may last; whatever dies meanwhile, it is taken again then. So a mail is sent
 * twice where the server had it and nobody could write that down, and is never lost.
 */
import type { MailTrouble } from '../../domain/mail/wish.ts'
import type { Backend } from '../backend.ts'
import { write } from '../database/write.ts'
import { repeat } from '../repeat.ts'
import { accountOf } from './account.ts'
import { composeMail } from './compose.ts'
import { sendMail, type SendOutcome } from './send.ts'
import { fateChanges } from './tell.ts'

const LOOK_EVERY_MS = 2000
/** Longer than any sending lasts: until then nobody else takes it. */
const IN_HAND_MS = 5 * 60_000
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 6 * 3_600_000
/** For so long it is tried; the reason of the last try is why it failed. */
export const TRIED_FOR_MS = 3 * 24 * 3_600_000

interface Due {
  readonly tenant: string
  readonly store: string
  readonly mail: string
  readonly sale: string | null
  readonly park: string | null
  readonly address: string | null
  readonly tries: number
  readonly trouble: MailTrouble | null
  readonly received_at: number
}

/** Looks for what is due every few seconds. The answer stops it once the mail in hand has ended. */
export function startMailer(backend: Backend): () => Promise<void> {
  let isStopped = false
  const stop = repeat(backend.clock, LOOK_EVERY_MS, () =>
    sendDue(backend, () => isStopped).catch((error: unknown) => {
      backend.log.error('mails cannot be sent', { reason: nameOf(error) })
    }),
  )
  return () => {
    isStopped = true
    return stop()
  }
}

/** Sends all that is due, or until `isOver`; answers how many were tried. */
export async function sendDue(backend: Backend, isOver = () => false): Promise<number> {
  for (let tried = 0; ; tried += 1) {
    const due = isOver() ? undefined : await take(backend)
    if (!due) return tried
    await settle(backend, due, await outcomeOf(backend, due))
  }
}

/** The one that waits longest, in this process's hand from now on. */
async function take(backend: Backend): Promise<Due | undefined> {
  const now = backend.clock.now()
  const due = await backend.database
    .selectFrom('receipt_mail')
    .select([
      'tenant',
      'store',
      'mail',
      'sale',
      'park',
      'address',
      'tries',
      'trouble',
      'received_at',
    ])
    .where('state', '=', 'queued')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst()
  if (!due) return undefined
  const { tenant, store, mail, tries } = due
  const taken = await write(backend, tenant, async (transaction) => ({
    value: await transaction
      .updateTable('receipt_mail')
      .set({ tries: tries + 1, next_at: now + IN_HAND_MS })
      .where('tenant', '=', tenant)
      .where('store', '=', store)
      .where('mail', '=', mail)
      .where('state', '=', 'queued')
      .where('tries', '=', tries)
      .executeTakeFirstOrThrow(),
  }))
  // Another process of the backend was quicker: there may be more.
  return taken.numUpdatedRows > 0n ? { ...due, tries: tries + 1 } : take(backend)
}

async function outcomeOf(backend: Backend, due: Due): Promise<SendOutcome> {
  const { mail: id, address } = due
  if (address === null) return { ...FAILED, trouble: 'address-gone', isFinal: true }
  const sender = await accountOf(backend.database, due)
  if (!sender) return { ...FAILED, trouble: 'not-set-up' }
  const text = await composeMail(backend.database, due)
  if (!text) return { ...FAILED, trouble: 'sale-missing' }
  return sendMail(sender, { ...text, id, address })
}

const FAILED = { sent: false, isFinal: false, code: '' } as const

async function settle(backend: Backend, due: Due, outcome: SendOutcome): Promise<void> {
  const { tenant, store, mail, tries } = due
  const now = backend.clock.now()
  const isLast = due.received_at + TRIED_FOR_MS <= now
  const state = outcome.sent ? 'sent' : outcome.isFinal || isLast ? 'failed' : 'queued'
  const trouble = outcome.sent ? null : outcome.trouble
  if (!outcome.sent) {
    backend.log.warn('a mail was not sent', { mail, state, trouble, code: outcome.code })
  }
  await write(backend, tenant, async (transaction) => {
    const isOver = state !== 'queued'
    const source = await transaction
      .updateTable('receipt_mail')
      .set({ state, trouble, changed_at: now, next_at: now + pauseAfter(tries) })
      .set(isOver ? { address: null } : {})
      .where('tenant', '=', tenant)
      .where('store', '=', store)
      .where('mail', '=', mail)
      .returning(['terminal', 'epoch', 'seq', 'hash'])
      .executeTakeFirstOrThrow()
    if (isOver) {
      // Nobody needs the address any more, here or beside its entry.
      await transaction
        .updateTable('entry')
        .set({ personal: null })
        .where('tenant', '=', tenant)
        .where('terminal', '=', source.terminal)
        .where('epoch', '=', source.epoch)
        .where('seq', '=', source.seq)
        .where('hash', '=', source.hash)
        .execute()
    }
    const isNews = isOver || trouble !== due.trouble
    return { value: undefined, changes: isNews ? await fateChanges(transaction, due) : [] }
  })
}

function pauseAfter(tries: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(tries - 1, 20))
}

/** Without its words, which may hold an address. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
