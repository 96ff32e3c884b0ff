import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { pieces, quantity } from '../../src/domain/quantity.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import {
  beep,
  begin,
  booked,
  count,
  post,
  review,
  seen,
  sheetOf,
  shelf,
  tell,
} from './count-stage.ts'
import {
  BREAD,
  code,
  DEPARTMENT,
  grant,
  HAMPER,
  kinds,
  MILK,
  MILK_BOX,
  openTill,
  payCash,
  PEOPLE,
  scan,
  signIn,
  value,
} from './shop.ts'

const kind = 'count'

describe('a count', () => {
  it('is begun by a person, grows by beeps, and outlives the core', async () => {
    const shop = await openTill()
    const scanned = { command: v7(), kind, text: MILK.gtin, symbology: null } as const
    expect(code(shop.terminal.stock.scan(scanned))).toBe('count-not-begun')
    begin(shop)
    beep(shop, MILK.gtin)
    beep(shop, MILK_BOX.gtin)
    beep(shop, HAMPER.gtin)
    const again = shop.reopen()
    expect(sheetOf(again).lines).toMatchObject([
      { name: 'Milk', quantity: 8000 },
      { name: 'Bread', quantity: 2000 },
    ])
    expect(sheetOf(again).count).toMatchObject({ scope: { kind: 'scanned' }, part: 1 })
    expect(code(again.terminal.stock.beginCount({ command: v7(), scope: { kind: 'full' } }))).toBe(
      'sheet-changed',
    )
  })

  it('tells whoever counts nothing of what is expected', async () => {
    const shop = await openTill()
    tell(shop, MILK.item, 4321)
    begin(shop)
    const first = beep(shop, MILK.gtin)
    value(shop.terminal.stock.recount({ ...seen(sheetOf(shop)), lines: [lineOf(first)] }))
    count(shop, MILK.gtin, 7)
    value(shop.terminal.stock.recount({ ...seen(sheetOf(shop)), lines: [lineOf(first)] }))
    const told = JSON.stringify([first, sheetOf(shop), beep(shop, MILK.gtin)])
    expect(told).not.toContain('4321')
    expect(told).not.toContain('7000')
    expect(sheetOf(shop)).toMatchObject({ worth: null, lines: [{ onHand: null }] })
    expect(review(shop).lines).toMatchObject([{ shelf: 4_321_000, before: [1000, 7000] }])
  })

  it('takes none for a figure, and only whole pieces', async () => {
    const shop = await openTill()
    begin(shop)
    count(shop, MILK.gtin, 0)
    const { lines } = sheetOf(shop)
    expect(lines).toMatchObject([{ quantity: 0, isAgain: false }])
    const half = { kind, line: lines[0]!.id, quantity: quantity(500) } as const
    expect(code(shop.terminal.stock.set({ ...seen(sheetOf(shop)), ...half }))).toBe(
      'quantity-whole',
    )
    const below = { ...half, quantity: quantity(-1000) }
    expect(code(shop.terminal.stock.set({ ...seen(sheetOf(shop)), ...below }))).toBe('limit-amount')
  })
})

describe('what a count posts', () => {
  it('is what differs at the moment of each figure, once, and verifies', async () => {
    const shop = await openTill()
    tell(shop, MILK.item, 10)
    tell(shop, BREAD.item, 5)
    begin(shop)
    count(shop, MILK.gtin, 8)
    await scan(shop, MILK.gtin, 3)
    await payCash(shop, 10_000)
    count(shop, BREAD.gtin, 5)
    expect(review(shop)).toMatchObject({
      worth: 2 * MILK.price,
      lines: [
        { name: 'Milk', shelf: 10_000, counted: 8000, variance: -2000, worth: -2 * MILK.price },
        { name: 'Bread', shelf: 5000, variance: 0, worth: 0 },
      ],
    })
    const said = { reasons: [], rest: 'alone' as const, note: 'Aisle 3' }
    const input = { ...seen(sheetOf(shop)), ...said, reason: 'stolen' as const }
    expect(value(shop.terminal.stock.postCount(input)).count).toBe(null)
    expect(value(shop.terminal.stock.postCount(input)).lines).toEqual([])
    expect(shelf(shop)).toBe(5000)
    const [entry, ...others] = booked(shop)
    expect(others).toEqual([])
    expect(entry).toMatchObject({ actor: PEOPLE.manager })
    expect(entry?.body).toMatchObject({
      ...{ scope: { kind: 'scanned' }, part: 1, isLast: true, note: 'Aisle 3' },
      lines: [{ reason: 'stolen', by: PEOPLE.manager, counted: 8000 }, { variance: 0 }],
      movements: [{ item: MILK.item, quantity: -2000 }],
    })
    const found = await verifyDatabase(shop.file, { check: 'full' })
    expect(found).toMatchObject({ broken: undefined })
  })

  it('waits for what is to be counted again, and keeps the first figure beside', async () => {
    const shop = await openTill()
    tell(shop, MILK.item, 10)
    tell(shop, BREAD.item, 5)
    begin(shop)
    count(shop, MILK.gtin, 1)
    count(shop, BREAD.gtin, 6)
    const [milk, bread] = sheetOf(shop).lines
    value(shop.terminal.stock.recount({ ...seen(sheetOf(shop)), lines: [milk!.id] }))
    expect(sheetOf(shop).lines).toMatchObject([{ quantity: 0, isAgain: true }, { isAgain: false }])
    expect(code(post(shop))).toBe('recount-pending')
    const struck = { ...seen(sheetOf(shop)), kind, line: milk!.id } as const
    expect(code(shop.terminal.stock.strike(struck))).toBe('line-recounted')
    await signIn(shop, 'cashier')
    count(shop, MILK.gtin, 9)
    await signIn(shop, 'supervisor')
    const reasons = [{ line: bread!.id, reason: 'stolen' }] as const
    value(post(shop, { reason: 'misbooked', reasons: [...reasons] }))
    expect(booked(shop)[0]?.body['lines']).toMatchObject([
      {
        ...{ counted: 9000, variance: -1000, reason: 'misbooked', by: PEOPLE.cashier },
        before: [{ counted: 1000, shelf: 10_000, by: PEOPLE.manager }],
      },
      { variance: 1000, reason: 'found' },
    ])
  })

  it('goes as far as its variances are worth, whichever way they go', async () => {
    const shop = await openTill()
    tell(shop, MILK.item, 2)
    tell(shop, BREAD.item, 1)
    const within = { amount: minor(MILK.price + BREAD.price) }
    grant(shop, 'supervisor', 'post-count', { kind: 'approval', within })
    await signIn(shop, 'cashier')
    begin(shop)
    count(shop, MILK.gtin, 0)
    count(shop, BREAD.gtin, 2)
    expect(code(post(shop))).toBe('not-permitted')
    expect(kinds(shop)).toContain('act-refused')
    await signIn(shop, 'supervisor')
    expect(review(shop).lines).toHaveLength(2)
    expect(code(post(shop))).toBe('approval-needed')
    count(shop, MILK.gtin, 1)
    value(post(shop))
    expect(booked(shop)[0]?.body).toMatchObject({ worth: MILK.price + BREAD.price })
  })
})

describe('what corrections and counts lost and found', () => {
  it('stands in the report of the day, by reason, in units and worth', async () => {
    const shop = await openTill()
    tell(shop, MILK.item, 10)
    tell(shop, BREAD.item, 5)
    const goods = { command: v7(), kind: 'adjustment', variant: MILK.variant } as const
    const { sheet, version } = value(shop.terminal.stock.put({ ...goods, barcode: null }))
    value(shop.terminal.stock.adjust({ command: v7(), sheet, version, reason: 'stolen' }))
    begin(shop)
    count(shop, MILK.gtin, 7)
    count(shop, BREAD.gtin, 6)
    value(post(shop, { reason: 'stolen' }))
    const asked = { command: v7(), period: null }
    const { parts, total } = value(await shop.terminal.reports.dashboard(asked))
    expect(total.count).toBe(0)
    expect(parts['stock-lost']).toMatchObject([
      { key: 'stolen', count: 2, quantity: 3000, amount: 3 * MILK.price },
    ])
    expect(parts['stock-found']).toMatchObject([
      { key: 'found', count: 1, quantity: 1000, amount: BREAD.price },
    ])
  })
})

describe('a count of all that is stocked', () => {
  it('lists what nobody counted, and leaves it alone or takes it for none', async () => {
    const shop = await openTill()
    tell(shop, MILK.item, 4)
    tell(shop, BREAD.item, 2)
    begin(shop, 'full')
    count(shop, MILK.gtin, 4)
    expect(review(shop)).toMatchObject({
      missedMore: false,
      missed: [{ name: 'Bread', shelf: 2000, variance: -2000, worth: -2 * BREAD.price }],
    })
    value(post(shop))
    expect(shelf(shop, BREAD.variant)).toBe(2000)
    const scope = { kind: 'department', department: DEPARTMENT } as const
    value(shop.terminal.stock.beginCount({ command: v7(), scope }))
    count(shop, MILK.gtin, 4)
    value(post(shop, { rest: 'zero', reason: 'stolen' }))
    expect(shelf(shop, BREAD.variant)).toBe(0)
    expect(booked(shop).map(({ body }) => body)).toMatchObject([
      { scope: { kind: 'full' }, isLast: true, movements: [] },
      {
        ...{ scope: { kind: 'department', name: 'Food' }, worth: 2 * BREAD.price },
        lines: [{ variance: 0 }, { wasMissed: true, counted: 0, reason: 'stolen' }],
      },
    ])
  })

  it('goes on in parts: what is booked is not missed, and the last one ends it', async () => {
    const shop = await openTill()
    tell(shop, MILK.item, 4)
    tell(shop, BREAD.item, 2)
    begin(shop, 'full')
    count(shop, MILK.gtin, 3)
    expect(value(post(shop, { rest: 'later' })).count).toMatchObject({ part: 2 })
    const again = shop.reopen()
    expect(review(again)).toMatchObject({ part: 2, lines: [], missed: [{ name: 'Bread' }] })
    expect(code(post(again, { rest: 'later' }))).toBe('sheet-empty')
    value(post(again))
    expect(sheetOf(again).count).toBe(null)
    const bodies = booked(again).map(({ body }) => body)
    expect(bodies).toMatchObject([
      { part: 1, isLast: false },
      { part: 2, isLast: true, lines: [], movements: [] },
    ])
    expect(new Set(bodies.map((body) => body['count'])).size).toBe(1)
  })
})

describe('goods that move while they are counted', () => {
  it('are shown to the reviewer where nobody knows whether they had been counted', async () => {
    const shop = await openTill()
    tell(shop, MILK.item, 10)
    tell(shop, BREAD.item, 10)
    begin(shop)
    beep(shop, MILK.gtin)
    await scan(shop, MILK.gtin)
    await payCash(shop, 1000)
    expect(review(shop).lines).toMatchObject([{ isUnsure: false }])
    beep(shop, MILK.gtin)
    expect(review(shop).lines).toMatchObject([{ isUnsure: true }])
    count(shop, MILK.gtin, 9)
    count(shop, BREAD.gtin, 10)
    expect(review(shop).lines).toMatchObject([{ isUnsure: false }, { isUnsure: false }])
    // Another till sold one, before or after: it comes down only now.
    tell(shop, BREAD.item, 9)
    expect(review(shop).lines).toMatchObject([{ isUnsure: false }, { isUnsure: true }])
    value(post(shop))
    expect(shelf(shop, BREAD.variant)).toBe(pieces(9))
    expect(booked(shop)[0]?.body['lines']).toMatchObject([{}, { variance: 0, isUnsure: true }])
  })
})

function lineOf(answer: ReturnType<typeof beep>): string {
  if (answer.outcome !== 'written') throw new Error(answer.outcome)
  return answer.line
}
