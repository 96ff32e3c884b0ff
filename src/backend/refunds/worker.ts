/**
 * Asks payment providers for what is queued, one refund after another. That a provider is asked is
 * committed before it hears of it; whatever dies meanwhile, it is then asked what became of it, and
 * by the same key: so none is given twice, and none is lost.
 */
import type { RefundTrouble } from '../../domain/returns/provider-refund.ts'
import { refundKey } from '../../domain/returns/provider-refund.ts'
import { minor } from '../../domain/money.ts'
import type { PaymentProvider, RefundAnswer } from '../../ports/payment-provider.ts'
import type { Backend } from '../backend.ts'
import type { OnlineRefundTable } from '../database/refund-tables.ts'
import { write } from '../database/write.ts'
import { repeat } from '../repeat.ts'
import { loginOf } from './logins.ts'

const LOOK_EVERY_MS = 2000
/** Longer than two questions and their answers last: until then nobody else takes it. */
export const HELD_FOR_MS = 2 * 60_000
const FIRST_PAUSE_MS = 10_000
const LONGEST_PAUSE_MS = 3_600_000
/** What is open for so long is an exception; it is tried on all the same. */
export const LATE_AFTER_MS = 24 * 3_600_000

const ASKED = [
  ...(['tenant', 'store', 'refund', 'provider', 'reference', 'amount', 'currency'] as const),
  ...(['state', 'received_at'] as const),
] as const
interface Due extends Pick<OnlineRefundTable, (typeof ASKED)[number]> {
  readonly round: number
  readonly tries: number
}

/** `unsent`: the provider was not asked now. */
type Outcome = RefundAnswer | { readonly state: 'unsent'; readonly trouble: RefundTrouble }

/** Looks for what is due every few seconds. The answer stops it once the one in hand has ended. */
export function startRefunds(backend: Backend): () => Promise<void> {
  let isStopped = false
  const stop = repeat(backend.clock, LOOK_EVERY_MS, () =>
    refundDue(backend, () => isStopped).catch((error: unknown) => {
      backend.log.error('refunds cannot be asked for', { reason: nameOf(error) })
    }),
  )
  return () => {
    isStopped = true
    return stop()
  }
}

/**
 * Asks for all that is due, or until `isOver`; answers how many were tried. A provider that does
 * not answer is left alone until the next time, so that others do not wait for it.
 */
export async function refundDue(backend: Backend, isOver = () => false): Promise<number> {
  const silent = new Map<string, Silent>()
  for (let tried = 0; ; tried += 1) {
    const due = isOver() ? undefined : await take(backend, [...silent.values()])
    if (!due) return tried
    const outcome = await outcomeOf(backend, due)
    await settle(backend, due, outcome)
    const { tenant, provider } = due
    const isSilent = outcome.state === 'unknown' && outcome.trouble !== 'pending'
    if (isSilent) silent.set(`${tenant} ${provider}`, { tenant, provider })
  }
}

type Silent = Pick<Due, 'tenant' | 'provider'>

/** The one that waits longest, in this process's hand from now on. */
async function take(backend: Backend, silent: readonly Silent[]): Promise<Due | undefined> {
  const now = backend.clock.now()
  const due = await backend.database
    .selectFrom('online_refund')
    .select([...ASKED, 'round', 'tries'])
    .where('state', 'in', ['queued', 'asked'])
    .where('next_at', '<=', now)
    .where((eb) =>
      eb.and(
        silent.map(({ tenant, provider }) =>
          eb.or([eb('tenant', '<>', tenant), eb('provider', '<>', provider)]),
        ),
      ),
    )
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst()
  if (!due) return undefined
  const taken = await write(backend, due.tenant, async (transaction) => ({
    value: await transaction
      .updateTable('online_refund')
      .set({ state: 'asked', tries: due.tries + 1 })
      .set({ next_at: now + HELD_FOR_MS, held_until: now + HELD_FOR_MS })
      .where('tenant', '=', due.tenant)
      .where('store', '=', due.store)
      .where('refund', '=', due.refund)
      .where('state', '=', due.state)
      .where('tries', '=', due.tries)
      .where('next_at', '<=', now)
      .executeTakeFirstOrThrow(),
  }))
  // Another process of the backend was quicker: there may be more.
  return taken.numUpdatedRows > 0n ? { ...due, tries: due.tries + 1 } : take(backend, silent)
}

async function outcomeOf(backend: Backend, due: Due): Promise<Outcome> {
  const login = await loginOf(backend.database, due)
  const { paymentProvider } = backend
  if (!login || !paymentProvider) return { state: 'unsent', trouble: 'not-set-up' }
  return ask(paymentProvider, login, due)
}

/** What was asked for before is asked after first: its answer may be there. */
async function ask(
  provider: PaymentProvider,
  login: Parameters<PaymentProvider['refund']>[0],
  { refund, round, state, reference: payment, amount, currency }: Due,
): Promise<RefundAnswer> {
  const key = refundKey(refund, round)
  if (state === 'asked') {
    const told = await provider.status(login, key)
    if (told.state !== 'none') return told
  }
  return provider.refund(login, { key, payment, amount: minor(amount), currency })
}

async function settle(backend: Backend, due: Due, outcome: Outcome): Promise<void> {
  const { tenant, store, refund, tries, provider } = due
  const now = backend.clock.now()
  const { state, reason } = standingOf(due, outcome)
  const told = { refund, provider, state, reason }
  if (state === 'done') backend.log.info('money went back to an online payment', told)
  else backend.log.warn('money did not go back to an online payment', told)
  const isOpen = state === 'queued' || state === 'asked'
  await write(backend, tenant, async (transaction) => {
    await transaction
      .updateTable('online_refund')
      .set({ state, reason, changed_at: now, held_until: null })
      .set({ next_at: now + pauseAfter(tries) })
      .set({ is_late: isOpen && due.received_at + LATE_AFTER_MS <= now })
      .where('tenant', '=', tenant)
      .where('store', '=', store)
      .where('refund', '=', refund)
      // Whoever took it since, because this took too long, hears the same of its provider.
      .where('state', '=', 'asked')
      .where('tries', '=', tries)
      .execute()
    return { value: undefined }
  })
}

function standingOf(due: Due, outcome: Outcome): Pick<OnlineRefundTable, 'state' | 'reason'> {
  switch (outcome.state) {
    case 'done':
      return { state: 'done', reason: null }
    case 'refused':
      return { state: 'refused', reason: outcome.reason }
    case 'unknown':
      return { state: 'asked', reason: outcome.trouble }
    case 'unsent':
      return { state: due.state, reason: outcome.trouble }
  }
}

function pauseAfter(tries: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(tries - 1, 20))
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
