/** Sales come down to their store's terminals with what came back of them, and leave in time. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SALES_KEPT_DAYS } from '../../src/domain/returns/policy.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { takeClaim } from '../../src/backend/claims/take.ts'
import { verifyState } from '../../src/backend/verify/verify.ts'
import { pull } from '../../src/backend/feeds/pull.ts'
import { pulledDocumentSchemas } from '../../src/contract/backend/sync.ts'
import { saleLineKey, saleTenderKey } from '../../src/domain/claim.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import type { SoldSale } from '../../src/domain/returns/sold.ts'
import { enrolTerminal, Journal, random, saleFact, type StagedTerminal } from './stage.ts'
import { serveStage, type ServedStage } from './served-stage.ts'

type Sale = Fact<'sale-completed'>

const DAY_MS = 86_400_000

let served: ServedStage
let first: Till
let second: Till

interface Till {
  readonly terminal: StagedTerminal
  readonly journal: Journal
  send(): Promise<unknown>
}

beforeAll(async () => {
  served = await serveStage()
})
beforeEach(async () => {
  first = await openTill()
  second = await openTill()
})
afterAll(() => served.close())

async function openTill(): Promise<Till> {
  const terminal = await enrolTerminal(served.stage)
  const journal = new Journal(terminal)
  journal.open()
  return {
    ...{ terminal, journal },
    send: () => receive(served.stage.backend, terminal, journal.entries),
  }
}

const saleOf = (pieces: number) =>
  saleFact(served.stage.shop, [{ item: random.id(), quantity: pieces * 1000 }])

/** The sale that takes pieces of another one back. */
function returnOf({ body }: Sale, pieces: number): Sale {
  const [line] = body.lines
  const claim = random.id()
  const returned = {
    ...{ sale: body.sale, line: line?.id ?? '', receipt: body.receipt, claim },
    ...{ reason: 'faulty', condition: 'opened', restocked: true, word: 'granted' },
  }
  const fact = saleOf(-pieces)
  const key = saleLineKey(body.sale, line?.id ?? '')
  const claims = [{ id: claim, kind: 'sale-line', key, amount: pieces * 1000 }]
  const lines = fact.body.lines.map((each) => ({ ...each, returned }))
  return { ...fact, body: { ...fact.body, lines, claims } } as Sale
}

/** All that a terminal of the store pulls of its sales. */
async function pulled({ terminal }: Till) {
  const request = { collection: 'sales', after: undefined, limit: 500 } as const
  const { documents } = await pull(served.stage.backend, terminal, request)
  return documents.map((each) => pulledDocumentSchemas.sales.parse(each))
}

describe('the sales of a store', () => {
  it('come down to all its terminals with what came back of them, wherever it did', async () => {
    const sale = saleOf(3)
    first.journal.append(sale)
    await first.send()
    second.journal.append(returnOf(sale, 2))
    await second.send()
    const found = (await pulled(first)).find(({ id }) => id === sale.body.sale)
    expect(found).toMatchObject({
      ...{ receipt: sale.body.receipt, terminal: first.terminal.terminal, _deleted: false },
      returned: { [sale.body.lines[0]?.id ?? '']: 2000 },
      contains: { [first.journal.head().epoch.id]: 2 },
    })
  })

  it('know what came back before the backend heard of them', async () => {
    const sale = saleOf(1)
    first.journal.append(sale)
    second.journal.append(returnOf(sale, 1))
    await second.send()
    expect((await pulled(first)).some(({ id }) => id === sale.body.sale)).toBe(false)
    await first.send()
    const found = (await pulled(second)).find(({ id }) => id === sale.body.sale)
    expect(found?.returned).toEqual({ [sale.body.lines[0]?.id ?? '']: 1000 })
  })

  it('know what went back to their tenders, and promise it to one terminal', async () => {
    const sale = saleOf(3)
    first.journal.append(sale)
    await first.send()
    const { backend } = served.stage
    const key = saleTenderKey(sale.body.sale, 0)
    const paid = sale.body.tenders[0]?.amount ?? 0
    const claimOf = (amount: number) =>
      ({ id: random.id(), kind: 'sale-tender', key, amount }) as const
    const ask = async ({ terminal }: Till, amount: number) =>
      takeClaim(backend, terminal, { ...claimOf(amount), draft: random.id() })
    expect(await ask(first, paid)).toMatchObject({ value: { outcome: 'granted' } })
    expect(await ask(second, 1)).toMatchObject({ value: { outcome: 'refused', remaining: 0 } })

    const back = returnOf(sale, 2)
    const given = claimOf(0 - back.body.total)
    const tenders = [
      {
        ...{ kind: 'card', amount: back.body.total, intent: random.id(), scheme: '' },
        ...{ lastFour: null, authorisation: '' },
        back: { sale: sale.body.sale, tender: 0, claim: given.id, word: 'none' },
      },
    ]
    const claims = [...back.body.claims, given]
    second.journal.append({ ...back, body: { ...back.body, tenders, claims } } as Sale)
    await second.send()
    const found = (await pulled(first)).find(({ id }) => id === sale.body.sale)
    expect(found?.refunded).toEqual({ 0: 0 - back.body.total })
    expect((await verifyState(backend.database)).broken).toBeUndefined()
  })

  it('leave the terminals when they are old, and are forgotten after as long again', async () => {
    const [old, recent] = [saleOf(1), saleOf(1)]
    first.journal.append(old)
    first.journal.append(recent)
    await first.send()
    const { database } = served.stage.backend
    const age = async (days: number) => {
      const at = 1_780_000_000_000 - days * DAY_MS
      await database.updateTable('sale').set({ at }).where('id', '=', old.body.sale).execute()
    }
    await age(SALES_KEPT_DAYS + 1)
    second.journal.append(saleOf(1))
    await second.send()
    const state = async ({ body }: Sale) =>
      (await pulled(first)).find(({ id }) => id === body.sale)?._deleted
    expect([await state(old), await state(recent)]).toEqual([true, false])
  })

  it('are found by any terminal of the tenant by receipt, or by day and total', async () => {
    const sale = saleOf(4)
    first.journal.append(sale)
    await first.send()
    const client = served.client(second.terminal.credential)
    const { receipt, total } = sale.body
    const date = '2026-05-28'
    const byReceipt = await client.sync.findSales({ receipt })
    const byTotal = await client.sync.findSales({ date, total })
    for (const { sales } of [byReceipt, byTotal]) {
      expect(sales.map(({ id }: SoldSale) => id)).toContain(sale.body.sale)
    }
    expect(await client.sync.findSales({})).toMatchObject({ sales: [] })
    await second.send()
    expect(await client.sync.findSales({ receipt })).toMatchObject({
      contains: { [second.journal.head().epoch.id]: 1 },
    })
  })

  it('tell the lowest price of late at any till of the store, after discounts', async () => {
    const [dear, cheap] = [saleOf(2), saleOf(2)]
    const [line] = cheap.body.lines
    const variant = dear.body.lines[0]?.variant ?? random.id()
    const of = (fact: Sale, amount: number) => ({
      ...fact,
      body: { ...fact.body, lines: [{ ...line, variant, amount }] },
    })
    first.journal.append(of(dear, 300) as Sale)
    second.journal.append(of(cheap, 180) as Sale)
    await first.send()
    await second.send()
    const { sync } = served.client(first.terminal.credential)
    expect(await sync.lowestPrice({ variant, since: 0 })).toEqual({ unitPrice: 90 * 10_000 })
    const other = { variant: random.id(), since: 0 }
    expect(await sync.lowestPrice(other)).toEqual({ unitPrice: null })
    const later = 253_402_300_799_999
    expect(await sync.lowestPrice({ variant, since: later })).toEqual({ unitPrice: null })
  })
})
