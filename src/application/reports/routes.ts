/** The contract's reports over their use cases. */
import type { guarding, implementing } from '../routing.ts'
import type { Terminal } from '../terminal.ts'

export function reportRoutes(
  os: ReturnType<typeof implementing>['reports'],
  reports: Terminal['reports'],
  guarded: ReturnType<typeof guarding>,
) {
  return {
    dashboard: os.dashboard.handler(guarded(reports.dashboard)),
    rows: os.rows.handler(guarded(reports.rows)),
    receipts: os.receipts.handler(guarded(reports.receipts)),
    entries: os.entries.handler(guarded(reports.entries)),
    differences: os.differences.handler(guarded(reports.differences)),
    session: os.session.handler(guarded(reports.session)),
    receipt: os.receipt.handler(guarded(reports.receipt)),
    layaways: os.layaways.handler(guarded(reports.layaways)),
  }
}

export function officeRoutes(
  os: ReturnType<typeof implementing>['office'],
  office: Terminal['office'],
  guarded: ReturnType<typeof guarding>,
) {
  return {
    place: os.place.handler(guarded(office.place)),
    dashboard: os.dashboard.handler(guarded(office.dashboard)),
    rows: os.rows.handler(guarded(office.rows)),
    receipts: os.receipts.handler(guarded(office.receipts)),
    entries: os.entries.handler(guarded(office.entries)),
    differences: os.differences.handler(guarded(office.differences)),
    receipt: os.receipt.handler(guarded(office.receipt)),
    stock: os.stock.handler(guarded(office.stock)),
    stockItems: os.stockItems.handler(guarded(office.stockItems)),
    sessions: os.sessions.handler(guarded(office.sessions)),
    session: os.session.handler(guarded(office.session)),
    sessionEntries: os.sessionEntries.handler(guarded(office.sessionEntries)),
    z: os.z.handler(guarded(office.z)),
  }
}
