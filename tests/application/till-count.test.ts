import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { approve, paymentTerminal } from './devices.ts'
import {
  BREAD,
  closeTill,
  code,
  draftCommand,
  entries,
  kinds,
  MILK,
  NO_DEVICES,
  openTill,
  payCash,
  pendingEvents,
  present,
  scan,
  value,
  type Shop,
} from './shop.ts'

const FLOAT = 10_000

const close = (shop: Shop, counted: number) => closeTill(shop, counted)
const open = (shop: Shop, float: number, more: object = {}) =>
  shop.terminal.till.open({ command: v7(), float: minor(float), ...more })

async function sell(shop: Shop, gtin = MILK.gtin): Promise<void> {
  await scan(shop, gtin)
  await payCash(shop, 1_000)
}

/** Counts the session under way; answers its id. */
function count(shop: Shop, counted: number, more: object = {}): string {
  const session = present(shop.store.tills.current()).id
  const own = { command: v7(), session, after: 0, counted: minor(counted) }
  value(shop.terminal.till.count({ ...own, ...more }))
  return session
}

const writeZ = ({ terminal }: Shop, session: string, more: object = {}) =>
  terminal.till.close({ command: v7(), session, count: 1, ...more })

const review = ({ terminal }: Shop, session: string) =>
  value(terminal.till.review({ command: v7(), session }))

describe('counting the till', () => {
  it('is blind: its answer and the bar say nothing of what should be there', async () => {
    const shop = await openTill({}, 'cashier')
    await sell(shop)
    const events = shop.terminal.watch()
    await pendingEvents(events)
    const { id: session, openedAt } = present(shop.store.tills.current())
    const input = { command: v7(), session, after: 0, counted: minor(4_711) }
    const answer = value(shop.terminal.till.count(input))
    const person = 'The cashier'
    expect(answer).toEqual({ session, openedAt, countedAt: shop.clock.now(), person })
    const told = await pendingEvents(events)
    expect(told).toMatchObject([{ status: { till: null, waiting: [{ session, person }] } }])
    expect(JSON.stringify([answer, told])).not.toContain(String(FLOAT + MILK.price))
    expect(code(shop.terminal.till.review({ command: v7(), session }))).toBe('not-permitted')
  })

  it('stands: the second to count the same drawer is told, and changes nothing', async () => {
    const shop = await openTill()
    const session = count(shop, 1)
    const again = { command: v7(), session, after: 0, counted: minor(2) }
    expect(code(shop.terminal.till.count(again))).toBe('till-counted')
    expect(review(shop, session)).toMatchObject({ counted: 1 })
    value(writeZ(shop, session, { reason: 'empty' }))
    expect(code(shop.terminal.till.count({ ...again, command: v7() }))).toBe('till-counted')
  })

  it('keeps every count where the reviewer has it counted again; the last one stands', async () => {
    const shop = await openTill()
    const session = count(shop, 9_000)
    const again = { command: v7(), session, after: 1, counted: minor(FLOAT) }
    value(shop.terminal.till.count(again))
    expect(review(shop, session)).toMatchObject({
      ...{ counted: FLOAT, difference: 0 },
      counts: [
        { number: 1, counted: 9_000 },
        { number: 2, counted: FLOAT },
      ],
    })
    // Whoever looked at the first count closes nothing by it.
    expect(code(writeZ(shop, session))).toBe('till-counted')
    expect(value(writeZ(shop, session, { count: 2 }))).toMatchObject({ difference: 0 })
  })

  it('takes pieces, other money and slips, and refuses pieces that make another sum', async () => {
    const shop = await openTill({ devices: { ...NO_DEVICES, payment: paymentTerminal(approve) } })
    await scan(shop, BREAD.gtin)
    value(await shop.terminal.draft.payCard(draftCommand(shop)))
    const pieces = [{ value: minor(5_000), count: 2 }]
    const { id: session } = present(shop.store.tills.current())
    const own = { command: v7(), session, after: 0, pieces }
    expect(code(shop.terminal.till.count({ ...own, counted: minor(9_999) }))).toBe('pieces-wrong')
    const tenders = [{ kind: 'card', counted: minor(100), slips: 1 }]
    count(shop, FLOAT, { pieces, tenders })
    const [card] = review(shop, session).tenders
    expect(card).toEqual({
      ...{ kind: 'card', expected: BREAD.price, counted: 100, difference: 100 - BREAD.price },
      ...{ slips: 1, expectedSlips: 1 },
    })
    expect(entries(shop).find(({ kind }) => kind === 'session-counted')?.body).toMatchObject({
      ...{ pieces, tenders },
    })
  })

  it('ends its session: the next one opens and sells while it is reviewed', async () => {
    const shop = await openTill()
    const first = count(shop, FLOAT)
    expect(code(await shop.terminal.draft.add(milk()))).toBe('till-closed')
    value(open(shop, 500))
    await sell(shop)
    const second = present(shop.store.tills.current()).id
    expect(value(writeZ(shop, first))).toMatchObject({ sales: 0, z: 1 })
    expect(shop.store.tills.current()?.id).toBe(second)
    expect(value(close(shop, 500 + MILK.price))).toMatchObject({ sales: 1, z: 2, difference: 0 })
  })

  it('waits for a cart that holds anything, and for a payment without an end', async () => {
    const lost = paymentTerminal(() => ({ state: 'unknown', reason: 'gone' }))
    const shop = await openTill({ devices: { ...NO_DEVICES, payment: lost } })
    await scan(shop, MILK.gtin)
    expect(code(close(shop, FLOAT))).toBe('draft-open')
    value(await shop.terminal.draft.payCard(draftCommand(shop)))
    expect(code(close(shop, FLOAT))).toBe('payment-unknown')
    const answer = Promise.withResolvers<never>()
    Object.assign(lost, { inquire: () => answer.promise })
    const asked = shop.terminal.draft.resolvePayment(draftCommand(shop))
    expect(code(close(shop, FLOAT))).toBe('payment-pending')
    answer.reject(new Error('gone'))
    await asked
    expect(shop.store.tills.current()).toBeDefined()
    expect(kinds(shop)).not.toContain('session-counted')
  })

  it('keeps what was taken out of a cart that is empty now, in its session', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const [line] = value(shop.terminal.draft.current()).lines
    value(shop.terminal.draft.remove({ ...draftCommand(shop), line: line!.id }))
    const session = count(shop, FLOAT)
    const [abandoned, counted] = entries(shop).slice(-2)
    expect(abandoned).toMatchObject({ kind: 'cart-abandoned', session })
    expect(abandoned!.body['removals']).toHaveLength(1)
    expect(counted).toMatchObject({ kind: 'session-counted', session })
  })

  it('refuses a count below nothing', async () => {
    expect(code(close(await openTill(), -1))).toBe('limit-amount')
  })
})

function milk() {
  return { command: v7(), variant: MILK.variant, barcode: null, quantity: 1000 as never }
}
