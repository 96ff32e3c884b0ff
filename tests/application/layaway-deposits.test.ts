import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { rate } from '../../src/domain/rate.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { approve, paymentTerminal, readyPrinter } from './devices.ts'
import { asked, withPrinter } from './printer-till.ts'
import { BREAD, code, draftCommand, entries, MILK, NO_DEVICES, openTill, payCash } from './shop.ts'
import { present, pull, scan, signIn, value, type Shop, type ShopOptions } from './shop.ts'

const TOTAL = 4 * MILK.price
const DEPOSIT = TOTAL / 4

async function openStore(options: Partial<ShopOptions> = {}): Promise<Shop> {
  const shop = await openTill(options)
  const settings = present(shop.store.settings.store())
  const layaways = { days: 30, deposit: rate(250_000), fee: minor(50) }
  pull(shop, 'settings', { ...settings, ...{ layaways } })
  return shop
}

async function fill(shop: Shop): Promise<void> {
  await scan(shop, MILK.gtin, 4)
  const details = { name: 'Ada' }
  const { id } = value(shop.terminal.customers.create({ command: v7(), details }))
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: id }))
}

/** Its deposit is in the cart then. */
async function begin(options: Partial<ShopOptions> = {}): Promise<Shop> {
  const shop = await openStore(options)
  await fill(shop)
  const { layaway, draft } = value(shop.terminal.layaways.begin(draftCommand(shop)))
  expect({ layaway, due: draft.due, canUndo: draft.canUndo }).toEqual({
    ...{ layaway: null, due: DEPOSIT, canUndo: true },
  })
  return shop
}

async function takePart(shop: Shop): Promise<void> {
  const part = { ...draftCommand(shop), tendered: minor(100), currency: null }
  value(await shop.terminal.draft.takeCash(part))
}

const list = async ({ terminal }: Shop) =>
  value(await terminal.layaways.list({ everywhere: false })).layaways
const lastSale = (shop: Shop) =>
  present(entries(shop).findLast(({ kind }) => kind === 'sale-completed')).body
const moved = (shop: Shop) =>
  entries(shop).flatMap(({ body }) => (body as { movements?: unknown[] }).movements ?? [])
const isWhole = async ({ file }: Shop) =>
  expect(await verifyDatabase(file, { check: 'full' })).toMatchObject({ broken: undefined })

describe('goods that are laid away with a deposit', () => {
  const facts = (shop: Shop) => entries(shop).map(({ kind }) => kind)
  const isUntouched = (shop: Shop) => {
    expect(facts(shop)).not.toContain('cart-parked')
    expect(moved(shop)).toEqual([])
  }
  const again = (shop: Shop) => value(shop.terminal.draft.current())

  it('leave the shelf with the sale of the deposit, and not before', async () => {
    const printer = readyPrinter()
    const shop = await begin(withPrinter(printer))
    isUntouched(shop)
    // Part by part: they are being laid away until the deposit is complete, also after a restart.
    await takePart(shop)
    isUntouched(shop)
    const back = shop.reopen()
    await signIn(back, 'cashier')
    expect(again(back)).toMatchObject({ due: DEPOSIT - 100, total: DEPOSIT })
    isUntouched(back)
    const sold = await payCash(back, DEPOSIT)
    expect(sold).toMatchObject({ total: DEPOSIT })
    expect(facts(back).slice(-2)).toEqual(['cart-parked', 'sale-completed'])
    expect(moved(back)).toMatchObject([{ quantity: -4000 }])
    const [waiting] = await list(back)
    const { park } = present(waiting)
    expect(waiting).toMatchObject({ paid: DEPOSIT, total: TOTAL, customer: 'Ada' })
    expect(back.store.accounts.find('layaway', park)?.balance).toBe(DEPOSIT)
    const rest = minor(TOTAL - DEPOSIT)
    value(await back.terminal.layaways.pay({ command: v7(), park, amount: rest }))
    await payCash(back, rest)
    const end = { ...draftCommand(back), park, as: 'handed-over' } as const
    expect(value(await back.terminal.layaways.end(end))).toMatchObject({ outcome: 'done' })
    expect(lastSale(back)).toMatchObject({ total: TOTAL, movements: [] })
    await isWhole(back)
  })

  it('are told of on a slip with what was paid', async () => {
    const printer = readyPrinter()
    const shop = await begin(withPrinter(printer))
    expect(printer.printed).toEqual([])
    await payCash(shop, DEPOSIT)
    await asked(printer, 3)
    const slip = printer.printed.map((job) => JSON.stringify(job.document))
    expect(slip.find((text) => text.includes('LAID AWAY'))).not.toContain('Deposit to begin with')
  })

  it.each(['undo', 'remove'] as const)('are in the cart as they were by %s', async (how) => {
    const shop = await openStore()
    await fill(shop)
    const before = again(shop)
    value(shop.terminal.layaways.begin(draftCommand(shop)))
    const line = present(again(shop).lines[0]).id
    value(shop.terminal.draft[how]({ ...draftCommand(shop), line }))
    const { version, touched } = again(shop)
    expect(again(shop)).toEqual({ ...before, version, touched })
    expect(version).toBeGreaterThan(before.version)
    isUntouched(shop)
    await payCash(shop, TOTAL)
    expect(lastSale(shop)).toMatchObject({ total: TOTAL, movements: [{ quantity: -4000 }] })
    await isWhole(shop)
  })

  it('are in the cart again where it is given up, with the money that went back told', async () => {
    const shop = await begin()
    await takePart(shop)
    expect(code(shop.terminal.draft.undo(draftCommand(shop)))).toBe('tenders-taken')
    value(shop.terminal.draft.abandon(draftCommand(shop)))
    expect(again(shop)).toMatchObject({ total: TOTAL, due: TOTAL, tenders: [] })
    isUntouched(shop)
    value(shop.terminal.layaways.begin(draftCommand(shop)))
    await payCash(shop, DEPOSIT)
    expect(lastSale(shop)).toMatchObject({ undone: [{ tender: { kind: 'cash', amount: 100 } }] })
    expect(await list(shop)).toMatchObject([{ paid: DEPOSIT }])
    await isWhole(shop)
  })

  it('wait for the card that is charged, and go with what it approved', async () => {
    const paying: Shop[] = []
    const payment = paymentTerminal((request) => {
      paying.forEach(isUntouched)
      return approve(request)
    })
    const shop = await begin({ devices: { ...NO_DEVICES, payment } })
    paying.push(shop)
    const paid = value(await shop.terminal.draft.payCard(draftCommand(shop)))
    expect(paid).toMatchObject({ outcome: 'done', sale: { total: DEPOSIT } })
    expect(await list(shop)).toMatchObject([{ paid: DEPOSIT }])
    await isWhole(shop)
  })

  it('take nothing beside the deposit until it is paid', async () => {
    const shop = await begin()
    const scanned = { command: v7(), text: BREAD.gtin, symbology: null, quantity: null }
    expect(code(await shop.terminal.draft.scan(scanned))).toBe('layaway-begun')
    expect(code(shop.terminal.parking.park(draftCommand(shop)))).toBe('layaway-begun')
    expect(code(shop.terminal.layaways.begin(draftCommand(shop)))).toBe('layaway-begun')
    const nobody = { ...draftCommand(shop), customer: null }
    expect(code(shop.terminal.draft.setCustomer(nobody))).toBe('layaway-begun')
  })
})
