/** What the backend keeps of claims, customers and parked carts, read by SQL beside its code. */
import { sql } from 'kysely'
import { overClaimedOf } from '../../../src/backend/claims/over-claimed.ts'
import { overdrawnOf } from '../../../src/backend/customers/overdrawn.ts'
import { ACCOUNTS, customersFeed } from '../../../src/backend/feeds/names.ts'
import type { AccountKind } from '../../../src/domain/accounts/account.ts'
import type { ClaimKind } from '../../../src/domain/claim.ts'
import type { CustomerDetails } from '../../../src/domain/customer/customer.ts'
import type { FeedEnd } from '../witness.ts'
import type { World } from '../world.ts'

/** What was taken of a thing of which there is only so much. */
export interface Account {
  readonly kind: ClaimKind
  readonly key: string
  /** Null where the backend does not know the thing. */
  readonly most: number | null
  readonly taken: number
}

export interface KeptCustomer {
  readonly id: string
  readonly details: CustomerDetails
  readonly points: number
  /** Σ of the movements. */
  readonly moved: number
}

interface Balance {
  readonly kind: AccountKind
  readonly key: string
  readonly balance: number
  /** Σ of the movements. */
  readonly moved: number
}

export interface Books {
  /** By kind and key. */
  readonly accounts: ReadonlyMap<string, Account>
  /** Kind and key of those of which a person is told that more was taken than there is. */
  readonly overClaimed: ReadonlySet<string>
  readonly customers: readonly KeptCustomer[]
  /** Customers of whom a person is told that their points are below zero. */
  readonly overdrawn: ReadonlySet<string>
  /** How far the customers' feed has come. */
  readonly customersFeed: FeedEnd
  /** By kind and account. */
  readonly balances: ReadonlyMap<string, Balance>
  readonly accountsFeed: FeedEnd
  /** Carts that wait on a hook, and those that somebody went on with. */
  readonly parked: ReadonlyMap<string, 'waits' | 'resumed'>
}

export async function readBooks({ backend, shop }: World): Promise<Books> {
  const { database } = backend.shared
  const { rows: accounts } = await sql<Account>`
    select kind, key, most, taken from claimable
  `.execute(database)
  const { rows: customers } = await sql<KeptCustomer>`
    select id, details, points, (
      select coalesce(sum(earned - redeemed), 0)::bigint
      from loyalty_movement as m where m.customer = customer.id
    ) as moved from customer order by id
  `.execute(database)
  const { rows: parked } = await sql<{ park: string; waits: boolean }>`
    select park, cart is not null as waits from parked_cart
  `.execute(database)
  const { rows: balances } = await sql<Balance>`
    select kind, account as key, balance, (
      select coalesce(sum(amount), 0)::bigint from account_movement as m
      where m.kind = known.kind and m.account = known.account
    ) as moved from account as known
  `.execute(database)
  const feedOf = (name: string): Promise<FeedEnd> =>
    database
      .selectFrom('feed')
      .select(['generation', 'n', 'mark'])
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
  const over = accounts.length === 0 ? [] : await overClaimedOf(database, shop.tenant, 0)
  const overdrawn = customers.length === 0 ? [] : await overdrawnOf(database, shop.tenant, 0)
  return {
    accounts: new Map(accounts.map((each) => [`${each.kind} ${each.key}`, each])),
    overClaimed: new Set(over.map(({ claim, key }) => `${claim} ${key}`)),
    ...{ customers, overdrawn: new Set(overdrawn.map(({ customer }) => customer)) },
    customersFeed: await feedOf(customersFeed(shop.store)),
    balances: new Map(balances.map((each) => [`${each.kind} ${each.key}`, each])),
    accountsFeed: await feedOf(ACCOUNTS),
    parked: new Map(parked.map(({ park, waits }) => [park, waits ? 'waits' : 'resumed'])),
  }
}
