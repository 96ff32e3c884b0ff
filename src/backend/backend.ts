/** What every act of the backend works with. */
import type { Kysely, Transaction as KyselyTransaction } from 'kysely'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { OnlinePayments } from '../ports/online-payments.ts'
import type { PaymentProvider } from '../ports/payment-provider.ts'
import type { Random } from '../ports/random.ts'
import type { PinHasher } from '../ports/secrets.ts'
import type { Database } from './database/schema.ts'
import type { Changes } from './feeds/changes.ts'

export interface Backend {
  /**
   * For reading, outside of `write`: an embedded database has one connection, which a write holds.
   */
  readonly database: Kysely<Database>
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly pins: PinHasher
  readonly changes: Changes
  /** Absent where the online store takes no money. */
  readonly onlinePayments?: OnlinePayments | undefined
  /** How providers are asked to give money back; absent where this backend asks none. */
  readonly paymentProvider?: PaymentProvider | undefined
}

export type Transaction = KyselyTransaction<Database>
/** Where a read may run: on its own, or within a transaction. */
export type Reading = Kysely<Database>
