import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { unitPrice } from '../../src/domain/money.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import {
  code,
  entries,
  HAMPER,
  MILK,
  MILK_BOX,
  openTill,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const kind = 'receipt'
const STRANGE = '04099999999996'
const beep = ({ terminal }: Shop, text: string) =>
  value(terminal.stock.scan({ command: v7(), kind, text, symbology: null }))
const sheetOf = ({ terminal }: Shop) => value(terminal.stock.sheet({ kind }))
const seen = (shop: Shop) => {
  const { sheet, version } = sheetOf(shop)
  return { command: v7(), sheet, version }
}
const cost = (shop: Shop, name: string, amount: number) => {
  const line = sheetOf(shop).lines.find((each) => each.name === name)!.id
  const said = { ...seen(shop), kind, line, cost: unitPrice(amount) } as const
  return shop.terminal.stock.setCost(said)
}
const received = (shop: Shop) =>
  entries(shop).flatMap(({ kind: of, body }) => (of === 'goods-received' ? [body] : []))

describe('goods that are received', () => {
  it('go on the shelf with what they cost, and a code that nothing carries is kept', async () => {
    const shop = await openTill()
    beep(shop, MILK_BOX.gtin)
    beep(shop, MILK.gtin)
    expect(beep(shop, STRANGE)).toMatchObject({ outcome: 'noted', text: STRANGE })
    expect(beep(shop, STRANGE)).toMatchObject({ outcome: 'noted' })
    value(cost(shop, 'Milk', 800_000))
    const named = { supplier: 'Dairy', note: 'LS 77' }
    value(shop.terminal.stock.receive({ ...seen(shop), ...named }))
    expect(received(shop)).toMatchObject([
      {
        ...named,
        lines: [
          { name: 'Milk', quantity: 7000, cost: 800_000 },
          { variant: null, code: STRANGE, quantity: 2000 },
        ],
        costs: [{ item: MILK.item, cost: 800_000 }],
        movements: [{ item: MILK.item, quantity: 7000 }],
      },
    ])
    expect(sheetOf(shop).lines).toEqual([])
    const found = await verifyDatabase(shop.file, { check: 'full' })
    expect(found).toMatchObject({ broken: undefined })
  })

  it('say nothing of what one item costs where they are made of several', async () => {
    const shop = await openTill()
    beep(shop, HAMPER.gtin)
    value(cost(shop, 'Hamper', 5_000_000))
    value(shop.terminal.stock.receive(seen(shop)))
    expect(received(shop)).toMatchObject([{ costs: [], lines: [{ cost: 5_000_000 }] }])
  })

  it('show what they cost to nobody who may not see it', async () => {
    const shop = await openTill()
    beep(shop, MILK.gtin)
    value(cost(shop, 'Milk', 800_000))
    expect(sheetOf(shop)).toMatchObject({ showsCosts: true, lines: [{ cost: 800_000 }] })
    await signIn(shop, 'supervisor')
    expect(sheetOf(shop)).toMatchObject({ showsCosts: false, lines: [{ cost: null }] })
    expect(code(cost(shop, 'Milk', 900_000))).toBe('not-permitted')
    value(shop.terminal.stock.receive(seen(shop)))
    expect(received(shop)).toMatchObject([{ costs: [{ cost: 800_000 }] }])
  })
})
