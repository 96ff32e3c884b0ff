/** What terminals read of their whole store; each asks for its own and for no other. */
import { storesOf } from '../reports/stores.ts'
import { entriesOfSession, zOfSession } from '../tills/session-entries.ts'
import { sessionOf, sessionsOf } from '../tills/sessions.ts'
import { guarded, requireTerminal, shopHere } from './context.ts'
import { notFound } from './refusal.ts'
import {
  dashboardIn,
  differencesIn,
  entriesIn,
  receiptIn,
  receiptsIn,
  rowsIn,
  stockIn,
  stockItemsIn,
} from './reports-answers.ts'

export const officeRouter = {
  place: guarded.office.place.handler(async ({ context }) => {
    const { tenant, store } = requireTerminal(context)
    const stores = await storesOf(context.backend.database, tenant)
    return stores.find((each) => each.store === store) ?? notFound()
  }),
  dashboard: guarded.office.dashboard.handler(async ({ input, context }) =>
    dashboardIn(context, await shopHere(context), input, input.margins === 'yes'),
  ),
  rows: guarded.office.rows.handler(async ({ input, context }) =>
    rowsIn(context, await shopHere(context), input, input.margins === 'yes'),
  ),
  receipts: guarded.office.receipts.handler(async ({ input, context }) =>
    receiptsIn(context, await shopHere(context), input),
  ),
  entries: guarded.office.entries.handler(async ({ input, context }) =>
    entriesIn(context, await shopHere(context), input),
  ),
  differences: guarded.office.differences.handler(async ({ input, context }) =>
    differencesIn(context, await shopHere(context), input, input.margins === 'yes'),
  ),
  receipt: guarded.office.receipt.handler(async ({ input, context }) =>
    receiptIn(context, await shopHere(context), input.sale),
  ),
  stock: guarded.office.stock.handler(async ({ input, context }) =>
    stockIn(context, await shopHere(context), input),
  ),
  stockItems: guarded.office.stockItems.handler(async ({ input, context }) =>
    stockItemsIn(context, await shopHere(context), input),
  ),
  sessions: guarded.office.sessions.handler(async ({ input, context }) =>
    sessionsOf(context.backend.database, await shopHere(context), input),
  ),
  sessionEntries: guarded.office.sessionEntries.handler(async ({ input, context }) =>
    entriesOfSession(context.backend.database, await shopHere(context), input),
  ),
  z: guarded.office.z.handler(async ({ input, context }) => {
    const shop = await shopHere(context)
    const document = await zOfSession(context.backend.database, shop, input.session)
    return { document: document ?? notFound() }
  }),
  session: guarded.office.session.handler(async ({ input, context }) => {
    const shop = await shopHere(context)
    return (await sessionOf(context.backend.database, shop, input.session)) ?? notFound()
  }),
}
