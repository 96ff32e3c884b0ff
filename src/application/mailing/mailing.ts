/**
 * Receipts and quotes by e-mail. That somebody wants one is an entry of the journal, which is the
 * queue: it goes up as every entry does, and the backend sends. The address lies beside the entry
 * and in no answer that is remembered.
 */
import {
  MAILS_SHOWN,
  type MailQuote,
  type MailReceipt,
  type MailsOfOne,
  type MailsView,
  type MailView,
} from '../../contract/terminal/mail.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { MAILS_OF_SALE, readAddress } from '../../domain/mail/wish.ts'
import type { SoldSale } from '../../domain/returns/sold.ts'
import type { AskedMail } from '../../ports/mails.ts'
import { authorise, signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import type { ToldQuotes } from '../parking/told-quotes.ts'
import type { Selling } from '../selling/selling.ts'
import type { StatusTeller } from '../status/teller.ts'
import { createNoteFailed, type NoteFailed } from './failed.ts'
import { queue } from './queue.ts'
import { mailView } from './views.ts'

export interface MailUses {
  send(input: MailReceipt): Result<{ mail: string }>
  /** A quote that waits at this till, or that the backend told of. */
  sendQuote(input: MailQuote): Result<{ mail: string }>
  /** Those of a sale, from whichever till, and what its customer's address is. */
  ofSale(input: { readonly sale: string }): Result<MailsOfOne>
  ofQuote(input: { readonly park: string }): Result<MailsOfOne>
  /** The newest of this till. */
  list(): Result<MailsView>
  /** Somebody saw those that came to nothing. */
  readonly noteFailed: NoteFailed
}

export function createMailUses(
  core: Core,
  { known, quotes }: Pick<Selling, 'known' | 'quotes'>,
  status: StatusTeller,
): MailUses {
  const { store } = core
  return {
    noteFailed: createNoteFailed(core, status),
    send: ({ command, sale: id, address: typed }) =>
      core.run('mail.send', command, (at) => {
        const authority = authorise(core, at, 'serve-customer')
        if (!authority.ok) return authority
        const sale = known.find(id)
        if (!sale) return fail('sale-unknown')
        const wish = { customer: sale.customer, isEnough: isEnough(mailsOf(core, sale)) }
        return queue(core, authority.value, { ...wish, typed }, (asked) => {
          return { kind: 'receipt-mail-asked', body: { ...asked, sale: id } }
        })
      }),
    sendQuote: ({ command, park, address: typed }) =>
      core.run('mail.sendQuote', command, (at) => {
        const authority = authorise(core, at, 'serve-customer')
        if (!authority.ok) return authority
        const given = mailableQuote(core, quotes, park)
        if (!given) return fail('parked-taken')
        const { customer, quote } = given
        const wish = { customer, isEnough: isEnough(store.mails.of(park)) }
        return queue(core, authority.value, { ...wish, typed }, (asked) => {
          return { kind: 'quote-mail-asked', body: { ...asked, park, quote } }
        })
      }),
    ofSale({ sale: id }) {
      if (!signedIn(core)) return fail('not-signed-in')
      const sale = known.find(id)
      if (!sale) return fail('sale-unknown')
      return succeed({ mails: mailsOf(core, sale), ...addressOf(core, sale.customer) })
    },
    ofQuote({ park }) {
      if (!signedIn(core)) return fail('not-signed-in')
      const given = mailableQuote(core, quotes, park)
      if (!given) return fail('parked-taken')
      const mails = store.mails.of(park).map((each) => mailView(each, given.quote))
      return succeed({ mails, ...addressOf(core, given.customer) })
    },
    list() {
      if (!signedIn(core)) return fail('not-signed-in')
      const asked = store.mails.newest(MAILS_SHOWN)
      const numberOf = ({ about, quote }: AskedMail) => quote ?? known.find(about)?.receipt ?? null
      return succeed({ mails: asked.map((each) => mailView(each, numberOf(each))) })
    },
  }
}

/** It waits, as far as is known here, and its entry says what a mail of it says. */
function mailableQuote({ store }: Core, quotes: ToldQuotes, park: string) {
  const here = store.parkedCarts.find(park)
  const told = here ? undefined : quotes.find(park)
  const { quote, isMailable } = here ?? told ?? {}
  if (!quote || !isMailable || store.parkedCarts.isResumed(park)) return undefined
  const customer = here ? here.draft.customer : told?.customer
  return { quote: quote.quote, customer: customer ?? undefined }
}

const isEnough = (mails: readonly unknown[]) => mails.length >= MAILS_OF_SALE

/** What other tills asked for came down with the sale; what this one asked for may be newer. */
function mailsOf({ store }: Core, { id, receipt: number, mails = [] }: SoldSale): MailView[] {
  const own = store.mails.of(id).map((each) => mailView(each, number))
  const isOwn = new Set(own.map(({ mail }) => mail))
  const others = mails.filter(({ mail }) => !isOwn.has(mail))
  return [...others.map(({ trouble = null, ...fate }) => ({ ...fate, number, trouble })), ...own]
    .toSorted((one, other) => one.at - other.at)
    .slice(-2 * MAILS_OF_SALE)
}

/** Who did not agree to be written to is not written to by a press of a key: they are asked. */
function addressOf(
  { store }: Core,
  customer: string | undefined,
): Pick<MailsOfOne, 'offered' | 'isWithheld'> {
  const details = customer === undefined ? undefined : store.customers.find(customer)?.details
  const address = details && readAddress(details.email)
  if (!details || address === undefined) return { offered: null, isWithheld: false }
  const { email: agreed } = details.consents
  return { offered: agreed ? address : null, isWithheld: !agreed }
}
