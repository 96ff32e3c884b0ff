/** What is laid away in a store, and what was paid for it, wherever that was. */
import { sql } from 'kysely'
import {
  LAYAWAY_ROWS,
  layawaysReportOf,
  type LayawayRow,
  type LayawaysReport,
} from '../../domain/reports/layaways.ts'
import type { Reading } from '../backend.ts'
import { treesOf } from '../customers/family.ts'
import type { Shop } from '../setup/shop.ts'

/**
 * Also what was paid for goods that wait no more: a payment that a till took before it heard that
 * another had ended it. `today` is the trading day of now.
 */
export async function readLayaways(
  database: Reading,
  { tenant, store, currency }: Pick<Shop, 'tenant' | 'store' | 'currency'>,
  today: string,
): Promise<LayawaysReport> {
  // Who was merged since is whom they turned out to be.
  const trees = treesOf(sql`hook.tenant`, sql`hook.cart -> 'draft' ->> 'customer'`)
  const { rows } = await sql<LayawayRow>`
    select hook.park, hook.cart -> 'layaway' ->> 'layaway' as layaway, hook.at::bigint as at,
      hook.cart -> 'layaway' ->> 'until' as until,
      nullif(customer.details ->> 'name', '') as customer, hook.total,
      coalesce(account.balance, 0) as paid,
      case when hook.cart is null then 'over'
        when hook.cart -> 'layaway' ->> 'until' < ${today} then 'overdue'
        else 'waiting' end as state
    from parked_cart as hook
    left join account on account.tenant = hook.tenant and account.kind = 'layaway'
      and account.account = hook.park
    left join customer on customer.tenant = hook.tenant and customer.id = (
      select family.root from ${trees} as family
      where family.id = hook.cart -> 'draft' ->> 'customer'
    )
    where hook.tenant = ${tenant} and hook.store = ${store}
      and (hook.cart -> 'layaway' is not null or hook.cart is null and account.balance > 0)
    order by until nulls last, hook.at, hook.park
    limit ${LAYAWAY_ROWS + 1}
  `.execute(database)
  const isWhole = rows.length <= LAYAWAY_ROWS
  return layawaysReportOf(rows.slice(0, LAYAWAY_ROWS), { currency, isWhole })
}
