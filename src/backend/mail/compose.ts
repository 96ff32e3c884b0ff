/** A receipt or a quote as a mail: composed as the till composes it, with the same figures. */
import type { Entry } from '../../domain/journal/facts.ts'
import { composeReceipt } from '../../domain/receipt/compose.ts'
import { composeQuote } from '../../domain/receipt/quote-slip.ts'
import { receiptAsPage, type PagePicture } from '../../domain/receipt/as-page.ts'
import { receiptAsText } from '../../domain/receipt/as-text.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import { withLogo } from '../../domain/receipt/logo.ts'
import { receiptWords } from '../../domain/receipt/template.ts'
import { receiptWordsFor } from '../../domain/receipt/words.ts'
import type { StoreSettings } from '../../domain/settings.ts'
import type { Reading } from '../backend.ts'
import { sealedCart } from '../parking/sealed.ts'
import { sealedSale } from '../sales/shown.ts'

export interface MailText {
  readonly subject: string
  /** Who sold it, as the mail names them. */
  readonly sender: string
  readonly text: string
  readonly html: string
  readonly pictures: readonly PagePicture[]
}

interface About {
  readonly tenant: string
  /** Of the two one is null. */
  readonly sale: string | null
  readonly park: string | null
}

/** Undefined where the backend does not know the sale, or the quote, yet or any more. */
export async function composeMail(
  reading: Reading,
  { tenant, sale, park }: About,
): Promise<MailText | undefined> {
  if (sale !== null) return composeReceiptMail(reading, tenant, sale)
  return park === null ? undefined : composeQuoteMail(reading, tenant, park)
}

async function composeReceiptMail(
  reading: Reading,
  tenant: string,
  sale: string,
): Promise<MailText | undefined> {
  const sealed = await sealedSale(reading, tenant, sale)
  if (!sealed) return undefined
  const { entry, hash } = sealed
  const store = await settingsOf(reading, entry)
  if (!store) return undefined
  const words = receiptWords(store, receiptWordsFor)
  const people = await namesOf(reading, entry)
  const facts = { sale: entry.body, at: entry.at, store, ...people, entryHash: hash, copy: 0 }
  return mailOf(composeReceipt(facts, words), {
    store,
    subject: `${words.receipt} ${entry.body.receipt} · ${store.name}`,
  })
}

async function composeQuoteMail(
  reading: Reading,
  tenant: string,
  park: string,
): Promise<MailText | undefined> {
  const sealed = await sealedCart(reading, tenant, park)
  if (!sealed) return undefined
  const { entry, hash } = sealed
  const { quote, figures } = entry.body
  const store = await settingsOf(reading, entry)
  if (!store || !quote || !figures) return undefined
  const words = receiptWords(store, receiptWordsFor)
  const people = await namesOf(reading, entry)
  const facts = { quote, sale: figures, at: entry.at, store, ...people, entryHash: hash }
  return mailOf(composeQuote(facts, words), {
    store,
    subject: `${words.quoteSubject} ${quote.quote} · ${store.name}`,
  })
}

/** A document as a mail of a store. */
export function mailOf(
  document: ReceiptDocument,
  { store, subject }: { readonly store: StoreSettings; readonly subject: string },
): MailText {
  const shown = withLogo(document, store.receiptLogo)
  return { subject, sender: store.name, text: receiptAsText(shown), ...receiptAsPage(shown) }
}

async function settingsOf(
  reading: Reading,
  { tenant, store }: Pick<Entry, 'tenant' | 'store'>,
): Promise<StoreSettings | undefined> {
  const row = await reading
    .selectFrom('store')
    .select('settings')
    .where('tenant', '=', tenant)
    .where('id', '=', store)
    .executeTakeFirst()
  return row?.settings
}

async function namesOf(
  reading: Reading,
  { tenant, store, terminal, actor }: Pick<Entry, 'tenant' | 'store' | 'terminal' | 'actor'>,
): Promise<{ readonly terminal: string; readonly cashier: string }> {
  const till = await reading
    .selectFrom('terminal')
    .select('name')
    .where('tenant', '=', tenant)
    .where('id', '=', terminal)
    .executeTakeFirst()
  const person = await reading
    .selectFrom('staff')
    .select('name')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('id', '=', actor ?? '')
    .executeTakeFirst()
  return { terminal: till?.name ?? '', cashier: person?.name ?? '' }
}
