/** Goods that each have a number of their own come back without a receipt by that number. */
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { pieces } from '../../src/domain/quantity.ts'
import type { BringGoods } from '../../src/contract/terminal/returns.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { CAREFUL, PHONE } from './asking-goods.ts'
import { cart, openAskingShop, outcome, ring } from './asking-shop.ts'
import { code, draftCommand, payCash, present, pull, value, type Shop } from './shop.ts'

async function openNaming(): Promise<Shop> {
  const shop = await openAskingShop()
  const limits = { windowDays: 30, salesKeptDays: 60, offlineLimit: minor(0) }
  const returns = { ...limits, withoutReceipt: { lowestOfDays: 30 } }
  const customerAccounts = { 'store-credit': { offlineMost: minor(0) } }
  const settings = present(shop.store.settings.store())
  pull(shop, 'settings', { ...settings, ...{ returns, customerAccounts, selling: CAREFUL } })
  const details = { name: 'Ada' }
  const { id } = value(shop.terminal.customers.create({ command: v7(), details }))
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: id }))
  return shop
}

function bring({ terminal }: Shop, text: string, more: Partial<BringGoods> = {}) {
  const why = { reason: 'unwanted', condition: 'as-new', restock: true } as const
  const goods = { by: 'code', text } as const
  return terminal.returns.bring({ command: v7(), goods, quantity: pieces(1), ...why, ...more })
}

it('goods with a number of their own come back one by one, and are sold again', async () => {
  const shop = await openNaming()
  const { customer } = cart(shop)
  expect(await outcome(ring(shop, PHONE.gtin, { serial: 'SN-1' }))).toBe('added')
  await payCash(shop, 100_000)
  const again = present(customer ?? undefined).id
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: again }))
  expect(code(await bring(shop, PHONE.gtin))).toBe('serial-missing')
  const two = { serial: 'SN-1', quantity: pieces(2) }
  expect(code(await bring(shop, PHONE.gtin, two))).toBe('serial-needed')
  value(await bring(shop, PHONE.gtin, { serial: 'SN-1' }))
  expect(code(await bring(shop, PHONE.gtin, { serial: 'SN-1' }))).toBe('serial-repeated')
  value(await bring(shop, `01${PHONE.gtin}21SN-2`))
  expect(cart(shop).lines).toMatchObject([{ serial: 'SN-1' }, { serial: 'SN-2' }])
  expect(value(await shop.terminal.returns.refund(draftCommand(shop))).outcome).toBe('done')
  expect(await outcome(ring(shop, PHONE.gtin, { serial: 'SN-1' }))).toBe('added')
  await payCash(shop, 100_000)
  expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
})
