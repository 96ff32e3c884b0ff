/** What terminals read of their whole store; each asks for its own and for no other. */
import { readDashboard, todayOf } from '../reports/read.ts'
import { findReceipts, readReceipt } from '../reports/receipts.ts'
import { readStock } from '../reports/stock.ts'
import { storesOf } from '../reports/stores.ts'
import { sessionOf, sessionsOf } from '../tills/sessions.ts'
import { shopOf, type Shop } from '../setup/shop.ts'
import { guarded, requireTerminal, type RequestContext } from './context.ts'
import { raise } from './refusal.ts'
import { periodOf } from './reports-router.ts'

export const officeRouter = {
  place: guarded.office.place.handler(async ({ context }) => {
    const { tenant, store } = requireTerminal(context)
    const stores = await storesOf(context.backend.database, tenant)
    return found(stores.find((each) => each.store === store))
  }),
  dashboard: guarded.office.dashboard.handler(async ({ input, context }) => {
    const shop = await shopHere(context)
    const today = await todayOf(context.backend, shop)
    const { from = today, to = from, margins, ...where } = input
    const asked = { ...shop, ...where, period: periodOf(from, to) }
    return found(await readDashboard(context.backend.database, asked, margins === 'yes'))
  }),
  receipts: guarded.office.receipts.handler(async ({ input, context }) => {
    const { from, to, ...figure } = input
    const asked = { ...figure, period: periodOf(from, to) }
    return findReceipts(context.backend.database, await shopHere(context), asked)
  }),
  receipt: guarded.office.receipt.handler(async ({ input, context }) => {
    const shop = await shopHere(context)
    return { document: found(await readReceipt(context.backend.database, shop, input.sale)) }
  }),
  stock: guarded.office.stock.handler(async ({ input, context }) => {
    const shop = await shopHere(context)
    const today = await todayOf(context.backend, shop)
    return readStock(context.backend.database, shop, input, today)
  }),
  sessions: guarded.office.sessions.handler(async ({ input, context }) =>
    sessionsOf(context.backend.database, await shopHere(context), input),
  ),
  session: guarded.office.session.handler(async ({ input, context }) => {
    const shop = await shopHere(context)
    return found(await sessionOf(context.backend.database, shop, input.session))
  }),
}

/** The shop of the asking terminal. */
async function shopHere(context: RequestContext): Promise<Shop> {
  const { tenant, store } = requireTerminal(context)
  return found(await shopOf(context.backend.database, tenant, store))
}

function found<Answer>(answer: Answer | undefined): Answer {
  if (answer === undefined) throw raise('not-found')
  return answer
}
