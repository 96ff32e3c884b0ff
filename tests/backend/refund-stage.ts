/** A shop whose orders a simulated provider paid for, with tills at which their goods come back. */
import { httpPaymentProvider } from '../../drivers/online-payments/driver.ts'
import { simulateProvider } from '../../drivers/online-payments/provider-simulator.ts'
import type { Backend } from '../../src/backend/backend.ts'
import type { DatabasePlace } from '../../src/backend/database/open.ts'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { setProvider } from '../../src/backend/refunds/providers.ts'
import { refundDue } from '../../src/backend/refunds/worker.ts'
import { saleLineKey, saleTenderKey } from '../../src/domain/claim.ts'
import type { Entry, Fact } from '../../src/domain/journal/facts.ts'
import { clock, random, saleFact } from './stage.ts'
import { openTill, openWebStage, saleOfOrder } from './web-stage.ts'

export type Order = Entry<'sale-completed'>
export const PROVIDER = 'Payer'
/** The driver waits no longer in tests. */
const ANSWER_WITHIN_MS = 500

export async function openRefundStage(place?: DatabasePlace) {
  const stage = await openWebStage(place)
  const provider = await simulateProvider({ clock, secret: 'secret-of-the-shop', slowMs: 2000 })
  const till = await openTill(stage)
  const { tenant } = stage.shop
  const cup = await stage.goods(500, 10_000)
  const logged: string[] = []
  const log = (message: string, fields?: object) =>
    void logged.push(message + JSON.stringify(fields ?? {}))
  let ahead = 0
  const backend: Backend = {
    ...stage.backend,
    clock: { ...clock, now: () => clock.now() + ahead },
    log: { ...stage.backend.log, info: log, warn: log, error: log },
    paymentProvider: httpPaymentProvider(clock, ANSWER_WITHIN_MS),
  }
  const { address, secret } = provider
  return {
    ...{
      stage,
      provider,
      till,
      backend,
      tenant,
      logged,
      owner: { kind: 'owner', tenant } as const,
    },
    setUp: () => setProvider(backend, tenant, { provider: PROVIDER, account: { address, secret } }),
    takeAway: () => setProvider(backend, tenant, { provider: PROVIDER, account: null }),
    /** As much later as that. */
    pass: (ms: number) => void (ahead += ms),
    /** Cups, paid online. */
    async order(pieces: number, by = PROVIDER): Promise<Order> {
      const total = 500 * pieces
      const payment = { provider: by, reference: random.id(), amount: total }
      const wish = stage.wish([[cup, pieces]], { total, payment })
      const placed = await stage.order(wish)
      if (!placed.ok) throw new Error(placed.failure.code)
      return saleOfOrder(stage, wish.order)
    },
    work: (as: Backend = backend) => refundDue(as),
    async row(refund: string) {
      return backend.database
        .selectFrom('online_refund')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('refund', '=', refund)
        .executeTakeFirst()
    },
    async exceptions() {
      const { exceptions, counts } = await exceptionsOf(backend.database, tenant, {
        kind: 'refund-not-done',
      })
      return { exceptions, count: counts['refund-not-done'] }
    },
    async close() {
      await provider.close()
      await stage.close()
    },
  }
}

export type RefundStage = Awaited<ReturnType<typeof openRefundStage>>

/** The sale by which pieces of an order come back, and what it gives back to its payment. */
export function broughtBack(
  { stage }: RefundStage,
  { body: order }: Order,
  pieces: number,
  changes: object = {},
): { readonly fact: Fact<'sale-completed'>; readonly refund: string; readonly amount: number } {
  const [line] = order.lines
  const amount = 500 * pieces
  const [goods, money] = [random.id(), random.id()]
  const returned = {
    ...{ sale: order.sale, line: line?.id ?? '', receipt: order.receipt, claim: goods },
    ...{ reason: 'unwanted', condition: 'as-new', restocked: false, word: 'none' },
  }
  const fact = saleFact(stage.shop, [{ item: random.id(), quantity: -1000 * pieces }])
  const lines = fact.body.lines.map((each) => ({ ...each, amount: -amount, returned }))
  const back = { sale: order.sale, tender: 0, claim: money, word: 'none' }
  const paid = order.tenders[0]
  if (paid?.kind !== 'online') throw new Error('the order was not paid online')
  const { provider, reference } = paid
  const tender = { kind: 'online', amount: -amount, provider, reference, back, ...changes }
  const body = {
    ...{ ...fact.body, lines, movements: [], subtotal: -amount, total: -amount },
    tenders: [tender],
    claims: [
      {
        ...{ id: goods, kind: 'sale-line', amount: 1000 * pieces },
        key: saleLineKey(order.sale, line?.id ?? ''),
      },
      { id: money, kind: 'sale-tender', key: saleTenderKey(order.sale, 0), amount },
    ],
  }
  return { fact: { ...fact, body } as unknown as typeof fact, refund: `${body.sale}.0`, amount }
}
