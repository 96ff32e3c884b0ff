/** The stock of a store, with what was sold of it lately from the rolled-up figures. */
import { sql } from 'kysely'
import {
  stockReportOf,
  type StockAsked,
  type StockItem,
  type StockReport,
} from '../../domain/reports/stock.ts'
import {
  stockItemsOf,
  type StockItems,
  type StockItemsAsked,
} from '../../domain/reports/stock-items.ts'
import { shifted } from '../../domain/reports/period.ts'
import type { Reading } from '../backend.ts'
import type { Shop } from '../setup/shop.ts'

/** `today` is the last of the days that are looked at. */
export async function readStock(
  database: Reading,
  shop: Shop,
  asked: StockAsked,
  today: string,
): Promise<StockReport> {
  return stockReportOf(await readItems(database, shop, asked.days, today), asked, shop.currency)
}

/** A page of all items; what they come to is that of the report. */
export async function readStockItems(
  database: Reading,
  shop: Shop,
  asked: StockItemsAsked,
  today: string,
): Promise<StockItems> {
  return stockItemsOf(await readItems(database, shop, asked.days, today), asked, shop.currency)
}

/** All that the store has, or had: what they come to is added up by one rule, which is not SQL. */
async function readItems(
  database: Reading,
  { tenant, store }: Shop,
  days: number,
  today: string,
): Promise<StockItem[]> {
  const { from } = shifted({ from: today, to: today }, 1 - days)
  const { rows } = await sql<StockItem>`
    with sold as (
      select part.item, sum(figure.quantity * part.quantity / 1000)::bigint as quantity
      from report_figure as figure
      join variant_item as part on part.tenant = figure.tenant and part.variant = figure.key
      where figure.tenant = ${tenant} and figure.store = ${store} and figure.part = 'product'
        and figure.business_date between ${from} and ${today}
      group by part.item
    ), shelf as (
      select item, sum(on_hand)::bigint as on_hand,
        sum(on_hand - reserved - unavailable - safety_stock)::bigint as available
      from inventory_level where tenant = ${tenant} and store = ${store}
      group by item
    ), coming as (
      select line.item, sum(greatest(line.ordered - line.received, 0))::bigint as quantity
      from purchase_order_line as line
      join purchase_order as placed on placed.tenant = line.tenant and placed.store = line.store
        and placed.id = line.purchase_order
      where line.tenant = ${tenant} and line.store = ${store} and placed.closed_at is null
      group by line.item
    ), sold_as as (
      -- Of goods that are sold in several packs the smallest says where they belong.
      select distinct on (part.item) part.item, department.id, department.name
      from variant_item as part
      join variant on variant.tenant = part.tenant and variant.id = part.variant
      join department on department.tenant = variant.tenant and department.id = variant.department
      where part.tenant = ${tenant}
      order by part.item, part.quantity, part.variant
    )
    select shelf.item, coalesce(item.sku, '') as sku, coalesce(item.name, '') as name,
      coalesce(item.unit, 'piece') as unit,
      case when sold_as.id is not null
        then json_build_object('id', sold_as.id, 'name', sold_as.name) end as department,
      shelf.on_hand as "onHand", shelf.available, coalesce(sold.quantity, 0) as sold,
      coalesce(coming.quantity, 0) as coming, item.cost
    from shelf
    left join inventory_item as item on item.tenant = ${tenant} and item.id = shelf.item
    left join sold on sold.item = shelf.item
    left join coming on coming.item = shelf.item
    left join sold_as on sold_as.item = shelf.item
    order by shelf.item
  `.execute(database)
  return rows
}
