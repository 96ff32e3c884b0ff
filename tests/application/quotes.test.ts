import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { OVER_KEPT_DAYS, QUOTES_LIMIT } from '../../src/domain/selling/quote.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { readyPrinter } from './devices.ts'
import { asked, withPrinter } from './printer-till.ts'
import {
  BREAD,
  code,
  daysLater,
  draftCommand,
  entries,
  MILK,
  openTill,
  payCash,
  present,
} from './shop.ts'
import { pull, scan, signIn, value, type Shop } from './shop.ts'

async function openStore(devices = {}): Promise<Shop> {
  const shop = await openTill(devices)
  const settings = present(shop.store.settings.store())
  pull(shop, 'settings', { ...settings, ...{ quotes: { days: 14 } } })
  return shop
}

const give = (shop: Shop) => shop.terminal.parking.quote(draftCommand(shop))
const list = async ({ terminal }: Shop) =>
  value(await terminal.parking.list({ everywhere: false })).carts
const takeUp = async (shop: Shop) => {
  const [cart] = await list(shop)
  return value(await shop.terminal.parking.resume({ command: v7(), park: present(cart).park }))
}
/** Milk costs otherwise from now on. */
function raise(shop: Shop, unitPrice: number): void {
  const { catalogue } = shop.store
  const list = present(shop.store.settings.store()).priceList
  const price = present(catalogue.byVariant(MILK.variant, list, shop.clock.now())?.price)
  pull(shop, 'pricing', { id: price.id, ...{ unitPrice } })
}

describe('a quote', () => {
  it('is numbered and printed, sells and moves nothing, and outlives a restart', async () => {
    const printer = readyPrinter()
    const shop = await openStore(withPrinter(printer))
    await scan(shop, MILK.gtin, 3)
    const { quote, draft } = value(give(shop))
    expect(quote.number).toBe(1)
    expect(quote.quote).toMatch(/^Q-T\d+-1-000001$/)
    expect(draft).toMatchObject({ lines: [], parked: 1 })
    await asked(printer, 1)
    const paper = JSON.stringify(printer.printed.at(-1)?.document)
    for (const said of ['QUOTE', quote.quote, 'Valid until', 'nothing was paid']) {
      expect(paper).toContain(said)
    }
    expect(paper).toContain(`{"kind":"code128","data":"${quote.quote}"}`)
    const scanned = { command: v7(), text: quote.quote, symbology: null, quantity: null }
    const found = { outcome: 'quote', number: quote.quote }
    expect(value(await shop.terminal.draft.scan(scanned))).toEqual(found)
    expect(entries(shop).some(({ kind }) => kind === 'sale-completed')).toBe(false)
    const again = shop.reopen()
    await signIn(again, 'cashier')
    expect(await list(again)).toMatchObject([{ quote, total: 3 * MILK.price }])
    expect(await verifyDatabase(again.file, { check: 'full' })).toMatchObject({ broken: undefined })
  })

  it('is taken up at its prices until its last day, whatever the goods cost then', async () => {
    const shop = await openStore()
    await scan(shop, MILK.gtin, 2)
    const quotedAt = shop.clock.now()
    value(give(shop))
    raise(shop, 5_000_000)
    daysLater(shop, 13)
    const { draft, isQuoteOver } = await takeUp(shop)
    expect(isQuoteOver).toBe(false)
    expect(draft.total).toBe(2 * MILK.price)
    const sold = await payCash(shop, 10_000)
    expect(sold.total).toBe(2 * MILK.price)
    // So are promotions: by them both till and backend judge the sale.
    const sale = entries(shop).find(({ kind }) => kind === 'sale-completed')
    expect(sale?.body).toMatchObject({ pricing: { at: quotedAt } })
    expect(await list(shop)).toEqual([])
    expect(await verifyDatabase(shop.file, { check: 'full' })).toMatchObject({ broken: undefined })
  })

  it('is taken up after it at the prices of the day, with a word', async () => {
    const shop = await openStore()
    await scan(shop, MILK.gtin, 2)
    await scan(shop, BREAD.gtin)
    const before = value(shop.terminal.draft.current()).total
    value(give(shop))
    raise(shop, 5_000_000)
    daysLater(shop, 15)
    const { draft, isQuoteOver } = await takeUp(shop)
    expect(isQuoteOver).toBe(true)
    expect(draft.total).toBe(before - 2 * MILK.price + 1000)
  })

  it('has room for so many, and those that are long over make it', async () => {
    const shop = await openStore()
    for (let count = 0; count < QUOTES_LIMIT; count += 1) {
      await scan(shop, MILK.gtin)
      value(give(shop))
    }
    await scan(shop, MILK.gtin)
    expect(code(give(shop))).toBe('limit-quotes')
    value(shop.terminal.parking.park(draftCommand(shop)))
    daysLater(shop, 15 + OVER_KEPT_DAYS)
    await scan(shop, MILK.gtin)
    value(give(shop))
    expect(await list(shop)).toHaveLength(2)
  })

  it('is given by no store that has no rule for it, and never of nothing', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    expect(code(give(shop))).toBe('quotes-not-given')
    expect(code(give(await openStore()))).toBe('draft-empty')
  })
})
