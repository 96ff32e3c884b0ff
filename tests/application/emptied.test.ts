/** A cart that was emptied stands in nobody's way, and what was taken out of it is told. */
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { rate } from '../../src/domain/rate.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import {
  BREAD,
  code,
  draftCommand,
  entries,
  grant,
  MILK,
  openTill,
  payCash,
  present,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const cart = ({ terminal }: Shop) => value(terminal.draft.current())
const abandoned = (shop: Shop) => entries(shop).filter(({ kind }) => kind === 'cart-abandoned')
const broken = async ({ file }: Shop) => (await verifyDatabase(file, { check: 'full' })).broken

async function emptied(shop: Shop): Promise<void> {
  await scan(shop, BREAD.gtin)
  const line = present(cart(shop).lines[0]).id
  value(shop.terminal.draft.remove({ ...draftCommand(shop), line }))
}

async function parked(shop: Shop): Promise<string> {
  await scan(shop, MILK.gtin)
  value(shop.terminal.parking.park(draftCommand(shop)))
  const { carts } = value(await shop.terminal.parking.list({ everywhere: false }))
  return present(carts[0]).park
}

describe('a cart that was emptied', () => {
  it('makes way for a parked one, asks nobody for that, and tells what was taken out', async () => {
    const shop = await openTill()
    const park = await parked(shop)
    await emptied(shop)
    expect(cart(shop)).toMatchObject({ lines: [], isEmptied: true })
    grant(shop, 'cashier', 'abandon-cart', { kind: 'denied' })
    await signIn(shop, 'cashier')
    const { draft } = value(await shop.terminal.parking.resume({ command: v7(), park }))
    expect(draft.lines).toMatchObject([{ name: 'Milk' }])
    expect(draft).not.toHaveProperty('isEmptied')
    expect(abandoned(shop)).toMatchObject([
      { body: { lines: [], total: 0, removals: [{ name: 'Bread' }] } },
    ])
    await payCash(shop, 1000)
    expect(entries(shop).findLast(({ kind }) => kind === 'sale-completed')?.body).toMatchObject({
      removals: [],
    })
    expect(await broken(shop)).toBeUndefined()
  })

  it('makes way for goods that were laid away, once something comes of it', async () => {
    const shop = await openTill()
    const settings = present(shop.store.settings.store())
    const layaways = { days: 30, deposit: rate(0), fee: minor(0) }
    pull(shop, 'settings', { ...settings, ...{ layaways } })
    const details = { name: 'Ada' }
    const { id } = value(shop.terminal.customers.create({ command: v7(), details }))
    await scan(shop, MILK.gtin)
    value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: id }))
    const begun = value(shop.terminal.layaways.begin(draftCommand(shop)))
    const { park } = present(begun.layaway ?? undefined)
    await emptied(shop)
    const end = (key: string) =>
      shop.terminal.layaways.end({ ...draftCommand(shop), park: key, as: 'handed-over' })
    expect(code(await end(v7()))).not.toBe('ok')
    expect(abandoned(shop)).toEqual([])
    expect(value(await end(park))).toMatchObject({ outcome: 'taken' })
    expect(abandoned(shop)).toMatchObject([{ body: { removals: [{ name: 'Bread' }] } }])
    await payCash(shop, 1000)
    expect(await broken(shop)).toBeUndefined()
  })

  it('is given up by hand as any other', async () => {
    const shop = await openTill()
    await emptied(shop)
    expect(value(shop.terminal.draft.abandon(draftCommand(shop)))).not.toHaveProperty('isEmptied')
    expect(abandoned(shop)).toHaveLength(1)
  })
})
