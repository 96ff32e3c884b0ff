/** What a quote or a layaway agreed with a customer holds, whatever becomes of the customer. */
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { rate } from '../../src/domain/rate.ts'
import type { ParkedCart } from '../../src/domain/selling/parked.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { NO_PARKED } from '../../src/sync/parked-lookup.ts'
import { EVERYTHING, percent, promotion } from '../fixtures/pricing.ts'
import { id } from '../store/terminal.ts'
import {
  draftCommand,
  entries,
  HAMPER,
  MILK,
  openTill,
  payCash,
  present,
  pull,
  scan,
  value,
  type Shop,
  type ShopOptions,
} from './shop.ts'

const CLUB = id(777)
const AGREED = HAMPER.price / 2
const GRANTED = { outcome: 'granted', expiresAt: 0 } as const
const claims = { take: () => Promise.resolve(GRANTED), release: () => undefined }

/** The club pays half. */
async function openStore(changes: Partial<ShopOptions> = {}): Promise<Shop> {
  const shop = await openTill({ claims, ...changes })
  const settings = present(shop.store.settings.store())
  const layaways = { days: 30, deposit: rate(200_000), fee: minor(0) }
  const customerGroups = [{ id: CLUB, name: 'Club' }]
  pull(shop, 'settings', { ...settings, ...{ layaways, quotes: { days: 30 }, customerGroups } })
  const half = { kind: 'percent', target: EVERYTHING, rate: percent(50) } as const
  const offer = promotion(id(900), half, { groups: [CLUB] })
  shop.store.transaction(() => {
    shop.store.documents.of('pricing').append(offer, shop.clock.now())
  })
  return shop
}

const cart = ({ terminal }: Shop) => value(terminal.draft.current())

function name(shop: Shop, customer: string | null) {
  return value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer }))
}

function join(shop: Shop, groups: readonly string[]): string {
  const details = { name: 'Ada', groups: [...groups] }
  return value(shop.terminal.customers.create({ command: v7(), details })).id
}

async function fill(shop: Shop): Promise<string> {
  const customer = join(shop, [CLUB])
  name(shop, customer)
  await scan(shop, HAMPER.gtin)
  expect(cart(shop).total).toBe(AGREED)
  return customer
}

const leave = (shop: Shop, customer: string) =>
  value(shop.terminal.customers.change({ command: v7(), customer, details: { groups: [] } }))
const erase = (shop: Shop, customer: string) =>
  value(shop.terminal.customers.erase({ command: v7(), customer }))
const ENDS = [
  ['leaves the group', leave],
  ['is erased', erase],
] as const

async function quoted(): Promise<{ shop: Shop; customer: string; park: string }> {
  const shop = await openStore()
  const customer = await fill(shop)
  return { shop, customer, park: value(shop.terminal.parking.quote(draftCommand(shop))).park }
}

const takeUp = async (shop: Shop, park: string) =>
  value(await shop.terminal.parking.resume({ command: v7(), park })).draft
const lastSale = (shop: Shop) =>
  present(entries(shop).findLast(({ kind }) => kind === 'sale-completed')).body
const isWhole = async ({ file }: Shop) =>
  expect(await verifyDatabase(file, { check: 'full' })).toMatchObject({ broken: undefined })

describe.each(ENDS)('where its customer %s', (_, end) => {
  it('a layaway asks for what was agreed, less what was paid', async () => {
    const shop = await openStore()
    const customer = await fill(shop)
    value(shop.terminal.layaways.begin(draftCommand(shop)))
    await payCash(shop, cart(shop).cashDue)
    end(shop, customer)
    const [waiting] = value(await shop.terminal.layaways.list({ everywhere: false })).layaways
    const { park } = present(waiting)
    const over = { ...draftCommand(shop), park, as: 'handed-over' } as const
    value(await shop.terminal.layaways.end(over))
    expect(cart(shop)).toMatchObject({ total: AGREED, due: AGREED - AGREED / 5 })
    await payCash(shop, cart(shop).cashDue)
    expect(lastSale(shop)).toMatchObject({
      ...{ total: AGREED, pricing: { groups: [CLUB], agreed: park } },
    })
    await isWhole(shop)
  })

  it('a quote that holds is taken up at its prices, and so is what is added to it', async () => {
    const { shop, customer, park } = await quoted()
    end(shop, customer)
    expect(await takeUp(shop, park)).toMatchObject({ total: AGREED })
    await scan(shop, MILK.gtin, 2)
    expect(cart(shop).total).toBe(AGREED + MILK.price)
    await payCash(shop, 5000)
    expect(lastSale(shop)).toMatchObject({ pricing: { groups: [CLUB], agreed: park } })
    await isWhole(shop)
  })
})

describe('what was agreed', () => {
  it('comes with the quote to another till, which knows nothing of the customer', async () => {
    const { shop, park } = await quoted()
    const told = present(shop.store.parkedCarts.find(park))
    const wire = JSON.parse(JSON.stringify(told)) as ParkedCart
    const parkedLookup = { ...NO_PARKED, read: () => Promise.resolve(wire) }
    const other = await openStore({ parkedLookup })
    expect(await takeUp(other, park)).toMatchObject({ total: AGREED })
  })

  it('is agreed with nobody else', async () => {
    const { shop, park } = await quoted()
    await takeUp(shop, park)
    expect(name(shop, join(shop, [])).total).toBe(HAMPER.price)
  })

  it('ends with the last day of the quote', async () => {
    const { shop, customer, park } = await quoted()
    leave(shop, customer)
    const found = present(shop.store.parkedCarts.find(park))
    const quote = { ...present(found.quote), until: '2026-01-01' }
    shop.store.transaction(() => {
      shop.store.parkedCarts.remove(park)
      shop.store.parkedCarts.put({ ...found, quote })
    })
    expect(await takeUp(shop, park)).toMatchObject({ total: HAMPER.price })
  })

  it('is not yet agreed while goods are being laid away', async () => {
    const shop = await openStore()
    const customer = await fill(shop)
    value(shop.terminal.layaways.begin(draftCommand(shop)))
    value(shop.terminal.draft.undo(draftCommand(shop)))
    leave(shop, customer)
    expect(cart(shop).total).toBe(HAMPER.price)
  })

  it('was not kept in older quotes, which go by what the customer is now', async () => {
    const { shop, customer, park } = await quoted()
    const { draft, ...found } = present(shop.store.parkedCarts.find(park))
    const { buyer, ...older } = draft
    expect(buyer).toEqual({ groups: [CLUB], exempt: false })
    shop.store.transaction(() => {
      shop.store.parkedCarts.remove(park)
      shop.store.parkedCarts.put({ ...found, draft: older })
    })
    leave(shop, customer)
    expect(await takeUp(shop, park)).toMatchObject({ total: HAMPER.price })
  })
})
