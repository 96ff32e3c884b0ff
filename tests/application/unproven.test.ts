/** Goods that come back without a receipt, under the store's policy. */
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor, unitPrice, type UnitPrice } from '../../src/domain/money.ts'
import { pieces } from '../../src/domain/quantity.ts'
import type { SaleLookup } from '../../src/ports/sale-lookup.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { NO_LOOKUP } from '../../src/sync/sale-lookup.ts'
import {
  code,
  daysLater,
  draftCommand,
  entries,
  LOCATION,
  MILK,
  openTill,
  payCash,
  present,
  pull,
  scan,
  TWINS,
  value,
  type Shop,
  type ShopOptions,
} from './shop.ts'

const DAY_MS = 86_400_000
const MILK_CODE = { by: 'code', text: MILK.gtin } as const
const WHY = { reason: 'unwanted', condition: 'as-new', restock: true } as const

async function shopWith(
  days: number | undefined,
  options: Partial<ShopOptions> = {},
): Promise<Shop & { readonly customer: string }> {
  const shop = await openTill(options)
  const returns = {
    ...{ windowDays: 30, salesKeptDays: 60, offlineLimit: minor(0) },
    ...(days !== undefined && { withoutReceipt: { lowestOfDays: days } }),
  }
  const customerAccounts = { 'store-credit': { offlineMost: minor(0) } }
  const settings = present(shop.store.settings.store())
  pull(shop, 'settings', { ...settings, ...{ returns, customerAccounts } })
  const details = { name: 'Ada' }
  const { id: customer } = value(shop.terminal.customers.create({ command: v7(), details }))
  return Object.assign(shop, { customer })
}

const name = (shop: Shop & { readonly customer: string }) =>
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: shop.customer }))
const bring = ({ terminal }: Shop, count = 1) =>
  terminal.returns.bring({ command: v7(), goods: MILK_CODE, quantity: pieces(count), ...WHY })
const current = (shop: Shop) => value(shop.terminal.draft.current())
const lastSale = (shop: Shop) =>
  present(entries(shop).findLast(({ kind }) => kind === 'sale-completed')).body

describe('goods without a receipt', () => {
  it('come back from somebody who is named, to the shelf and to store credit alone', async () => {
    const shop = await shopWith(30)
    expect(code(await bring(shop))).toBe('return-customer')
    name(shop)
    const draft = value(await bring(shop, 2))
    expect(draft).toMatchObject({ total: -258, refund: { shares: [], cash: 0, credit: 258 } })
    const cash = { ...draftCommand(shop), tendered: minor(0) }
    expect(code(await shop.terminal.draft.payCash(cash))).toBe('refund-to-credit')
    const given = await shop.terminal.returns.refund(draftCommand(shop))
    expect(value(given)).toMatchObject({ outcome: 'done' })
    expect(lastSale(shop)).toMatchObject({
      customer: shop.customer,
      lines: [{ quantity: -2000, amount: -258, unproven: { reason: 'unwanted', restocked: true } }],
      tenders: [{ kind: 'store-credit', amount: -258, account: shop.customer, left: 258 }],
      movements: [{ item: MILK.item, location: LOCATION, quantity: 2000 }],
      claims: [],
    })
    expect(shop.store.accounts.find('store-credit', shop.customer)?.balance).toBe(258)
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('are worth what they were sold for at the lowest of late, and no more later', async () => {
    const shop = await shopWith(30)
    await scan(shop, MILK.gtin)
    const [line] = current(shop).lines
    const discount = { kind: 'amount', amount: minor(50) } as const
    const given = { line: present(line).id, discount, reason: 'dented' }
    value(shop.terminal.draft.discount({ ...draftCommand(shop), ...given }))
    await payCash(shop, 79)
    name(shop)
    expect(value(await bring(shop)).total).toBe(-79)
    value(shop.terminal.draft.abandon(draftCommand(shop)))
    daysLater(shop, 31)
    name(shop)
    expect(value(await bring(shop)).total).toBe(-129)
  })

  it('are worth less where another till sold them for less, if the backend says so', async () => {
    const asked: [string, number][] = []
    let told: number | null | undefined = 0
    const lookup: SaleLookup = {
      ...NO_LOOKUP,
      lowest: (variant, since) => {
        asked.push([variant, since])
        return Promise.resolve(told as UnitPrice | null | undefined)
      },
    }
    const shop = await shopWith(30, { lookup })
    name(shop)
    const worth = async (price: number | null | undefined) => {
      told = price
      const { total } = value(await bring(shop))
      value(shop.terminal.draft.undo(draftCommand(shop)))
      return total
    }
    expect(await worth(65 * 10_000)).toBe(-65)
    expect(await worth(200 * 10_000)).toBe(-129)
    expect(await worth(null)).toBe(-129)
    expect(await worth(undefined)).toBe(-129)
    expect(asked[0]).toEqual([MILK.variant, shop.clock.now() - 30 * DAY_MS])
  })

  it('are chosen by their name where no code tells them, or two have one', async () => {
    const shop = await shopWith(30)
    name(shop)
    const back = (goods: object) =>
      shop.terminal.returns.bring({ command: v7(), goods, quantity: pieces(1), ...WHY } as never)
    const product = { by: 'product', variant: MILK.variant, barcode: null }
    expect(code(await back({ ...product, variant: v7() }))).toBe('variant-unknown')
    expect(value(await back(product))).toMatchObject({ total: -MILK.price })
    expect(code(await back({ by: 'code', text: TWINS.gtin }))).toBe('variant-unknown')
    const barcode = { gtin: TWINS.gtin, packQuantity: pieces(1) }
    value(await back({ by: 'product', variant: TWINS.second, barcode }))
    const { lines } = present(shop.store.drafts.current())
    expect(lines.map(({ variant }) => variant)).toEqual([MILK.variant, TWINS.second])
    expect(current(shop).lines.map(({ quantity }) => quantity)).toEqual([-1000, -1000])
  })

  it('have no price that anybody types', async () => {
    const shop = await shopWith(30)
    name(shop)
    const line = present(value(await bring(shop)).lines[0]).id
    const price = { line, unitPrice: unitPrice(900_000_000), reason: 'label' }
    const changed = shop.terminal.draft.changePrice({ ...draftCommand(shop), ...price })
    expect(code(changed)).toBe('not-discountable')
    expect(current(shop).total).toBe(-MILK.price)
  })

  it('pay for other goods, and only the rest is credit', async () => {
    const shop = await shopWith(30)
    name(shop)
    value(await bring(shop, 3))
    await scan(shop, MILK.gtin)
    expect(current(shop)).toMatchObject({ total: -258, refund: { credit: 258 } })
    expect(current(shop).lines).toHaveLength(2)
  })

  it('are not taken where the store does not, nor beyond what somebody may alone', async () => {
    const shop = await shopWith(undefined)
    name(shop)
    expect(code(await bring(shop))).toBe('return-without-receipt')
    const settings = present(shop.store.settings.store())
    const within = { amount: minor(200) }
    const manager = { 'return-unproven': { kind: 'approval', within } }
    const returns = { ...{ windowDays: 30, salesKeptDays: 60, offlineLimit: minor(0) } }
    const policy = { returns: { ...returns, withoutReceipt: { lowestOfDays: 30 } } }
    pull(shop, 'settings', { ...settings, ...policy, ...{ roles: { manager } } })
    expect(code(await bring(shop, 2))).toBe('approval-needed')
    value(await bring(shop))
    // One by one they are worth as much.
    expect(code(await bring(shop))).toBe('approval-needed')
    expect(
      code(
        shop.terminal.draft.setQuantity({
          ...{ ...draftCommand(shop), line: present(current(shop).lines[0]).id },
          quantity: pieces(2),
        }),
      ),
    ).toBe('limit-amount')
  })
})
