import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoreSettings } from '../../src/domain/settings.ts'
import { importFile } from '../../src/backend/importing/import-file.ts'
import { firstShop } from '../../src/backend/setup/shop.ts'
import { unitPrice } from '../../src/domain/money.ts'
import { random } from './stage.ts'
import { serveStage, type ServedStage } from './served-stage.ts'

let served: ServedStage
beforeAll(async () => void (served = await serveStage()))
afterAll(() => served.close())

const owner = () => served.client(served.stage.shop.ownerToken).settings
const set = (named: object) => owner().set(named)

/** The store's settings as its terminals pull them. */
async function pulled(): Promise<StoreSettings> {
  const till = served.client(served.terminal.credential)
  const { documents } = await till.sync.pull({ collection: 'settings', limit: 500 })
  return documents.find(({ kind }) => kind === 'store') as unknown as StoreSettings
}

/** One grey dot. */
const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNo' +
  'AAAAggCBd81ytgAAAABJRU5ErkJggg=='
const GROCERIES = new URL('../../build/demo-shop/groceries.csv', import.meta.url)
const TRADE = { id: random.id(), name: 'Trade' }
const giftCards = { amounts: [1000, 2500], offlineMost: 2000 }
const customerAccounts = { 'store-credit': { offlineMost: 1000 } }
const vouchers = ['Town voucher']
const loyalty = { perUnit: 1000, excluded: [], worth: 1, offlineMost: 500 }
const lenient = { windowDays: 14, offlineLimit: 5000, salesKeptDays: 30 }
const returns = { ...lenient, withoutReceipt: { lowestOfDays: 30 } }
const till = { tolerance: 200, reasons: { 'paid-out': ['Window cleaner'], 'no-sale': ['Change'] } }

describe('how a store sells', () => {
  it('is what its owner says, at once for its tills, and nothing else changes', async () => {
    const before = await pulled()
    const named = { giftCards, customerAccounts, vouchers, loyalty, returns, till }
    expect(await set(named)).toMatchObject(named)
    expect(await owner().read({})).toMatchObject(named)
    expect(await pulled()).toEqual({ ...before, ...named })
  })

  it('keeps what is not named, and loses what is named as nothing', async () => {
    await set({ vouchers: null, tips: { offered: [50_000] } })
    expect(await owner().read({})).not.toHaveProperty('vouchers')
    expect(await pulled()).toMatchObject({ giftCards, tips: { offered: [50_000] } })
    expect(await pulled()).not.toHaveProperty('vouchers')
  })

  it.each([
    ['credit-nowhere', { returns, giftCards: null, customerAccounts: null }],
    ['currency-own', { foreignCash: [cash('EUR')] }],
    ['currency-twice', { foreignCash: [cash('CHF'), cash('CHF')] }],
    ['voucher-twice', { vouchers: ['Meal', 'Meal'] }],
    ['reason-twice', { till: { reasons: { 'paid-in': ['Change', 'Change'] } } }],
    ['label-twice', { selling: sellingWith(['21', '21']) }],
    ['group-twice', { customerGroups: [TRADE, TRADE] }],
    ['language-unknown', { receiptLanguages: ['xx'] }],
    ['language-twice', { receiptLanguages: ['de', 'de-AT'] }],
  ])('is refused as a whole where it does not go together: %s', async (reason, named) => {
    const before = await pulled()
    await expect(set({ ...named, loyalty: null })).rejects.toMatchObject({
      code: 'settings-conflict',
      data: { reason },
    })
    expect(await pulled()).toEqual(before)
  })

  it('is shown as a receipt before it is set, with the owner’s lines and words', async () => {
    const before = await pulled()
    const template = { receiptHeader: ['Ring twice'], receiptFooter: [], receiptLanguages: ['de'] }
    const { picture, lost } = await owner().preview(template)
    expect(lost).toEqual([])
    for (const word of ['Ring', 'SUMME', 'Corner', '12/345/67890']) {
      expect(picture).toContain(`>${word}<`)
    }
    await refuses(owner().preview({ ...template, receiptLanguages: ['xx'] }), 'settings-conflict')
    expect(await pulled()).toEqual(before)
    await set(template)
    expect(await pulled()).toMatchObject(template)
  })

  it('lets a group buy by its own list, whose prices come down and count from now', async () => {
    const lists = served.client(served.stage.shop.ownerToken).priceLists
    const { lists: made } = await lists.create({ name: 'Trade' })
    const { id: list = '' } = made.find(({ name }) => name === 'Trade') ?? {}
    const customerGroups = [{ ...TRADE, list }]
    expect(await set({ customerGroups })).toMatchObject({ customerGroups })
    expect(await pulled()).toMatchObject({ customerGroups })
    const elsewhere = [{ ...TRADE, list: TRADE.id }]
    await refuses(set({ customerGroups: elsewhere }), 'not-found')
    const foreign = [{ ...TRADE, list: await foreignList() }]
    const conflict = { code: 'settings-conflict', data: { reason: 'list-other' } }
    await expect(set({ customerGroups: foreign })).rejects.toMatchObject(conflict)
    const variant = await someVariant()
    const priced = { variant, unitPrice: unitPrice(990_000), from: null, to: null }
    const { prices } = await lists.setPrices({ list, prices: [priced] })
    const till = served.client(served.terminal.credential)
    const { documents } = await till.sync.pull({ collection: 'pricing', limit: 500 })
    expect(documents).toEqual(expect.arrayContaining([expect.objectContaining(prices[0] ?? {})]))
    const unknown = { ...priced, variant: TRADE.id }
    await refuses(lists.setPrices({ list, prices: [priced, unknown] }), 'not-found')
    const ended = { ...priced, to: 1 }
    await refuses(lists.setPrices({ list, prices: [ended] }), 'input-invalid')
  })

  it('shows customers the pictures that it names, which are what they say', async () => {
    expect(await set({ displayPictures: [PNG] })).toMatchObject({ displayPictures: [PNG] })
    expect(await pulled()).toMatchObject({ displayPictures: [PNG] })
    const wrong = [
      'data:image/png;base64,PHNjcmlwdD4=',
      PNG.replace('image/png', 'image/jpeg'),
      PNG.replace('image/png', 'image/svg+xml'),
      `${PNG}${'A'.repeat(136_600)}`,
    ]
    for (const picture of wrong) await refuses(set({ displayPictures: [picture] }), 'input-invalid')
    await refuses(set({ displayPictures: Array(7).fill(PNG) }), 'input-invalid')
    await set({ displayPictures: null })
    expect(await pulled()).not.toHaveProperty('displayPictures')
  })

  it('excludes no department from points that there is not', async () => {
    const excluded = [served.stage.shop.store]
    await refuses(set({ loyalty: { ...loyalty, excluded } }), 'not-found')
  })

  it.each([
    ['a name that no setting has', { giftCard: giftCards }],
    ['a kind of move that there is not', { till: { reasons: { 'no-sales': ['Change'] } } }],
    ['an amount below zero', { giftCards: { amounts: [-1000], offlineMost: 0 } }],
    ['more kinds of vouchers than a screen has room for', { vouchers: Array(9).fill('Meal') }],
    ['what past sales were computed by', { taxRounding: 'document' }],
  ])('is not read where it says %s', async (_, named) => {
    await refuses(set(named), 'input-invalid')
  })

  it('is told to nobody else', async () => {
    const stranger = served.client(served.terminal.credential).settings
    await refuses(stranger.read({}), 'credential-wrong')
    await refuses(stranger.set({ vouchers: null }), 'credential-wrong')
  })
})

/** A list of the same tenant that holds no tax, as one that was made for another store. */
async function foreignList(): Promise<string> {
  const { tenant } = served.stage.shop
  const id = random.id()
  const values = { tenant, id, name: 'Net', currency: 'EUR', tax_included: false }
  await served.stage.backend.database.insertInto('price_list').values(values).execute()
  return id
}

async function someVariant(): Promise<string> {
  const { backend } = served.stage
  const found = await firstShop(backend.database)
  if (!found) throw new Error('no shop was founded')
  const content = readFileSync(GROCERIES, 'utf8').split('\n').slice(0, 3).join('\n')
  const input = { format: 'groceries', content, preview: false, invent: { seed: 1 } } as const
  await importFile(backend, found, input)
  const row = await backend.database.selectFrom('variant').select('id').executeTakeFirstOrThrow()
  return row.id
}

async function refuses(asked: Promise<unknown>, code: string): Promise<void> {
  await expect(asked).rejects.toMatchObject({ code })
}

function cash(currency: string) {
  return { currency, rate: 1_000_000, date: '2026-05-28', denominations: [] }
}

function sellingWith(prefixes: readonly string[]) {
  const rest = { hasVerifier: false, itemDigits: 5, valueDigits: 5, meaning: 'price', decimals: 2 }
  const labels = prefixes.map((prefix) => ({ ...rest, prefix }))
  return { labels, expired: 'block', clearlyOlder: false, doubleScanMs: 0 }
}

describe('what stands at a counter', () => {
  const labelPrinter = {
    address: { transport: 'tcp', host: 'labels.shop', port: 9100 },
    ...{ dotsPerMm: 8, widthMm: 57, heightMm: 32, answers: true },
  } as const
  const say = (devices: object, terminal = served.terminal.terminal) =>
    served.client(served.stage.shop.ownerToken).devices.set({ terminal, devices })
  const told = async () => {
    const till = served.client(served.terminal.credential)
    const { documents } = await till.sync.pull({ collection: 'settings', limit: 500 })
    return documents.find(({ id }) => id === served.terminal.terminal)
  }

  it('is what its owner says, each device by itself, and its terminal hears of it', async () => {
    const before = await told()
    expect(await say({ labelPrinter })).toMatchObject({ labelPrinter, printer: null })
    expect(await told()).toEqual({ ...before, labelPrinter })
    await say({ labelPrinter: null })
    expect(await told()).toEqual({ ...before, labelPrinter: null })
  })

  it('is refused where it cannot be, and for a terminal that is nobody’s', async () => {
    await refuses(say({ labelPrinter: { ...labelPrinter, widthMm: 33 } }), 'input-invalid')
    const fine = { ...labelPrinter, dotsPerMm: 6, widthMm: 40 } as const
    await refuses(say({ labelPrinter: fine }), 'input-invalid')
    await refuses(say({ labelPrinter }, random.id()), 'not-found')
  })
})
