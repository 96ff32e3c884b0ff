import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pull } from '../../src/backend/feeds/pull.ts'
import { ripen } from '../../src/backend/goods/ripen.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { quote } from '../../src/backend/pricing/quote.ts'
import { listOffers } from '../../src/backend/shop/offers.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import type { GoodsChanged, GoodsCreated } from '../../src/domain/goods/change.ts'
import type { GoodsOutcome } from '../../src/domain/goods/outcome.ts'
import type { Price } from '../../src/domain/catalogue/pricing.ts'
import { unitPrice } from '../../src/domain/money.ts'
import { clock, enrolTerminal, Journal, openStage, random, saleFact } from './stage.ts'
import type { Stage } from './stage.ts'

let stage: Stage
let department: string
beforeAll(async () => {
  stage = await openStage()
  department = random.id()
  await stage.backend.database.insertInto('department').values(departmentRow(department)).execute()
})
afterAll(() => stage.close())

const departmentRow = (id: string) => ({
  ...{ tenant: stage.shop.tenant, id, name: 'Food', position: 1, hue: 1, minimum_age: null },
})
const euros = (minor: number) => unitPrice(minor * 10_000)

async function till() {
  const terminal = await enrolTerminal(stage)
  const journal = new Journal(terminal)
  journal.open()
  const push = () => receive(stage.backend, terminal, journal.entries)
  const create = (more: Partial<GoodsCreated> = {}): GoodsCreated => {
    const price = { id: random.id(), list: stage.shop.priceList, unitPrice: euros(199) }
    const body: GoodsCreated = {
      ...{ change: random.id(), product: random.id(), variant: random.id(), item: random.id() },
      ...{ name: 'Oat drink', size: '1l', department, taxClass: 'standard', unit: 'piece' },
      ...{ barcodes: [{ id: random.id(), gtin: '04012345678901' }], price, from: null },
      ...more,
    }
    journal.append({ kind: 'goods-created', body })
    return body
  }
  const change = (variant: string, more: Partial<GoodsChanged>): string => {
    const id = random.id()
    journal.append({ kind: 'goods-changed', body: { change: id, variant, from: null, ...more } })
    return id
  }
  return { terminal, journal, create, change, push }
}

type Till = Awaited<ReturnType<typeof till>>

const priced = (was: number, to: number) => ({
  price: {
    ...{ id: random.id(), list: stage.shop.priceList },
    ...{ was: euros(was), unitPrice: euros(to) },
  },
})

async function pulled<Document>(
  { terminal }: Till,
  collection: 'catalogue' | 'pricing',
  id: string,
) {
  const request = { collection, after: undefined, limit: 500 } as const
  const { documents } = await pull(stage.backend, terminal, request)
  return documents.find((each) => each.id === id) as (Document & { _deleted: boolean }) | undefined
}
const outcome = (of: Till, id: string) => pulled<GoodsOutcome>(of, 'catalogue', id)

/** What the web asks for it now, on the page of goods and in a cart. */
async function onTheWeb(variant: string, later = 5) {
  const shop = { ...stage.shop, currency: 'EUR', taxIncluded: true, zone: 'Europe/Berlin' }
  const now = { ...shop, now: clock.now() + later }
  const { offers } = await listOffers(stage.backend.database, now, {})
  const cart = { lines: [{ variant, quantity: 1000 }], coupons: [] }
  const { lines } = await quote(stage.backend, now, cart as never)
  const found = offers.find((each) => each.variant === variant)
  return { name: found?.name, prices: [found?.unitPrice, lines[0]?.unitPrice] }
}

describe('goods that a till made', () => {
  it('come down to every till with the ids that it gave, and the web sells them', async () => {
    const [one, other] = [await till(), await till()]
    const made = one.create()
    expect(await one.push()).toEqual(['applied', 'applied'])
    for (const id of [made.product, made.variant, made.item, made.change]) {
      expect(await pulled(other, 'catalogue', id)).toMatchObject({ _deleted: false })
    }
    expect(await pulled(other, 'pricing', made.price.id)).toMatchObject({ unitPrice: euros(199) })
    expect(await outcome(other, made.change)).toMatchObject({
      ...{ state: 'applied', isNew: true, name: 'Oat drink', code: one.terminal.code },
    })
    const asked = { name: 'Oat drink', prices: [euros(199), euros(199)] }
    expect(await onTheWeb(made.variant)).toEqual(asked)
  })

  it('may have been sold before: stock counts, and what is sent again does nothing', async () => {
    const one = await till()
    const made = one.create({ barcodes: [] })
    one.journal.append(saleFact(stage.shop, [{ item: made.item, quantity: 2000 }]))
    expect(await one.push()).toEqual(['applied', 'applied', 'applied'])
    expect(await one.push()).toEqual(['known', 'known', 'known'])
    const level = await stage.backend.database
      .selectFrom('inventory_level')
      .select('on_hand')
      .where('item', '=', made.item)
      .executeTakeFirst()
    expect(level?.on_hand).toBe(-2000)
  })

  it('of two tills with one code are both sold by it, and both tills are told', async () => {
    const [one, other] = [await till(), await till()]
    const barcodes = () => [{ id: random.id(), gtin: '00000096385074' }]
    one.create({ barcodes: barcodes() })
    const second = other.create({ barcodes: barcodes() })
    await one.push()
    await other.push()
    expect(await outcome(one, second.change)).toMatchObject({ shared: ['00000096385074'] })
  })

  it('of a department that is gone are refused, and stay in the journal', async () => {
    const one = await till()
    const made = one.create({ department: random.id(), barcodes: [] })
    expect(await one.push()).toEqual(['applied', 'applied'])
    expect(await outcome(one, made.change)).toMatchObject({
      ...{ state: 'refused', reason: 'department-unknown' },
    })
    expect(await pulled(one, 'catalogue', made.variant)).toBeUndefined()
  })
})

describe('a change of goods', () => {
  it('asks one price at every till and on the web from the moment that it arrives', async () => {
    const one = await till()
    const { variant } = one.create({ barcodes: [] })
    await one.push()
    const wanted = priced(199, 249)
    const id = one.change(variant, { ...wanted, name: { was: 'Oat drink', to: 'Oats' } })
    const before = clock.now()
    await one.push()
    const price = await pulled<Price>(one, 'pricing', wanted.price.id)
    expect(price?.from).toBeGreaterThanOrEqual(before)
    expect(await outcome(one, id)).toMatchObject({ state: 'applied', crossed: [], name: 'Oats' })
    expect(await pulled(one, 'catalogue', variant)).toMatchObject({ name: 'Oats' })
    expect(await onTheWeb(variant)).toEqual({ name: 'Oats', prices: [euros(249), euros(249)] })
  })

  it('of one field by two tills is what arrives last, and both are told', async () => {
    const [one, other] = [await till(), await till()]
    const { variant } = one.create({ barcodes: [] })
    await one.push()
    const first = one.change(variant, priced(199, 219))
    const named = { name: { was: 'Oat drink', to: 'Oats' } }
    const second = other.change(variant, { ...priced(199, 229), ...named })
    // Their clocks and the order in which they were written do not matter.
    await one.push()
    await other.push()
    expect((await onTheWeb(variant)).prices).toEqual([euros(229), euros(229)])
    expect(await outcome(one, first)).toMatchObject({ state: 'applied', overtakenBy: second })
    expect(await outcome(one, second)).toMatchObject({ crossed: ['price'], overtakenBy: null })
  })

  it('on the list of a group leaves what everybody pays, and crosses nothing there', async () => {
    const one = await till()
    const { tenant } = stage.shop
    const trade = { tenant, id: random.id(), name: 'Trade', currency: 'EUR', tax_included: true }
    await stage.backend.database.insertInto('price_list').values(trade).execute()
    const { variant } = one.create({ barcodes: [] })
    one.change(variant, priced(199, 219))
    const price = { id: random.id(), list: trade.id, was: null, unitPrice: euros(150) }
    const id = one.change(variant, { price })
    await one.push()
    expect(await outcome(one, id)).toMatchObject({ state: 'applied', crossed: [] })
    expect(await pulled(one, 'pricing', price.id)).toMatchObject({ list: trade.id })
    expect((await onTheWeb(variant)).prices).toEqual([euros(219), euros(219)])
  })

  it('of two fields by two tills is both, and neither is crossed', async () => {
    const [one, other] = [await till(), await till()]
    const { variant } = one.create({ barcodes: [] })
    await one.push()
    one.change(variant, priced(199, 219))
    const number = { was: '', to: 'MI-200' }
    const size = { was: '1l', to: '1 l' }
    const second = other.change(variant, { size, supplierNumber: number })
    await one.push()
    await other.push()
    expect(await outcome(one, second)).toMatchObject({ crossed: [] })
    const known = { size: '1 l', supplierNumber: 'MI-200' }
    expect(await pulled(one, 'catalogue', variant)).toMatchObject(known)
    const wish = other.change(variant, { supplierNumber: { was: 'MI-100', to: '' } })
    await other.push()
    expect(await outcome(one, wish)).toMatchObject({ crossed: ['supplierNumber'] })
    expect(await pulled(one, 'catalogue', variant)).not.toHaveProperty('supplierNumber')
    expect((await onTheWeb(variant)).prices).toEqual([euros(219), euros(219)])
  })

  it('from a later moment comes down at once as a price, and else when it is due', async () => {
    const one = await till()
    const { variant } = one.create({ barcodes: [] })
    await one.push()
    const from = clock.now() + 60_000
    const named = { name: { was: 'Oat drink', to: 'Oats' } }
    const wanted = priced(199, 249)
    const id = one.change(variant, { ...wanted, ...named, from })
    await one.push()
    expect(await pulled(one, 'pricing', wanted.price.id)).toMatchObject({ from })
    expect(await outcome(one, id)).toMatchObject({ state: 'waiting', from })
    expect(await onTheWeb(variant)).toEqual({ name: 'Oat drink', prices: [euros(199), euros(199)] })
    expect(await ripen(stage.backend)).toBe(0)
    const then = { ...stage.backend, clock: { ...clock, now: () => from } }
    expect(await ripen(then)).toBe(1)
    expect(await ripen(then)).toBe(0)
    expect(await outcome(one, id)).toMatchObject({ state: 'applied', crossed: [] })
    const asked = { name: 'Oats', prices: [euros(249), euros(249)] }
    expect(await onTheWeb(variant, 60_001)).toEqual(asked)
  })

  it('gives and takes codes, and of unknown goods is refused', async () => {
    const one = await till()
    const barcode = { id: random.id(), gtin: '04006381333931' }
    const { variant } = one.create({ barcodes: [barcode] })
    await one.push()
    const added = { id: random.id(), gtin: '04000417025005' }
    one.change(variant, { barcodes: { added: [added], removed: [barcode.id] } })
    const lost = one.change(random.id(), priced(1, 2))
    await one.push()
    expect(await pulled(one, 'catalogue', barcode.id)).toMatchObject({ _deleted: true })
    expect(await pulled(one, 'catalogue', added.id)).toMatchObject({ variant, _deleted: false })
    expect(await outcome(one, lost)).toMatchObject({ reason: 'goods-unknown' })
  })

  it('leaves tills after ten others of the same goods, and the books are whole', async () => {
    const one = await till()
    const { variant, change } = one.create({ barcodes: [] })
    for (let cents = 199; cents < 209; cents += 1) one.change(variant, priced(cents, cents + 1))
    await one.push()
    expect(await outcome(one, change)).toMatchObject({ _deleted: true })
    expect((await onTheWeb(variant, 20)).prices).toEqual([euros(209), euros(209)])
    const verified = await verifyBackend(stage.backend.database)
    expect(verified).toMatchObject({ broken: undefined })
  })
})
