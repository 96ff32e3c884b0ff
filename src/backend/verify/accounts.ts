/** Accounts: balances are their movements, drawn as claimed, and terminals are shown just that. */
import { sql, type RawBuilder } from 'kysely'
import type { Reading } from '../backend.ts'

interface Found {
  readonly kind: string
  readonly account: string
}

const MOVED = sql`
  select tenant, kind, account, sum(amount)::bigint as balance,
    sum(greatest(0 - amount, 0))::bigint as drawn, sum(greatest(amount, 0))::bigint as loaded
  from account_movement group by tenant, kind, account`

const SEARCHES: readonly { readonly query: RawBuilder<Found>; readonly wrong: string }[] = [
  {
    query: sql`
      select coalesce(account.kind, moved.kind) as kind,
        coalesce(account.account, moved.account) as account
      from account full join (${MOVED}) as moved on moved.tenant = account.tenant
        and moved.kind = account.kind and moved.account = account.account
      where coalesce(account.balance, 0) <> coalesce(moved.balance, 0)
      order by 1, 2 limit 1`,
    wrong: 'its balance is not the sum of what moved',
  },
  {
    query: sql`
      select moved.kind, moved.account from (${MOVED}) as moved
      left join claimable on claimable.tenant = moved.tenant and claimable.kind = moved.kind
        and claimable.key = moved.account
      where moved.drawn <> coalesce(claimable.taken, 0)
        or (moved.kind <> 'on-account' and claimable.most is not null
          and claimable.most <> moved.loaded)
      order by 1, 2 limit 1`,
    wrong: 'what was drawn is not what was claimed',
  },
  {
    query: sql`
      select account.kind, account.account from account
      left join feed_document as shown on shown.tenant = account.tenant
        and shown.feed = 'accounts' and shown.id = account.kind || '/' || account.account
      where shown.deleted is distinct from false
        or (shown.document ->> 'balance')::bigint <> account.balance
      order by 1, 2 limit 1`,
    wrong: 'terminals are shown another balance',
  },
]

export async function findWrongAccount(reading: Reading): Promise<string | undefined> {
  for (const { query, wrong } of SEARCHES) {
    const [found] = (await query.execute(reading)).rows
    if (found) return `${found.kind} ${found.account.slice(0, 8)}: ${wrong}`
  }
  return undefined
}
