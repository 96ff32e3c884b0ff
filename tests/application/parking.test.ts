/** Carts that are put aside, and go on: here without anybody, elsewhere with the backend's word. */
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { Claim } from '../../src/domain/claim.ts'
import { minor } from '../../src/domain/money.ts'
import { PARKED_LIMIT, type ParkedCart } from '../../src/domain/selling/parked.ts'
import type { ClaimAnswer, Claims } from '../../src/ports/claims.ts'
import type { ParkedAnswer, ParkedLookup } from '../../src/ports/parked-carts.ts'
import { rate } from '../../src/domain/rate.ts'
import { NO_PARKED } from '../../src/sync/parked-lookup.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { EVERYTHING, promotion } from '../fixtures/pricing.ts'
import { id } from '../store/terminal.ts'
import {
  BREAD,
  code,
  draftCommand,
  entries,
  MILK,
  openTill,
  payCash,
  PEOPLE,
  PINS,
  present,
  scan,
  value,
  type Shop,
} from './shop.ts'

/** A backend that says of each cart what a test tells it. */
function backend(answer: ClaimAnswer = { outcome: 'unreachable' }) {
  const asked: Claim[] = []
  const released: string[] = []
  const says = {
    answer,
    list: undefined as ParkedAnswer | undefined,
    cart: undefined as ParkedCart | null | undefined,
  }
  const claims: Claims = {
    take(claim) {
      asked.push(claim)
      return Promise.resolve(says.answer)
    },
    release: (ids) => void released.push(...ids),
  }
  const parkedLookup: ParkedLookup = {
    ...NO_PARKED,
    list: () => Promise.resolve(says.list),
    read: () => Promise.resolve(says.cart),
  }
  return { claims, parkedLookup, asked, released, says }
}

const park = (shop: Shop) => shop.terminal.parking.park(draftCommand(shop))
const cart = (shop: Shop) => value(shop.terminal.draft.current())
const carts = async (shop: Shop, everywhere = false) =>
  value(await shop.terminal.parking.list({ everywhere }))
const resume = (shop: Shop, key: string, command = v7()) =>
  shop.terminal.parking.resume({ command, park: key })
const facts = (shop: Shop, kind: string) => entries(shop).filter((each) => each.kind === kind)
const USED_UP: ClaimAnswer = { outcome: 'refused', reason: 'used-up', remaining: 0 }
const GRANTED: ClaimAnswer = { outcome: 'granted', expiresAt: 0 }

const NO_LAYAWAY = { layaway: null, customer: null, isMailable: false }

it('what this till went on with is not offered again before the backend heard of it', async () => {
  const { claims, parkedLookup, says } = backend()
  const shop = await openTill({ claims, parkedLookup })
  await scan(shop, MILK.gtin)
  value(park(shop))
  const [own] = (await carts(shop)).carts
  const { park: key } = present(own)
  const none = { quote: null, ...NO_LAYAWAY }
  const told = { park: key, terminal: v7(), at: 1, by: null, lines: 1, total: minor(1), ...none }
  says.list = { carts: [told], taken: [] }
  value(await resume(shop, key))
  await payCash(shop, 1000)
  expect((await carts(shop, true)).carts).toEqual([])
  expect(code(await resume(shop, key))).toBe('parked-taken')
  const other = { ...told, park: v7() }
  says.list = { carts: [other], taken: [] }
  expect((await carts(shop, true)).carts).toMatchObject([{ park: other.park, isHere: false }])
})

describe('a cart that is put aside', () => {
  it('makes way for the next customer, and goes on as it was, without anybody’s word', async () => {
    const { claims, parkedLookup, asked } = backend()
    const shop = await openTill({ claims, parkedLookup })
    await scan(shop, MILK.gtin, 2)
    const before = cart(shop)
    expect(value(park(shop))).toMatchObject({ lines: [], total: 0, parked: 1 })
    await scan(shop, BREAD.gtin)
    await payCash(shop, 1000)
    const { carts: list, asked: told } = await carts(shop, true)
    expect(told).toBe('unreachable')
    expect(list).toMatchObject([{ lines: 1, total: before.total, isHere: true }])
    const key = present(list[0]).park
    const { draft: again } = value(await resume(shop, key))
    expect(again).toMatchObject({ id: before.id, total: before.total, parked: 0 })
    expect(again.lines).toEqual(before.lines)
    expect(again.version).toBeGreaterThan(before.version)
    await payCash(shop, 1000)
    expect(facts(shop, 'cart-parked')).toHaveLength(1)
    expect(facts(shop, 'cart-resumed')).toMatchObject([{ body: { park: key, claim: asked[0] } }])
    expect(verifyJournal(shop.file).broken).toBeUndefined()
  })

  it('asked for twice by one command is one cart, parked or resumed', async () => {
    const shop = await openTill(backend())
    await scan(shop, MILK.gtin)
    const command = draftCommand(shop)
    value(shop.terminal.parking.park(command))
    expect(value(shop.terminal.parking.park(command)).parked).toBe(1)
    const key = present((await carts(shop)).carts[0]).park
    const resuming = v7()
    value(await resume(shop, key, resuming))
    expect(value(await resume(shop, key, resuming)).draft.lines).toHaveLength(1)
    expect(facts(shop, 'cart-resumed')).toHaveLength(1)
  })

  it('holds no money, and never takes the place of another cart', async () => {
    const shop = await openTill(backend())
    expect(code(park(shop))).toBe('draft-empty')
    await scan(shop, MILK.gtin)
    value(
      await shop.terminal.draft.takeCash({
        ...{ ...draftCommand(shop), tendered: minor(1), currency: null },
      }),
    )
    expect(code(park(shop))).toBe('tenders-taken')
    const [taken] = cart(shop).tenders
    const undo = { ...draftCommand(shop), tender: present(taken).id }
    value(await shop.terminal.draft.undoTender(undo))
    expect(code(park(shop))).toBe('tenders-taken')
    value(shop.terminal.draft.abandon(draftCommand(shop)))
    await scan(shop, MILK.gtin)
    value(park(shop))
    await scan(shop, BREAD.gtin)
    const key = present((await carts(shop)).carts[0]).park
    expect(code(await resume(shop, key))).toBe('draft-open')
    expect((await carts(shop)).carts).toHaveLength(1)
  })

  it('still waits where whoever should vouch for what is in it mistypes the PIN', async () => {
    const shop = await openTill(backend(), 'cashier')
    const now = shop.clock.now()
    const until = now + 3_600_000
    const half = { kind: 'percent', target: EVERYTHING, rate: rate(500_000) } as const
    shop.store.documents.of('pricing').append(promotion(id(900), half, { from: 0, to: until }), now)
    await scan(shop, BREAD.gtin, 10)
    const by = (pin: string) => ({ approval: { staff: PEOPLE.manager, pin } })
    const line = present(cart(shop).lines[0]).id
    const given = { line, discount: { kind: 'percent', rate: rate(200_000) } } as const
    const asked = { ...draftCommand(shop), ...given, reason: 'dented', ...by(PINS.manager) }
    const { doGuarded, parking } = shop.terminal
    value(await doGuarded(asked, (input) => shop.terminal.draft.discount(input)))
    value(park(shop))
    // What a fifth of it comes to is more when the promotion is over.
    shop.clock.pass(2 * 3_600_000)
    const key = present((await carts(shop)).carts[0]).park
    expect(code(await resume(shop, key))).toBe('approval-needed')
    const again = { command: v7(), park: key }
    expect(
      code(await doGuarded({ ...again, ...by('9999') }, (input) => parking.resume(input))),
    ).toBe('pin-wrong')
    expect(
      code(await doGuarded({ ...again, ...by('9999') }, (input) => parking.resume(input))),
    ).toBe('pin-wrong')
    expect((await carts(shop)).carts).toHaveLength(1)
    expect(cart(shop).lines).toEqual([])
    expect(facts(shop, 'cart-resumed')).toEqual([])
    expect(facts(shop, 'approval-refused')).toMatchObject([{ body: { reason: 'pin-wrong' } }])
    const right = { command: v7(), park: key, ...by(PINS.manager) }
    expect(
      value(await doGuarded(right, (input) => parking.resume(input))).draft.lines,
    ).toHaveLength(1)
    expect(verifyJournal(shop.file).broken).toBeUndefined()
  })

  it('has room for so many, and then one is finished first', async () => {
    const shop = await openTill(backend())
    for (let count = 0; count < PARKED_LIMIT; count += 1) {
      await scan(shop, MILK.gtin)
      value(park(shop))
    }
    await scan(shop, MILK.gtin)
    expect(code(park(shop))).toBe('limit-parked')
    expect(cart(shop)).toMatchObject({ parked: PARKED_LIMIT, lines: [{}] })
  })

  it('is not resumed once the backend says that another till went on with it', async () => {
    const there = backend(USED_UP)
    const shop = await openTill(there)
    await scan(shop, MILK.gtin)
    value(park(shop))
    const key = present((await carts(shop)).carts[0]).park
    expect(code(await resume(shop, key))).toBe('parked-taken')
    expect((await carts(shop)).carts).toEqual([])
    expect(facts(shop, 'cart-resumed')).toEqual([])
    await scan(shop, MILK.gtin)
    value(park(shop))
    const held = (await carts(shop)).carts.map((each) => each.park)
    there.says.list = { carts: [], taken: held }
    expect((await carts(shop, true)).carts).toEqual([])
    expect(cart(shop).parked).toBe(0)
  })
})

describe('a cart of another till', () => {
  async function parkedElsewhere(): Promise<ParkedCart> {
    const shop = await openTill(backend())
    await scan(shop, MILK.gtin, 3)
    value(park(shop))
    const found = shop.store.parkedCarts.all()[0]
    return present(found)
  }

  it('goes on here with the backend’s word, at the prices that it was rung at', async () => {
    const parked = await parkedElsewhere()
    const there = backend(GRANTED)
    const shop = await openTill(there)
    const row = {
      park: parked.park,
      terminal: v7(),
      at: 0,
      by: null,
      lines: 1,
      quote: null,
      ...NO_LAYAWAY,
    }
    there.says.list = { carts: [{ ...row, total: parked.total }], taken: [] }
    there.says.cart = parked
    expect((await carts(shop, true)).carts).toMatchObject([{ isHere: false, park: parked.park }])
    const { draft } = value(await resume(shop, parked.park))
    expect(draft).toMatchObject({ total: 3 * MILK.price })
    const sold = await payCash(shop, 1000)
    expect(sold.total).toBe(3 * MILK.price)
    expect(there.released).toEqual([])
    expect(verifyJournal(shop.file).broken).toBeUndefined()
  })

  it('stays there where nobody answers or one was first; the word is given back', async () => {
    const there = backend()
    const shop = await openTill(there)
    expect(code(await resume(shop, v7()))).toBe('parked-unreachable')
    there.says.answer = USED_UP
    expect(code(await resume(shop, v7()))).toBe('parked-taken')
    there.says.answer = GRANTED
    there.says.cart = null
    expect(code(await resume(shop, v7()))).toBe('parked-taken')
    there.says.cart = undefined
    expect(code(await resume(shop, v7()))).toBe('parked-unreachable')
    expect(there.released).toHaveLength(2)
    expect(facts(shop, 'cart-resumed')).toEqual([])
  })
})
