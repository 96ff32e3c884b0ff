/** The receipt of a sale as a mail: composed as the till composes it, with the same figures. */
import type { Entry } from '../../domain/journal/facts.ts'
import { composeReceipt } from '../../domain/receipt/compose.ts'
import { receiptAsPage, type PagePicture } from '../../domain/receipt/as-page.ts'
import { receiptAsText } from '../../domain/receipt/as-text.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import { withLogo } from '../../domain/receipt/logo.ts'
import { receiptWords } from '../../domain/receipt/template.ts'
import { receiptWordsFor } from '../../domain/receipt/words.ts'
import type { StoreSettings } from '../../domain/settings.ts'
import type { Reading } from '../backend.ts'
import { sealedSale } from '../sales/shown.ts'

export interface MailText {
  readonly subject: string
  /** Who sold it, as the mail names them. */
  readonly sender: string
  readonly text: string
  readonly html: string
  readonly pictures: readonly PagePicture[]
}

/** Undefined where the backend does not know the sale, yet or any more. */
export async function composeReceiptMail(
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
  { tenant, store }: Entry<'sale-completed'>,
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
  { tenant, store, terminal, actor }: Entry<'sale-completed'>,
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
