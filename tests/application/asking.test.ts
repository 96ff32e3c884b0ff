/** Goods that ask for something before they are sold: what is asked, kept and refused. */
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { unitPrice } from '../../src/domain/money.ts'
import { ONE, pieces } from '../../src/domain/quantity.ts'
import type { Claims } from '../../src/ports/claims.ts'
import type { Answers } from '../../src/domain/selling/needs.ts'
import { BEER, FLOWERS, PHONE, sells, stockAskingGoods, WINE, YOGHURT } from './asking-goods.ts'
import { adult, cart, checks, needsOf, openAskingShop, outcome, ring } from './asking-shop.ts'
import { id, START } from '../store/terminal.ts'
import {
  code,
  DEPARTMENT,
  draftCommand,
  entries,
  LIST,
  openTill,
  payCash,
  present,
  value,
} from './shop.ts'

describe('an age limit', () => {
  it('is asked for at the first such line, and once passed it is not asked again', async () => {
    const shop = await openAskingShop()
    expect(await needsOf(ring(shop, BEER.gtin))).toEqual(['age'])
    expect(cart(shop).lines).toEqual([])
    expect(await outcome(ring(shop, BEER.gtin, adult))).toBe('added')
    expect(await outcome(ring(shop, BEER.gtin))).toBe('added')
    expect(await needsOf(ring(shop, WINE.gtin))).toEqual(['age'])
    expect(cart(shop).lines[0]).toMatchObject({ name: 'Beer', ageChecked: 16 })
    expect(checks(shop)).toHaveLength(1)
  })

  it('that is not reached is refused and written down, and nothing is sold', async () => {
    const shop = await openAskingShop()
    const young: Answers = { age: { how: 'date-of-birth', bornOn: '2015-05-05' } }
    expect(code(await ring(shop, BEER.gtin, young))).toBe('age-refused')
    expect(code(await ring(shop, BEER.gtin, { age: { how: 'not-shown' } }))).toBe('age-refused')
    expect(cart(shop).lines).toEqual([])
    expect(checks(shop)).toMatchObject([
      { minimum: 16, how: 'date-of-birth', outcome: 'refused', name: 'Beer' },
      { minimum: 16, how: 'not-shown', outcome: 'refused' },
    ])
  })

  it('leaves no date of birth behind, neither in the journal nor in the answers kept', async () => {
    const shop = await openAskingShop()
    await ring(shop, BEER.gtin, adult)
    await payCash(shop, 1000)
    expect(checks(shop)).toMatchObject([{ how: 'date-of-birth', outcome: 'passed' }])
    expect(JSON.stringify(entries(shop))).not.toContain('1990')
  })

  it('is asked anew once no line says that it was checked', async () => {
    const shop = await openAskingShop()
    await ring(shop, BEER.gtin, adult)
    const [line] = cart(shop).lines
    value(shop.terminal.draft.remove({ ...draftCommand(shop), line: line!.id }))
    expect(await needsOf(ring(shop, BEER.gtin))).toEqual(['age'])
  })

  it('takes no slip of the hand for a date of birth, and writes none down', async () => {
    const shop = await openAskingShop()
    const slip: Answers = { age: { how: 'date-of-birth', bornOn: '1890-05-05' } }
    expect(code(await ring(shop, BEER.gtin, slip))).toBe('date-implausible')
    expect(checks(shop)).toEqual([])
  })

  it('is judged by eye only where the store has it so', async () => {
    const shop = await openAskingShop()
    const judged: Answers = { age: { how: 'clearly-older' } }
    expect(await outcome(ring(shop, WINE.gtin, judged))).toBe('added')
    sells(shop, { clearlyOlder: false })
    value(shop.terminal.draft.undo(draftCommand(shop)))
    expect(code(await ring(shop, WINE.gtin, judged))).toBe('input-invalid')
  })
})

describe('an age limit of what no code names', () => {
  const SPIKED = { variant: id(260), group: id(261) }
  /** A coffee with a choice that is wine, and one that has a number of its own. */
  async function shopWithSpiked() {
    const shop = await openAskingShop()
    const named = { ...{ name: 'Spiked', size: '', sku: 'S', rank: 0 }, product: id(70) }
    const sold = { department: DEPARTMENT, taxClass: 'standard', unit: 'piece', items: [] }
    const choices = [
      { name: 'Wine', variant: WINE.variant },
      { name: 'Phone', variant: PHONE.variant },
    ]
    const group = { id: SPIKED.group, kind: 'add-on-group', name: 'With', choices }
    const price = { kind: 'price', variant: SPIKED.variant, list: LIST, unitPrice: 3_000_000 }
    const catalogue = shop.store.documents.of('catalogue')
    const rules = { addOns: [SPIKED.group] }
    shop.store.transaction(() => {
      const variant = { id: SPIKED.variant, kind: 'variant', ...named, ...sold, rules }
      catalogue.append({ ...variant }, START)
      catalogue.append({ ...group, ...{ minimum: 0, maximum: 1 } }, START)
      const from = { from: 0, to: null }
      shop.store.documents.of('pricing').append({ id: id(262), ...price, ...from }, START)
    })
    const take = (choice: number, answers: Answers = {}) =>
      shop.terminal.draft.add({
        ...{ command: v7(), variant: SPIKED.variant, barcode: null, quantity: null },
        answers: {
          ...answers,
          addOns: [{ group: SPIKED.group, chosen: [{ choice, count: 1 }] }],
        },
      })
    return { shop, take }
  }

  it('is that of what is taken with the goods too', async () => {
    const { shop, take } = await shopWithSpiked()
    expect(await needsOf(take(0))).toEqual(['age'])
    expect(cart(shop).lines).toEqual([])
    expect(code(await take(0, { age: { how: 'not-shown' } }))).toBe('age-refused')
    expect(await outcome(take(0, adult))).toBe('added')
    expect(cart(shop).lines).toMatchObject([{ ageChecked: 18 }, { name: 'Wine' }])
    expect(checks(shop)).toMatchObject([
      { name: 'Wine', minimum: 18, outcome: 'refused' },
      { name: 'Wine', minimum: 18, outcome: 'passed' },
    ])
    expect(code(await take(1, adult))).toBe('serial-needed')
  })

  it('is that of an open item’s department: its cart’s customer was checked for it', async () => {
    const shop = await openAskingShop()
    const item = { name: 'Bottle', quantity: ONE, unitPrice: unitPrice(8_000_000) }
    const open = () => {
      const asked = { command: v7(), ...item, department: WINE.department }
      return shop.terminal.draft.addOpenItem(asked)
    }
    expect(code(await open())).toBe('age-unchecked')
    await ring(shop, BEER.gtin, adult)
    expect(code(await open())).toBe('age-unchecked')
    await ring(shop, WINE.gtin, adult)
    expect(value(await open()).lines.at(-1)).toMatchObject({ name: 'Bottle', ageChecked: 18 })
  })
})

describe('an act that policy guards', () => {
  it('asks a cashier for a second person: judging an age, selling past the date', async () => {
    const shop = await openTill({}, 'cashier')
    stockAskingGoods(shop)
    sells(shop, { expired: 'approval' })
    const judged = await ring(shop, BEER.gtin, { age: { how: 'clearly-older' } })
    expect(code(judged)).toBe('approval-needed')
    expect(checks(shop)).toEqual([])
    const old = `01${YOGHURT.gtin}1726110110LOT7`
    expect(code(await ring(shop, old, { sellExpired: true }))).toBe('approval-needed')
    expect(cart(shop).lines).toEqual([])
  })
})

describe('a serial number', () => {
  it('is asked for, taken from a GS1 code, and never twice in one cart', async () => {
    const shop = await openAskingShop()
    expect(await needsOf(ring(shop, PHONE.gtin))).toEqual(['serial'])
    expect(await outcome(ring(shop, PHONE.gtin, { serial: 'SN-1' }))).toBe('added')
    expect(code(await ring(shop, PHONE.gtin, { serial: 'SN-1' }))).toBe('serial-repeated')
    expect(await outcome(ring(shop, `01${PHONE.gtin}21SN-2`))).toBe('added')
    expect(code(await ring(shop, `01${PHONE.gtin}21SN-2`))).toBe('serial-repeated')
    expect(code(await ring(shop, PHONE.gtin, { serial: 'SN-3' }, 2))).toBe('serial-needed')
    const [first] = cart(shop).lines
    const two = { ...draftCommand(shop), line: first!.id, quantity: pieces(2) }
    expect(code(shop.terminal.draft.setQuantity(two))).toBe('serial-needed')
    expect(code(shop.terminal.draft.repeat(draftCommand(shop)))).toBe('repeat-scan')
    await payCash(shop, 100_000)
    const sale = entries(shop).find(({ kind }) => kind === 'sale-completed')
    expect(sale?.body['lines']).toMatchObject([{ serial: 'SN-1' }, { serial: 'SN-2' }])
  })
})

describe('a serial number that this till sold', () => {
  it('is sold again once it came back, by its receipt or in the same cart', async () => {
    const claims: Claims = {
      take: () => Promise.resolve({ outcome: 'granted', expiresAt: 0 }),
      release: () => undefined,
    }
    const shop = await openAskingShop({ claims })
    const sell = () => ring(shop, PHONE.gtin, { serial: 'SN-1' })
    const goesBack = async (receipt: string) => {
      const found = value(await shop.terminal.returns.find({ text: receipt, everywhere: false }))
      const sale = present(found.sales[0])
      const why = { reason: 'unwanted', condition: 'as-new', restock: true } as const
      const line = { line: present(sale.lines.at(-1)).id, quantity: ONE, ...why }
      return shop.terminal.returns.put({ command: v7(), sale: sale.id, lines: [line] })
    }
    expect(await outcome(sell())).toBe('added')
    const first = await payCash(shop, 100_000)
    const again = await sell()
    expect(again).toMatchObject({
      failure: { code: 'serial-sold', details: { serial: 'SN-1', receipt: first.receipt } },
    })
    expect(await outcome(ring(shop, PHONE.gtin, { serial: 'SN-2' }))).toBe('added')
    value(shop.terminal.draft.abandon(draftCommand(shop)))
    value(await goesBack(first.receipt))
    expect(await outcome(sell())).toBe('added')
    const second = await payCash(shop, 0)
    expect(code(await sell())).toBe('serial-sold')
    value(await goesBack(second.receipt))
    await payCash(shop, 0)
    expect(await outcome(sell())).toBe('added')
  })
})

describe('a batch and its date', () => {
  const dated = (date: string) => `01${YOGHURT.gtin}17${date}10LOT7`

  it('are read with the code, kept with the sale, and share a line with their like', async () => {
    const shop = await openAskingShop()
    expect(await needsOf(ring(shop, YOGHURT.gtin))).toEqual(['lot'])
    expect(await outcome(ring(shop, dated('261231')))).toBe('added')
    expect(await outcome(ring(shop, dated('261231')))).toBe('added')
    expect(await outcome(ring(shop, dated('261230')))).toBe('added')
    expect(cart(shop).lines).toMatchObject([
      { lot: 'LOT7', expiry: '2026-12-31', quantity: pieces(2) },
      { lot: 'LOT7', expiry: '2026-12-30', quantity: ONE },
    ])
  })

  it('past it are blocked, asked about or sold with a warning, as the store has it', async () => {
    const shop = await openAskingShop()
    const old = dated('261101')
    expect(value(await ring(shop, old))).toMatchObject({ outcome: 'blocked', reason: 'expired' })
    sells(shop, { expired: 'approval' })
    expect(await needsOf(ring(shop, old))).toEqual(['expired'])
    expect(await outcome(ring(shop, old, { sellExpired: true }))).toBe('added')
    sells(shop, { expired: 'warn' })
    expect(await outcome(ring(shop, old))).toBe('added')
    expect(cart(shop).lines).toMatchObject([{ soldExpired: true, quantity: pieces(2) }])
    expect(await outcome(ring(shop, dated('261123')))).toBe('added')
  })
})

describe('an open price', () => {
  it('is asked for and kept within its bounds', async () => {
    const shop = await openAskingShop()
    const asked = value(await ring(shop, FLOWERS.gtin))
    expect(asked).toMatchObject({ needs: [{ kind: 'price', proposed: FLOWERS.price * 10_000 }] })
    const said = (price: number): Answers => ({ unitPrice: (price * 10_000) as never })
    expect(code(await ring(shop, FLOWERS.gtin, said(99)))).toBe('price-outside')
    expect(code(await ring(shop, FLOWERS.gtin, said(5001)))).toBe('price-outside')
    expect(await outcome(ring(shop, FLOWERS.gtin, said(100)))).toBe('added')
    expect(cart(shop).lines).toMatchObject([{ amount: 100 }])
  })
})
