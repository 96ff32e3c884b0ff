/** A made-up receipt, sent to see whether the mail account works. */
import type { Backend } from '../backend.ts'
import { sampleDocument } from '../setup/receipt-preview.ts'
import type { Place } from '../setup/staff.ts'
import { storeSettingsOf } from '../setup/store-settings.ts'
import { mailOf } from './compose.ts'
import type { OutgoingMail } from './send.ts'

export async function trialMail(
  { database, clock, random }: Backend,
  place: Place,
  address: string,
): Promise<OutgoingMail> {
  const store = await storeSettingsOf(database, place)
  const document = await sampleDocument(database, place, store, { now: clock.now() })
  return { ...mailOf(document, { store, subject: store.name }), id: random.id(), address }
}
