/**
 * What one till puts aside and another goes on with: the tills' own use cases on both sides, and
 * the backend's word and intake between them.
 */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { takeClaim } from '../../src/backend/claims/take.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { listParked, readParked } from '../../src/backend/parking/find.ts'
import { readLayaways } from '../../src/backend/reports/layaways.ts'
import { findSales } from '../../src/backend/sales/find.ts'
import { findWrongPayment } from '../../src/backend/verify/layaways.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import { accountId } from '../../src/domain/accounts/account.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { rate } from '../../src/domain/rate.ts'
import type { Claims } from '../../src/ports/claims.ts'
import type { ParkedLookup } from '../../src/ports/parked-carts.ts'
import type { SaleLookup } from '../../src/ports/sale-lookup.ts'
import { NO_PARKED } from '../../src/sync/parked-lookup.ts'
import { NO_LOOKUP } from '../../src/sync/sale-lookup.ts'
import { draftCommand, entries, MILK, openTill as openShopTill } from '../application/shop.ts'
import { payCash, present, pull, scan, value } from '../application/shop.ts'
import { enrolTerminal, Journal, openStage, type Stage } from './stage.ts'

const TOLD = new Set(['cart-parked', 'cart-resumed', 'sale-completed'])
const TOTAL = 4 * MILK.price

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

/** A till whose claims and questions the backend answers, and which sends when it is told to. */
async function openTill() {
  const { backend, shop: founded } = stage
  const terminal = await enrolTerminal(stage)
  const journal = new Journal(terminal)
  journal.open()
  const claims: Claims = {
    async take(claim, draft) {
      return value(await takeClaim(backend, terminal, { ...claim, draft }))
    },
    release: () => undefined,
  }
  const parkedLookup: ParkedLookup = {
    ...NO_PARKED,
    list: (held, what) => listParked(backend.database, terminal, { held, what }),
    read: async (park) => (await readParked(backend.database, terminal, park)).cart,
  }
  const lookup: SaleLookup = {
    ...NO_LOOKUP,
    find: (wanted) => findSales(backend.database, terminal, wanted),
  }
  const shop = await openShopTill({ claims, parkedLookup, lookup })
  const settings = present(shop.store.settings.store())
  const rules = {
    quotes: { days: 14 },
    layaways: { days: 30, deposit: rate(500_000), fee: minor(50) },
  }
  pull(shop, 'settings', { ...settings, ...rules, location: founded.location } as never)
  let sent = 0
  const send = async () => {
    const own = entries(shop).filter(({ kind }) => TOLD.has(kind))
    for (const { kind, body } of own.slice(sent)) journal.append({ kind, body } as Fact)
    sent = own.length
    await receive(backend, terminal, journal.entries)
  }
  return { shop, terminal, send }
}

type Till = Awaited<ReturnType<typeof openTill>>

/** The other till hears of a customer by its own pull, and of an account by another. */
function hear({ shop: { store, clock } }: Till, account: string, balance: number): void {
  const row = { id: accountId('layaway', account), kind: 'layaway', account, lastFour: '', balance }
  const document = { ...row, contains: {} }
  store.transaction(() => store.documents.of('accounts').append(document, clock.now()))
}

/** Half of it is paid with that. */
async function layAway({ shop }: Till): Promise<string> {
  await scan(shop, MILK.gtin, 4)
  const details = { name: 'Ada' }
  const { id } = value(shop.terminal.customers.create({ command: v7(), details }))
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: id }))
  value(shop.terminal.layaways.begin(draftCommand(shop)))
  await payCash(shop, TOTAL / 2)
  const { layaways } = value(await shop.terminal.layaways.list({ everywhere: false }))
  return present(layaways[0]).park
}

async function payIn({ shop }: Till, park: string, amount: number): Promise<void> {
  value(await shop.terminal.layaways.pay({ command: v7(), park, amount: minor(amount) }))
  await payCash(shop, amount)
}

const end = ({ shop }: Till, park: string, as: 'handed-over' | 'given-up') =>
  shop.terminal.layaways.end({ ...draftCommand(shop), park, as })
const owed = (park: string) =>
  stage.backend.database
    .selectFrom('account')
    .select('balance')
    .where('account', '=', park)
    .executeTakeFirst()

const reported = (today = '2026-05-28') =>
  readLayaways(stage.backend.database, { ...stage.shop, currency: 'EUR' }, today)

async function isWhole(): Promise<void> {
  expect(await verifyBackend(stage.backend.database)).toMatchObject({ broken: undefined })
}

/** What is on hand of all that the tills ever moved; nothing had been there. */
async function moved(): Promise<number> {
  const row = await stage.backend.database
    .selectFrom('stock_movement')
    .select(sql<number | null>`sum(quantity)::bigint`.as('moved'))
    .executeTakeFirst()
  return row?.moved ?? 0
}

describe('a quote', () => {
  it('is taken up at another till of the store, once, at what was quoted', async () => {
    const [first, second, third] = [await openTill(), await openTill(), await openTill()]
    await scan(first.shop, MILK.gtin, 2)
    const { quote } = value(first.shop.terminal.parking.quote(draftCommand(first.shop)))
    await first.send()
    const { carts } = value(await second.shop.terminal.parking.list({ everywhere: true }))
    expect(carts).toMatchObject([{ isHere: false, quote, total: 2 * MILK.price }])
    const { park } = present(carts[0])
    const { draft } = value(await second.shop.terminal.parking.resume({ command: v7(), park }))
    expect(draft.total).toBe(2 * MILK.price)
    expect(await third.shop.terminal.parking.resume({ command: v7(), park })).toMatchObject({
      failure: { code: 'parked-taken' },
    })
    await payCash(second.shop, 1000)
    await second.send()
    const again = value(await first.shop.terminal.parking.list({ everywhere: true }))
    expect(again.carts).toEqual([])
    await isWhole()
  })
})

describe('goods that were laid away', () => {
  it('are paid at two tills and handed over once, at the second, and owe nothing', async () => {
    const [first, second, third] = [await openTill(), await openTill(), await openTill()]
    const before = await moved()
    const park = await layAway(first)
    await first.send()
    expect(await moved()).toBe(before - 4000)
    expect(await owed(park)).toEqual({ balance: TOTAL / 2 })
    hear(second, park, TOTAL / 2)
    const told = value(await second.shop.terminal.layaways.list({ everywhere: true }))
    expect(told.layaways).toMatchObject([{ park, paid: TOTAL / 2, isHere: false }])
    const half = { waiting: 1, unpaid: 0, total: TOTAL, paid: TOTAL / 2, owed: TOTAL / 2 }
    expect(await reported()).toMatchObject({ isWhole: true, ...half, overdue: 0 })
    const row = { park, customer: null, state: 'overdue', paid: TOTAL / 2 }
    expect(await reported('2099-01-01')).toMatchObject({ ...half, overdue: 1, rows: [row] })
    await payIn(second, park, TOTAL / 2)
    expect(value(await end(second, park, 'handed-over'))).toMatchObject({ outcome: 'done' })
    expect(await end(third, park, 'handed-over')).toMatchObject({
      failure: { code: 'parked-taken' },
    })
    await second.send()
    await second.send()
    expect(await owed(park)).toEqual({ balance: 0 })
    expect(await reported()).toMatchObject({ rows: [], paid: 0 })
    expect(await moved()).toBe(before - 4000)
    const { exceptions } = await exceptionsOf(stage.backend.database, stage.shop.tenant)
    expect(exceptions.filter(({ kind }) => kind === 'over-claimed')).toEqual([])
    expect(value(await first.shop.terminal.layaways.list({ everywhere: true })).layaways).toEqual(
      [],
    )
    await isWhole()
  })

  it('are given up at another till, which learns who had paid what', async () => {
    const [first, second] = [await openTill(), await openTill()]
    const park = await layAway(first)
    await payIn(first, park, 40)
    await first.send()
    hear(second, park, TOTAL / 2 + 40)
    value(await end(second, park, 'given-up'))
    await payCash(second.shop, 0)
    const paid = entries(first.shop).flatMap(({ body }) => {
      const { sale, lines } = body as { sale?: string; lines?: { load?: unknown }[] }
      return lines?.some(({ load }) => load) ? [sale] : []
    })
    expect(paid).toHaveLength(2)
    const ended = present(entries(second.shop).findLast(({ body }) => 'layaway' in body)).body
    expect(ended).toMatchObject({
      layaway: {
        payments: expect.arrayContaining([
          { sale: paid[0], amount: TOTAL / 2 },
          { sale: paid[1], amount: 40 },
        ]) as unknown,
      },
    })
    await second.send()
    await isWhole()
    const tampered = stage.backend.database.transaction().execute(async (transaction) => {
      await sql`update account_movement set amount = 39
        where account = ${park} and amount = 40`.execute(transaction)
      throw new Error(await findWrongPayment(transaction))
    })
    await expect(tampered).rejects.toThrow('a sale did not pay for it what its end says')
  })

  it('leave what was paid too late on the list, once they wait no more', async () => {
    const [first, second] = [await openTill(), await openTill()]
    const park = await layAway(first)
    await first.send()
    hear(second, park, TOTAL / 2)
    await payIn(second, park, TOTAL / 4)
    value(await end(first, park, 'given-up'))
    await payCash(first.shop, 0)
    await first.send()
    await second.send()
    const row = { park, state: 'over', layaway: null, paid: TOTAL / 4 }
    expect(await reported()).toMatchObject({ waiting: 0, owed: 0, paid: TOTAL / 4, rows: [row] })
  })

  it('come back to the shelf where they are given up, whatever is sent first', async () => {
    const first = await openTill()
    const before = await moved()
    const park = await layAway(first)
    value(await end(first, park, 'given-up'))
    await payCash(first.shop, 0)
    await first.send()
    expect(await moved()).toBe(before)
    expect(await owed(park)).toEqual({ balance: 0 })
    await isWhole()
  })
})
