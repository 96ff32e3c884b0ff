/** What a receipt would look like by other settings, on the paper of one of its printers. */
import { type PreviewInput } from '../../contract/backend/settings.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { ratesAt } from '../../domain/pricing/tax-rate.ts'
import { composeReceipt } from '../../domain/receipt/compose.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import { withLogo } from '../../domain/receipt/logo.ts'
import { sampleSale } from '../../domain/receipt/sample.ts'
import { receiptWords } from '../../domain/receipt/template.ts'
import { receiptWordsFor } from '../../domain/receipt/words.ts'
import { conflictOf } from '../../domain/settings-conflict.ts'
import type { PrinterSettings, StoreSettings } from '../../domain/settings.ts'
import type { DrawnPaper, DrawPaper } from '../../ports/paper.ts'
import type { Backend, Reading } from '../backend.ts'
import type { Place } from './staff.ts'
import { storeSettingsOf } from './store-settings.ts'

/** Where no till has one: 80 mm, and the code pages that nearly all printers have. */
const USUAL_PRINTER: PrinterSettings = {
  address: { transport: 'file', path: '/dev/null' },
  ...{ model: 'generic', columns: 42, codePages: ['windows1252', 'cp858', 'cp437'] },
  ...{ answers: false, drawerPin: 2 },
}

/** What the customer of a made-up receipt has. */
const SAMPLE_POINTS = 250

/** Fails as setting them would. */
export async function previewReceipt(
  { database, clock }: Backend,
  { tenant, store }: Place,
  { terminal, ...template }: Omit<PreviewInput, 'store'>,
  drawPaper: DrawPaper,
): Promise<Result<DrawnPaper>> {
  const before = await storeSettingsOf(database, { tenant, store })
  const { receiptLogo: _, receiptLanguages: __, ...others } = before
  const settings = { ...others, ...template }
  const reason = conflictOf(settings)
  if (reason) return fail('settings-conflict', { reason })
  const till = await tillOf(database, { tenant, store }, terminal)
  const made = { now: clock.now(), terminal: till?.name }
  const document = await sampleDocument(database, { tenant, store }, settings, made)
  const printer = till?.printer ?? USUAL_PRINTER
  return succeed(drawPaper(withLogo(document, settings.receiptLogo), printer))
}

/** A made-up receipt by these settings, of a terminal by that name. */
export async function sampleDocument(
  database: Reading,
  { tenant, store }: Place,
  settings: StoreSettings,
  { now, terminal = 'T1' }: { readonly now: number; readonly terminal?: string | undefined },
): Promise<ReceiptDocument> {
  const rate = await firstRate(database, tenant, now)
  const person = await database
    .selectFrom('staff')
    .select('name')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .orderBy('id')
    .executeTakeFirst()
  return composeReceipt(
    {
      ...{ sale: sampleSale(settings, rate, now), at: now, store: settings, copy: 0 },
      ...{ terminal, cashier: person?.name ?? '', entryHash: '0'.repeat(64) },
      ...(settings.loyalty && { pointsKnown: SAMPLE_POINTS }),
    },
    receiptWords(settings, receiptWordsFor),
  )
}

/** The one that was asked for, or the first that has a printer. */
async function tillOf(database: Reading, { tenant, store }: Place, terminal: string | undefined) {
  const rows = await database
    .selectFrom('terminal_settings')
    .select('settings')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .orderBy('terminal')
    .execute()
  const tills = rows.map(({ settings }) => settings)
  return terminal === undefined
    ? tills.find(({ printer }) => printer !== null)
    : tills.find(({ id }) => id === terminal)
}

async function firstRate(database: Reading, tenant: string, now: number) {
  const row = await database
    .selectFrom('tax_class')
    .select(['rates', 'later'])
    .where('tenant', '=', tenant)
    .orderBy('id')
    .executeTakeFirst()
  return row && ratesAt(row, now)[0]
}
