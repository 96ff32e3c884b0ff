/** Queues a mail: an entry of the journal for the backend, and its address beside it. */
import { personalText } from '../../domain/customer/customer.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Fact } from '../../domain/journal/facts.ts'
import { ADDRESS_KEPT_DAYS, readAddress, WAITING_LIMIT } from '../../domain/mail/wish.ts'
import { DAY_MS } from '../../domain/returns/policy.ts'
import type { Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { newSalt } from '../customers/salt.ts'

interface Wish {
  /** As it was typed. */
  readonly typed: string
  readonly customer: string | undefined
  /** It was sent as often as one is. */
  readonly isEnough: boolean
}

interface Asked {
  readonly mail: string
  readonly digest: string
  readonly customer?: string
}

/** In a transaction. */
export function queue(
  { store, random }: Core,
  { shop, context }: Authority,
  { typed, customer, isEnough }: Wish,
  factOf: (asked: Asked) => Fact<'receipt-mail-asked' | 'quote-mail-asked'>,
): Result<{ mail: string }> {
  if (!shop.store.receiptsByMail) return fail('mail-not-set-up')
  const email = readAddress(typed)
  if (email === undefined) return fail('mail-address-wrong')
  store.mails.forget(context.at - ADDRESS_KEPT_DAYS * DAY_MS)
  if (isEnough) return fail('limit-mails')
  if (store.mails.waiting() >= WAITING_LIMIT) return fail('limit-mails-waiting')
  const mail = random.id()
  const personal = personalText(newSalt(random), { email })
  const digest = store.journal.digestOf(personal)
  const whose = customer !== undefined && { customer }
  store.journal.append(factOf({ mail, digest, ...whose }), context, personal)
  return succeed({ mail })
}
