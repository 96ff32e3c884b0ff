import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { createSessionEnds } from '../../src/domain/till/ends.ts'
import type { Entry as Fact } from '../../src/domain/journal/facts.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { WAITING_LIMIT } from '../../src/contract/terminal/till.ts'
import {
  BREAD,
  closeTill,
  code,
  draftCommand,
  entries,
  grant,
  kinds,
  MILK,
  openTill,
  payCash,
  pendingEvents,
  PEOPLE,
  present,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const [FLOAT, NEXT_FLOAT] = [10_000, 3_000]

const open = (shop: Shop) => shop.terminal.till.open({ command: v7(), float: minor(NEXT_FLOAT) })
const facts = (shop: Shop): Fact[] => entries(shop) as unknown as Fact[]
const current = ({ store }: Shop) => store.tills.current()?.id
const begin = (shop: Shop, session: string) =>
  shop.terminal.till.beginCount({ command: v7(), session })
const count = (shop: Shop, session: string, counted: number) =>
  shop.terminal.till.count({ command: v7(), session, after: 0, counted: minor(counted) })
const writeZ = (shop: Shop, session: string) =>
  shop.terminal.till.close({ command: v7(), session, count: 1 })

async function sell(shop: Shop, gtin = MILK.gtin): Promise<void> {
  await scan(shop, gtin)
  await payCash(shop, 1_000)
}

/** The cashier sold from the only drawer and took it away; answers its session. */
async function taken(): Promise<{ shop: Shop; first: string }> {
  const shop = await openTill({}, 'cashier')
  await sell(shop)
  const first = present(current(shop))
  value(begin(shop, first))
  return { shop, first }
}

describe('a drawer that was taken away to be counted', () => {
  it('sells no more, and the next one opens and sells while its count is open', async () => {
    const { shop, first } = await taken()
    expect(current(shop)).toBeUndefined()
    const milk = { command: v7(), variant: MILK.variant, barcode: null, quantity: 1000 as never }
    expect(code(await shop.terminal.draft.add(milk))).toBe('till-closed')
    await signIn(shop, 'manager')
    value(open(shop))
    await sell(shop, BREAD.gtin)
    await sell(shop, BREAD.gtin)
    const second = present(current(shop))
    await signIn(shop, 'cashier')
    value(count(shop, first, FLOAT + MILK.price))
    expect(current(shop)).toBe(second)
    await signIn(shop, 'manager')
    expect(value(writeZ(shop, first))).toMatchObject({ sales: 1, z: 1, difference: 0 })
    const last = value(closeTill(shop, NEXT_FLOAT + 2 * BREAD.price))
    expect(last).toMatchObject({ sales: 2, z: 2, difference: 0, session: second })
    const where = entries(shop).filter(({ kind }) => kind === 'sale-completed')
    expect(where.map(({ session }) => session)).toEqual([first, second, second])
    const verified = await verifyDatabase(shop.file, { check: 'full' })
    expect(verified).toMatchObject({ sales: 3, broken: undefined })
  })

  it('is one’s own as well, where each has a drawer: its person opens another', async () => {
    const shop = await openTill()
    const settings = present(shop.store.settings.store())
    pull(shop, 'settings', { ...settings, ...{ till: { drawers: 'own' } } })
    value(closeTill(shop, FLOAT))
    await signIn(shop, 'cashier')
    const own = () => present(shop.store.tills.current(PEOPLE.cashier)).id
    value(open(shop))
    const first = own()
    await sell(shop)
    value(begin(shop, first))
    value(open(shop))
    await sell(shop)
    const held = [first, own()].map((session) => shop.store.tills.expectedCash(session))
    expect(held).toEqual([NEXT_FLOAT + MILK.price, NEXT_FLOAT + MILK.price])
    expect(own()).not.toBe(first)
  })

  it('is counted by whoever took it, or by who may review it, and by nobody else', async () => {
    const { shop, first } = await taken()
    grant(shop, 'supervisor', 'close-till', { kind: 'denied' })
    await signIn(shop, 'supervisor')
    expect(code(count(shop, first, FLOAT))).toBe('not-permitted')
    const told = async () => {
      const [event] = (await pendingEvents(shop.terminal.watch())).filter(
        ({ kind }) => kind === 'status',
      )
      return event?.kind === 'status' ? event.status.counting : undefined
    }
    expect(await told()).toMatchObject([{ session: first, person: 'The cashier', mayCount: false }])
    await signIn(shop, 'cashier')
    expect(await told()).toMatchObject([{ mayCount: true }])
    await signIn(shop, 'manager')
    expect(await told()).toMatchObject([{ mayCount: true }])
    value(count(shop, first, FLOAT))
    expect(await told()).toEqual([])
  })

  it('stays blind: neither bar nor X tells what should be in it', async () => {
    const { shop, first } = await taken()
    const [told] = (await pendingEvents(shop.terminal.watch())).filter(
      ({ kind }) => kind === 'status',
    )
    expect(told).toMatchObject({ status: { till: null, underWay: [], counting: [{}] } })
    expect(JSON.stringify(told)).not.toContain(String(FLOAT + MILK.price))
    await signIn(shop, 'manager')
    const x = shop.terminal.till.readX({ command: v7(), session: first })
    expect(code(x)).toBe('till-closed')
    expect(code(shop.terminal.till.review({ command: v7(), session: first }))).toBe(
      'session-not-counted',
    )
  })

  it('does not touch the next one’s cart when its count stands', async () => {
    const { shop, first } = await taken()
    value(open(shop))
    await scan(shop, MILK.gtin)
    const part = { ...draftCommand(shop), tendered: minor(50), currency: null }
    value(await shop.terminal.draft.takeCash(part))
    const before = value(shop.terminal.draft.current())
    value(count(shop, first, FLOAT))
    expect(value(shop.terminal.draft.current())).toEqual(before)
    await payCash(shop, 1_000)
    expect(entries(shop).at(-1)).toMatchObject({ kind: 'sale-completed', session: current(shop) })
  })

  it('goes once, empty of any sale, and only by whoever sells from it', async () => {
    const shop = await openTill({}, 'cashier')
    const first = present(current(shop))
    expect(code(begin(shop, v7()))).toBe('till-closed')
    await scan(shop, MILK.gtin)
    expect(code(begin(shop, first))).toBe('draft-open')
    const [line] = value(shop.terminal.draft.current()).lines
    value(shop.terminal.draft.remove({ ...draftCommand(shop), line: line!.id }))
    value(begin(shop, first))
    expect(kinds(shop).slice(-2)).toEqual(['cart-abandoned', 'session-count-begun'])
    expect(entries(shop).at(-1)).toMatchObject({ session: first, actor: PEOPLE.cashier })
    expect(code(begin(shop, first))).toBe('till-closed')
  })

  it('is of its day, which may be closed meanwhile, and counts among those that wait', async () => {
    const { shop, first } = await taken()
    await signIn(shop, 'manager')
    value(shop.terminal.fiscal.closeDay({ command: v7() }))
    expect(kinds(shop)).toContain('fiscal-closed')
    shop.clock.pass(20 * 3_600_000)
    value(count(shop, first, FLOAT + MILK.price))
    const ofFirst = facts(shop).filter(({ session }) => session === first)
    expect(ofFirst.at(-1)?.kind).toBe('session-counted')
    expect(new Set(ofFirst.map(({ businessDate }) => businessDate)).size).toBe(1)
    expect(value(writeZ(shop, first))).toMatchObject({ difference: 0 })
    for (let drawer = 0; drawer < WAITING_LIMIT; drawer += 1) {
      value(open(shop))
      value(begin(shop, present(current(shop))))
    }
    expect(code(open(shop))).toBe('limit-waiting')
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })
})

describe('a power cut while a drawer is taken away', () => {
  type Cut = (shop: Shop, die: () => never) => void
  const CUTS: readonly [name: string, cut: Cut][] = [
    ['at the entry', ({ store }, die) => void Object.assign(store.journal, { append: die })],
    ['at its mark', ({ store }, die) => void Object.assign(store.tills, { beginCount: die })],
    ['at the answer', ({ store }, die) => void Object.assign(store.commands, { remember: die })],
  ]
  const power = (): never => {
    throw new Error('power')
  }

  it.each(CUTS)('%s finds it open', async (_, cut) => {
    const shop = await openTill()
    const before = [shop.store.journal.head(), shop.store.tills.current()]
    cut(shop, power)
    expect(() => begin(shop, present(current(shop)))).toThrow('power')
    const again = shop.reopen()
    expect([again.store.journal.head(), again.store.tills.current()]).toEqual(before)
    expect(again.store.tills.counting()).toEqual([])
    await sell(again)
  })

  it('after the commit finds it counting, and the next one opens', async () => {
    const { shop, first } = await taken()
    const again = shop.reopen()
    expect(again.store.tills.counting()).toMatchObject([{ id: first, countingBy: PEOPLE.cashier }])
    value(open(again))
    await sell(again)
    value(count(again, first, FLOAT + MILK.price))
    expect(again.store.tills.expectedCash(first)).toBe(FLOAT + MILK.price)
  })
})

describe('verification', () => {
  it('finds money that is said to be of a drawer that had been taken away', async () => {
    const { shop, first } = await taken()
    value(open(shop))
    await sell(shop)
    const told = facts(shop)
    const judged = (all: readonly Fact[]) => {
      const ends = createSessionEnds()
      return all.map((entry) => ends.take(entry))
    }
    expect(judged(told)).not.toContain(false)
    const last = present(told.at(-1))
    expect(judged([...told, { ...last, session: first }]).at(-1)).toBe(false)
    // A terminal that was restored from before it knows of no count.
    const restored = { ...last, session: first, epoch: { id: v7(), ordinal: 2 } }
    expect(judged([...told, restored]).at(-1)).toBe(true)
  })
})
