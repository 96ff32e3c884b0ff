import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { GoodsOutcome } from '../../src/domain/goods/outcome.ts'
import { unitPrice } from '../../src/domain/money.ts'
import { rate } from '../../src/domain/rate.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { id } from '../store/terminal.ts'
import { NEW_GOODS } from './goods-acts.ts'
import {
  BREAD,
  code,
  DEPARTMENT,
  EMPTY_DEPARTMENT,
  entries,
  grant,
  LIST,
  MILK,
  openTill,
  payCash,
  PEOPLE,
  PINS,
  present,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const CODE = NEW_GOODS.codes[0] ?? ''
const euros = (minor: number) => unitPrice(minor * 10_000)
const create = ({ terminal }: Shop, more: object = {}, command = v7()) =>
  terminal.goods.create({ command, ...NEW_GOODS, ...more })
const change = ({ terminal }: Shop, more: object, variant = MILK.variant) =>
  terminal.goods.change({ command: v7(), variant, from: null, ...more })
const priced = (to: number, was = MILK.price) => ({
  unitPrice: { was: euros(was), to: euros(to) },
})
const written = (shop: Shop) => entries(shop).filter(({ kind }) => kind.startsWith('goods-'))
const ringPrice = async (shop: Shop, gtin: string) => {
  await scan(shop, gtin)
  return present(value(shop.terminal.draft.current()).lines.at(-1)).unitPrice
}

/** Rows that come down, as the backend would send them. */
function send({ store }: Shop, name: 'catalogue' | 'pricing', document: { id: string }): void {
  store.transaction(() => store.documents.of(name).append(document, 1))
}

function answer(shop: Shop, more: Partial<GoodsOutcome>): void {
  const body = present(written(shop).at(-1)).body
  const outcome: GoodsOutcome = {
    ...{ id: String(body['change']), kind: 'goods-change', variant: String(body['variant']) },
    ...{ name: 'Milk', isNew: false, wanted: {}, terminal: v7(), code: 'T2', actor: null, at: 1 },
    ...{ from: null, state: 'applied', reason: null, crossed: [], overtakenBy: null, shared: [] },
    ...more,
  }
  send(shop, 'catalogue', outcome)
}

describe('goods that a till makes', () => {
  it('are sold here at once by code and name, also offline and after a restart', async () => {
    const shop = await openTill({ online: false })
    const made = value(create(shop))
    expect(made).toMatchObject({ isOwn: true, standing: { unitPrice: 1_990_000 } })
    expect(made.wishes.map(({ state }) => state)).toEqual(['pending'])
    const again = shop.reopen()
    expect(await ringPrice(again, CODE)).toBe(1_990_000)
    const found = value(again.terminal.catalogue.search({ text: 'oat dr' }))
    expect(found.map(({ variant }) => variant)).toEqual([made.variant])
    const tiles = value(again.terminal.catalogue.tiles({ department: DEPARTMENT }))
    expect(tiles.map(({ variant }) => variant)).toContain(made.variant)
    await payCash(again, 1000)
    expect(await verifyDatabase(again.file, { check: 'full' })).toMatchObject({ broken: undefined })
  })

  it('are made once, however often the command is asked', async () => {
    const shop = await openTill()
    const command = v7()
    expect(value(create(shop, {}, command)).variant).toBe(value(create(shop, {}, command)).variant)
    expect(written(shop)).toHaveLength(1)
  })

  it('are changed here at once too, as long as nobody else knows them', async () => {
    const shop = await openTill({ online: false })
    const { variant } = value(create(shop))
    value(change(shop, { ...priced(249, 199), name: { was: 'Oat drink', to: 'Oats' } }, variant))
    expect(await ringPrice(shop, CODE)).toBe(2_490_000)
    expect(value(shop.terminal.goods.show({ variant })).standing.name).toBe('Oats')
  })

  it('are the backend’s once they come down, in whatever order their parts do', async () => {
    const shop = await openTill()
    const { variant } = value(create(shop))
    const body = present(written(shop).at(-1)).body
    const [barcode] = body['barcodes'] as { id: string; gtin: string }[]
    const price = body['price'] as { id: string }
    const { name, size, department, taxClass, unit, product } = body
    send(shop, 'catalogue', {
      ...{ id: variant, kind: 'variant', product, name, size, sku: '', department, taxClass },
      ...{ unit, items: [], rank: 0 },
    })
    expect(await ringPrice(shop, CODE)).toBe(1_990_000)
    const window = { from: 0, to: null, unitPrice: 1_990_000 }
    send(shop, 'pricing', { ...price, ...{ kind: 'price', variant, list: LIST, ...window } })
    expect(await ringPrice(shop, CODE)).toBe(1_990_000)
    const carried = { kind: 'barcode', gtin: barcode?.gtin, variant, packQuantity: 1000 }
    send(shop, 'catalogue', { id: present(barcode).id, ...carried })
    answer(shop, { isNew: true })
    expect(value(shop.terminal.goods.show({ variant }))).toMatchObject({
      isOwn: false,
      wishes: [{ state: 'applied', code: 'T2' }],
    })
    expect(await ringPrice(shop, CODE)).toBe(1_990_000)
    expect(shop.store.goods.countPending()).toBe(0)
  })

  it('are sold here no more when the backend could not take them, and that is shown', async () => {
    const shop = await openTill()
    const { variant } = value(create(shop))
    answer(shop, { isNew: true, state: 'refused', reason: 'department-unknown' })
    expect(code(shop.terminal.goods.show({ variant }))).toBe('variant-unknown')
    const [first] = value(shop.terminal.goods.wishes())
    expect(first).toMatchObject({ state: 'refused', reason: 'department-unknown' })
  })

  it.each([
    ['goods-nameless', { name: '  ' }],
    ['department-unknown', { department: v7() }],
    ['tax-class-unknown', { taxClass: 'luxury' }],
    ['barcode-wrong', { codes: ['4012345678902'] }],
    ['barcode-wrong', { codes: ['ABC'] }],
    ['barcode-taken', { codes: [MILK.gtin] }],
    ['from-implausible', { from: '2001-01-01' }],
    ['from-implausible', { from: '2099-01-01' }],
  ])('are refused with %s for %j, and nothing is written', async (failure, wrong) => {
    const shop = await openTill()
    expect(code(create(shop, wrong))).toBe(failure)
    expect(written(shop)).toEqual([])
  })

  it('have no code that goods have which wait for the backend', async () => {
    const shop = await openTill()
    value(create(shop))
    expect(code(create(shop, { name: 'Other' }))).toBe('barcode-taken')
    value(change(shop, { addedCodes: ['96385074'] }))
    expect(code(create(shop, { codes: ['96385074'] }))).toBe('barcode-taken')
  })
})

describe('a change of goods that the backend knows', () => {
  it('is sold by as before until the backend has done it, and is shown as pending', async () => {
    const shop = await openTill({ online: false })
    const shown = value(change(shop, priced(149)))
    expect(shown.standing.unitPrice).toBe(MILK.price * 10_000)
    expect(shown.wanted.unitPrice).toBe(1_490_000)
    expect(shown.wishes).toMatchObject([
      { state: 'pending', fields: ['price'], code: 'T1', person: 'The manager' },
    ])
    expect(await ringPrice(shop, MILK.gtin)).toBe(MILK.price * 10_000)
    const { price } = present(written(shop).at(-1)).body as { price: { id: string } }
    const begun = { from: shop.clock.now(), to: null, unitPrice: 1_490_000 }
    const document = { kind: 'price', variant: MILK.variant, list: LIST, ...begun }
    send(shop, 'pricing', { id: price.id, ...document })
    answer(shop, { wanted: {} })
    expect(await ringPrice(shop, MILK.gtin)).toBe(1_490_000)
    expect(value(shop.terminal.goods.show({ variant: MILK.variant })).wishes).toMatchObject([
      { state: 'applied' },
    ])
  })

  it('goes from what was wanted before, not from what is sold', async () => {
    const shop = await openTill()
    value(change(shop, priced(149)))
    expect(code(change(shop, priced(159)))).toBe('goods-outdated')
    value(change(shop, priced(159, 149)))
    expect(written(shop).map(({ body }) => body['price'])).toMatchObject([
      { was: euros(129), unitPrice: euros(149) },
      { was: euros(149), unitPrice: euros(159) },
    ])
  })

  it('says only what was changed, and nothing where nothing was', async () => {
    const shop = await openTill()
    value(change(shop, { name: { was: 'Milk', to: ' Milk ' } }))
    expect(written(shop)).toEqual([])
    value(change(shop, { department: { was: DEPARTMENT, to: EMPTY_DEPARTMENT } }))
    const { change: _, ...body } = present(written(shop).at(-1)).body
    const moved = { was: DEPARTMENT, to: EMPTY_DEPARTMENT }
    expect(body).toEqual({ variant: MILK.variant, from: null, department: moved })
  })

  it('gives and takes the supplier’s number, which is seen at once as pending', async () => {
    const shop = await openTill()
    const number = (was: string, to: string) => ({ supplierNumber: { was, to } })
    value(change(shop, number('', ' MI-200 ')))
    const view = () => value(shop.terminal.goods.show({ variant: MILK.variant }))
    expect(view()).toMatchObject({
      ...{ standing: { supplierNumber: '' }, wanted: { supplierNumber: 'MI-200' } },
      wishes: [{ state: 'pending', fields: ['supplierNumber'] }],
    })
    expect(code(change(shop, number('', 'MI-300')))).toBe('goods-outdated')
    const own = value(create(shop, { supplierNumber: 'NEW-1' }))
    expect(own.standing.supplierNumber).toBe('NEW-1')
    value(change(shop, number('NEW-1', ''), own.variant))
    const gone = value(shop.terminal.goods.show({ variant: own.variant }))
    expect(gone.standing.supplierNumber).toBe('')
  })

  it('gives and takes codes', async () => {
    const shop = await openTill()
    const [first] = value(shop.terminal.goods.show({ variant: BREAD.variant })).standing.barcodes
    const codes = { addedCodes: ['96385074'], removedBarcodes: [present(first).id] }
    const { wanted } = value(change(shop, codes, BREAD.variant))
    expect(wanted.barcodes.map(({ gtin }) => gtin)).toEqual(['00000096385074'])
    await scan(shop, BREAD.gtin)
  })
})

describe('the price of a group of customers', () => {
  const TRADE = id(310)

  /** A list with a price for milk, and a group that buys by it. */
  async function openTrade(): Promise<Shop> {
    const shop = await openTill()
    const list = { kind: 'price-list', name: 'Trade prices', currency: 'EUR', taxIncluded: true }
    send(shop, 'pricing', { id: TRADE, ...list })
    const price = { kind: 'price', variant: MILK.variant, list: TRADE, from: 0, to: null }
    send(shop, 'pricing', { id: id(320), ...price, unitPrice: euros(100) } as { id: string })
    const settings = present(shop.store.settings.store())
    pull(shop, 'settings', {
      ...settings,
      ...{ customerGroups: [{ id: id(300), name: 'Traders', list: TRADE }] },
    })
    return shop
  }

  it('is shown and changed by its own list, beside what everybody pays', async () => {
    const shop = await openTrade()
    const before = value(shop.terminal.goods.show({ variant: MILK.variant }))
    const list = { list: TRADE, name: 'Trade prices', groups: ['Traders'] }
    expect(before.lists).toEqual([{ ...list, standing: euros(100), wanted: euros(100) }])
    const after = value(change(shop, { list: TRADE, ...priced(90, 100) }))
    expect(after.lists).toEqual([{ ...list, standing: euros(100), wanted: euros(90) }])
    expect(after.wanted.unitPrice).toBe(euros(MILK.price))
    expect(after.wishes).toMatchObject([{ fields: ['price'], list: 'Trade prices' }])
    expect(written(shop).map(({ body }) => body['price'])).toMatchObject([
      { list: TRADE, was: euros(100), unitPrice: euros(90) },
    ])
    // The two prices are apart: what was wanted of the one is not in the way of the other.
    expect(code(change(shop, priced(149)))).toBe('ok')
    expect(code(change(shop, { list: TRADE, ...priced(80, 100) }))).toBe('goods-outdated')
  })

  it('is changed by no list by which nobody buys here', async () => {
    const shop = await openTrade()
    expect(code(change(shop, { list: v7(), ...priced(90, 100) }))).toBe('price-list-unknown')
  })
})

describe('who may change goods', () => {
  it('a cashier may with a second person, who is named by the entry', async () => {
    const shop = await openTill()
    await signIn(shop, 'cashier')
    expect(code(create(shop))).toBe('approval-needed')
    const approval = { staff: PEOPLE.manager, pin: PINS.manager }
    const input = { command: v7(), ...NEW_GOODS, approval }
    value(await shop.terminal.doGuarded(input, shop.terminal.goods.create))
    expect(written(shop)).toMatchObject([{ actor: PEOPLE.cashier, approver: PEOPLE.manager }])
  })

  it('a price within the limit that the store sets needs nobody else, all else does', async () => {
    const shop = await openTill()
    const within = { percent: rate(100_000) }
    grant(shop, 'cashier', 'change-goods', { kind: 'approval', within })
    await signIn(shop, 'cashier')
    expect(code(change(shop, priced(150)))).toBe('approval-needed')
    const renamed = { ...priced(130), name: { was: 'Milk', to: 'Cream' } }
    expect(code(change(shop, renamed))).toBe('approval-needed')
    expect(code(change(shop, priced(140)))).toBe('ok')
    // Less than a tenth of what is wished by now, and more than a tenth of what is sold by.
    expect(code(change(shop, priced(150, 140)))).toBe('approval-needed')
    expect(code(change(shop, priced(120, 140)))).toBe('ok')
  })
})
