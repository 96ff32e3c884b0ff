/**
 * Receipts by e-mail. That somebody wants one is an entry of the journal, which is the queue: it
 * goes up as every entry does, and the backend sends. The address lies beside the entry and in no
 * answer that is remembered.
 */
import {
  MAILS_SHOWN,
  type MailReceipt,
  type MailsOfSale,
  type MailsView,
  type MailView,
} from '../../contract/terminal/mail.ts'
import { personalText } from '../../domain/customer/customer.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import {
  ADDRESS_KEPT_DAYS,
  MAILS_OF_SALE,
  readAddress,
  WAITING_LIMIT,
} from '../../domain/mail/wish.ts'
import type { SoldSale } from '../../domain/returns/sold.ts'
import type { AskedMail } from '../../ports/mails.ts'
import { authorise, signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import { newSalt } from '../customers/salt.ts'
import type { KnownSales } from '../returns/known-sales.ts'
import type { StatusTeller } from '../status/teller.ts'
import { createNoteFailed, type NoteFailed } from './failed.ts'

const DAY_MS = 86_400_000

export interface MailUses {
  send(input: MailReceipt): Result<{ mail: string }>
  /** Those of a sale, from whichever till, and what its customer's address is. */
  ofSale(input: { readonly sale: string }): Result<MailsOfSale>
  /** The newest of this till. */
  list(): Result<MailsView>
  /** Somebody saw those that came to nothing. */
  readonly noteFailed: NoteFailed
}

export function createMailUses(core: Core, known: KnownSales, status: StatusTeller): MailUses {
  const { store, random } = core
  return {
    noteFailed: createNoteFailed(core, status),
    send: ({ command, sale: id, address: typed }) =>
      core.run('mail.send', command, (at) => {
        const authority = authorise(core, at, 'serve-customer')
        if (!authority.ok) return authority
        const { shop, context } = authority.value
        if (!shop.store.receiptsByMail) return fail('mail-not-set-up')
        const sale = known.find(id)
        if (!sale) return fail('sale-unknown')
        const email = readAddress(typed)
        if (email === undefined) return fail('mail-address-wrong')
        store.mails.forget(at - ADDRESS_KEPT_DAYS * DAY_MS)
        if (mailsOf(core, sale).length >= MAILS_OF_SALE) return fail('limit-mails')
        if (store.mails.waiting() >= WAITING_LIMIT) return fail('limit-mails-waiting')
        const mail = random.id()
        const personal = personalText(newSalt(random), { email })
        const { customer } = sale
        const body = {
          ...{ mail, sale: id, digest: store.journal.digestOf(personal) },
          ...(customer !== undefined && { customer }),
        }
        store.journal.append({ kind: 'receipt-mail-asked', body }, context, personal)
        return succeed({ mail })
      }),
    ofSale({ sale: id }) {
      if (!signedIn(core)) return fail('not-signed-in')
      const sale = known.find(id)
      if (!sale) return fail('sale-unknown')
      return succeed({ mails: mailsOf(core, sale), ...addressOf(core, sale) })
    },
    list() {
      if (!signedIn(core)) return fail('not-signed-in')
      const asked = store.mails.newest(MAILS_SHOWN)
      const receiptOf = (sale: string) => known.find(sale)?.receipt ?? null
      return succeed({ mails: asked.map((each) => viewOf(each, receiptOf(each.sale))) })
    },
  }
}

/** What other tills asked for came down with the sale; what this one asked for may be newer. */
function mailsOf({ store }: Core, { id, receipt, mails = [] }: SoldSale): MailView[] {
  const own = store.mails.of(id).map((each) => viewOf(each, receipt))
  const isOwn = new Set(own.map(({ mail }) => mail))
  const others = mails.filter(({ mail }) => !isOwn.has(mail))
  return [...others.map(({ trouble = null, ...fate }) => ({ ...fate, receipt, trouble })), ...own]
    .toSorted((one, other) => one.at - other.at)
    .slice(-2 * MAILS_OF_SALE)
}

function viewOf({ mail, at, fate, hasAddress }: AskedMail, receipt: string | null): MailView {
  if (fate) return { mail, receipt, at, state: fate.state, trouble: fate.trouble ?? null }
  const isGone = { state: 'failed', trouble: 'address-gone' } as const
  return { mail, receipt, at, ...(hasAddress ? { state: 'waiting', trouble: null } : isGone) }
}

/** Who did not agree to be written to is not written to by a press of a key: they are asked. */
function addressOf(
  { store }: Core,
  { customer }: SoldSale,
): Pick<MailsOfSale, 'offered' | 'isWithheld'> {
  const details = customer === undefined ? undefined : store.customers.find(customer)?.details
  const address = details && readAddress(details.email)
  if (!details || address === undefined) return { offered: null, isWithheld: false }
  const { email: agreed } = details.consents
  return { offered: agreed ? address : null, isWithheld: !agreed }
}
