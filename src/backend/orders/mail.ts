/** The receipt of an order by e-mail: an entry of the counter's own, as a till's is. */
import { readAddress } from '../../domain/mail/wish.ts'
import type { SaleCompleted } from '../../domain/journal/facts.ts'
import type { StoreSettings } from '../../domain/settings.ts'
import type { Backend, Transaction } from '../backend.ts'
import { append, type HeldCounter, type When } from '../counter/append.ts'
import { besideEntry } from '../counter/personal.ts'
import type { FeedChange } from '../feeds/stamp.ts'

interface Asked extends When {
  readonly sale: Pick<SaleCompleted, 'sale' | 'customer'>
  readonly address: string | undefined
  readonly settings: Pick<StoreSettings, 'receiptsByMail'>
}

/** Nothing where nobody asked, or the store has no mail account: then no address is kept. */
export async function askForMail(
  backend: Backend,
  transaction: Transaction,
  counter: HeldCounter,
  { sale: { sale, customer }, address, settings, ...when }: Asked,
): Promise<readonly FeedChange[]> {
  const email = readAddress(address ?? '')
  if (email === undefined || !settings.receiptsByMail) return []
  const { personal, digest } = besideEntry(backend.random, { email })
  const whose = customer === undefined ? {} : { customer }
  const body = { mail: backend.random.id(), sale, digest, ...whose }
  const fact = { kind: 'receipt-mail-asked', body } as const
  return append(backend, transaction, counter, fact, { ...when, personal })
}
