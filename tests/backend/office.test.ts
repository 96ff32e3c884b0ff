/** The figures of the whole store, read by a person at one of its tills over the real wire. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../src/backend/intake/receive.ts'
import { createHttpLink } from '../../src/sync/http-link.ts'
import { createOffice, NO_OFFICE } from '../../src/sync/office.ts'
import { code, grant, openTill, signIn, value, type Shop } from '../application/shop.ts'
import { serveStage, type ServedStage } from './served-stage.ts'
import { clock, enrolTerminal, found, Journal, random, saleFact } from './stage.ts'

const DAY = { from: '2026-05-28', to: '2026-05-28' }
const ALL = { period: DAY, terminal: null, channel: null }

let served: ServedStage
let other: { readonly terminal: string; readonly sale: string }
/** Of a store that is none of theirs. */
let foreign: string

beforeAll(async () => {
  served = await serveStage()
  const { stage } = served
  other = await sellElsewhere(stage, 2)
  await sellElsewhere(stage, 3)
  foreign = (await sellElsewhere({ ...stage, shop: await found(stage.backend) }, 7)).sale
})
afterAll(() => served.close())

/** A till of the stage's shop that sells so many pieces for 100 cents each. */
async function sellElsewhere(stage: ServedStage['stage'], pieces: number) {
  const terminal = await enrolTerminal(stage)
  const journal = new Journal(terminal)
  journal.open()
  const fact = saleFact(stage.shop, [{ item: random.id(), quantity: pieces * 1000 }])
  journal.append(fact, { businessDate: DAY.from })
  await receive(stage.backend, terminal, journal.entries)
  return { terminal: terminal.terminal, sale: fact.body.sale }
}

/** A till of that store, with its own way to the backend. */
async function openOfficeTill(): Promise<Shop> {
  const { url, terminal } = served
  const link = createHttpLink({ url, credential: terminal.credential, clock, random })
  return openTill({ office: createOffice({ link, network: { online: () => true }, clock }) })
}

describe('a manager at a till', () => {
  it('reads what all tills sold, and one of them alone, down to the receipt', async () => {
    const { office } = (await openOfficeTill()).terminal
    const place = value(await office.place({ command: v7() }))
    expect(place.terminals.map(({ terminal }) => terminal)).toContain(other.terminal)
    const all = value(await office.dashboard({ command: v7(), ...ALL }))
    expect([all.total.amount, all.total.count]).toEqual([500, 2])
    const where = { ...ALL, terminal: other.terminal }
    const one = value(await office.dashboard({ command: v7(), ...where }))
    expect([one.total.amount, one.total.count]).toEqual([200, 1])
    const wanted = { period: DAY, part: 'person', skip: 0, most: 1 } as const
    const rows = value(
      await office.rows({ command: v7(), ...wanted, terminal: null, channel: null }),
    )
    expect(rows.rows.reduce((sum, { amount }) => sum + amount, 0)).toBe(500)
    const figure = { ...DAY, part: 'channel', key: 'counter' } as const
    const asked = { terminal: other.terminal, channel: null, figure, before: null, most: 50 }
    const { receipts } = value(await office.receipts({ command: v7(), ...asked }))
    expect(receipts.map(({ sale, amount }) => [sale, amount])).toEqual([[other.sale, 200]])
  })

  it('reads stock and till sessions of the store', async () => {
    const { office } = (await openOfficeTill()).terminal
    const stock = value(await office.stock({ command: v7(), days: 7 }))
    expect(stock.asked.days).toBe(7)
    const items = { days: 7, order: 'value', way: 'down', skip: 0, most: 100 } as const
    expect(value(await office.stockItems({ command: v7(), ...items })).total).toMatchObject({
      ...{ items: stock.items, value: stock.value, sellThrough: stock.sellThrough },
    })
    const asked = { command: v7(), terminal: null, skip: 0, most: 60 }
    expect(value(await office.sessions(asked)).hasMore).toBe(false)
  })

  it('is told nothing of another store', async () => {
    const { office } = (await openOfficeTill()).terminal
    expect(code(await office.receipt({ command: v7(), sale: foreign }))).toBe('office-unreachable')
    expect(value(await office.dashboard({ command: v7(), ...ALL })).total.amount).toBe(500)
  })

  it('has the figures of the till alone where the backend does not answer', async () => {
    const { terminal } = await openTill({ office: NO_OFFICE })
    expect(code(await terminal.office.dashboard({ command: v7(), ...ALL }))).toBe(
      'office-unreachable',
    )
    expect(
      value(await terminal.reports.dashboard({ command: v7(), period: null })).total.count,
    ).toBe(0)
  })

  it('is not told what goods cost where the role may not see it', async () => {
    const shop = await openOfficeTill()
    grant(shop, 'cashier', 'read-reports', { kind: 'allowed' })
    await signIn(shop, 'cashier')
    const { office } = shop.terminal
    const told = value(await office.dashboard({ command: v7(), ...ALL }))
    expect([told.margins, told.total.costed]).toEqual([false, 0])
    expect(code(await office.stock({ command: v7(), days: 28 }))).toBe('not-permitted')
  })
})
