import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SetSettingsInput } from '../../src/contract/backend/settings.ts'
import type { StoreSettings } from '../../src/domain/settings.ts'
import { serveStage, type ServedStage } from './served-stage.ts'

let served: ServedStage
beforeAll(async () => void (served = await serveStage()))
afterAll(() => served.close())

const owner = () => served.client(served.stage.shop.ownerToken).settings
const set = (named: object) => owner().set(named as SetSettingsInput)

/** The store's settings as its terminals pull them. */
async function pulled(): Promise<StoreSettings> {
  const till = served.client(served.terminal.credential)
  const { documents } = await till.sync.pull({ collection: 'settings', limit: 500 })
  return documents.find(({ kind }) => kind === 'store') as unknown as StoreSettings
}

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
