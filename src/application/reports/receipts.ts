/** The receipts behind a figure: the sales whose entries add to it. */
import type { z } from 'zod'
import { RECEIPTS_AMONG, type ReportReceipt, type ReportReceipts } from '../../contract/reports.ts'
import type { ownReceiptsSchema } from '../../contract/terminal/reports.ts'
import { receiptRowOf } from '../../domain/reports/receipt-row.ts'
import type { NumberedEntry, SalePlace } from '../../ports/reports.ts'
import type { Core } from '../core.ts'
import { nameOf } from '../staff/views.ts'

type Asked = Omit<z.infer<typeof ownReceiptsSchema>, 'command' | 'approval'>

const ENTRIES_AT_ONCE = 50
/** Sorts behind every entry. */
const BEHIND_ALL = '~'

/** Commands that come meanwhile go first. */
export async function findReceipts(
  core: Core,
  { period, part, key, before, most }: Asked,
  zone: string,
): Promise<Omit<ReportReceipts, 'currency'>> {
  const receipts: ReportReceipt[] = []
  let place: SalePlace = before ?? { date: period.to, at: 0, entry: BEHIND_ALL }
  for (let seen = 0; seen < RECEIPTS_AMONG; seen += ENTRIES_AT_ONCE) {
    const sales = core.store.figured.salesBefore(period.from, place, ENTRIES_AT_ONCE)
    for (const sale of sales) {
      place = placeOf(sale)
      const row = receiptRowOf(sale.entry, { part, key }, zone)
      if (row) receipts.push({ ...row, terminal: null, person: personOf(core, sale) })
      if (receipts.length === most) return { receipts, next: place }
    }
    if (sales.length < ENTRIES_AT_ONCE) return { receipts, next: null }
    await core.clock.sleep(0)
  }
  return { receipts, next: place }
}

function placeOf({ id, entry }: NumberedEntry): SalePlace {
  return { date: entry.businessDate, at: entry.at, entry: id }
}

function personOf(core: Core, { entry }: NumberedEntry): string | null {
  return entry.actor === null ? null : nameOf(core, entry.actor)
}
