/**
 * Coupons that are good for one sale: the tills' own use cases on several sides, the backend's word
 * and intake between them, and what each does where nobody can be asked.
 */
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { releaseClaim, takeClaim } from '../../src/backend/claims/take.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import type { SaleCompleted } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { rate } from '../../src/domain/rate.ts'
import type { Claims } from '../../src/ports/claims.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { BREAD, code, draftCommand, entries } from '../application/shop.ts'
import {
  openTill as openShopTill,
  payCash,
  present,
  pull,
  scan,
  value,
} from '../application/shop.ts'
import { EVERYTHING, promotion } from '../fixtures/pricing.ts'
import { id } from '../store/terminal.ts'
import { enrolTerminal, Journal, openStage, type Stage } from './stage.ts'

const TENTH = promotion(
  id(201),
  { kind: 'cart-percent', target: EVERYTHING, minimum: minor(0), rate: rate(100_000) },
  { needsCoupon: true },
)
const FULL = BREAD.price
const LESS = BREAD.price * 0.9

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

/** A till with a bread in its cart, which reaches the backend while it is online. */
async function openTill(text: string) {
  const { backend } = stage
  const terminal = await enrolTerminal(stage)
  const journal = new Journal(terminal)
  journal.open()
  const road = { isOpen: true, asked: 0 }
  let releasing: Promise<unknown> = Promise.resolve()
  const claims: Claims = {
    async take(claim, draft) {
      await releasing
      if (!road.isOpen) return { outcome: 'unreachable' }
      road.asked += 1
      return value(await takeClaim(backend, terminal, { ...claim, draft }))
    },
    release(ids) {
      for (const each of ids) {
        releasing = releasing.then(() => road.isOpen && releaseClaim(backend, terminal, each))
      }
    },
  }
  const shop = await openShopTill({ claims })
  const settings = present(shop.store.settings.store())
  pull(shop, 'settings', { ...settings, ...{ location: stage.shop.location } })
  const coupon = { kind: 'coupon', code: text, promotion: TENTH.id, singleUse: true }
  const pricing = shop.store.documents.of('pricing')
  for (const each of [TENTH, { id: v7(), ...coupon }]) pricing.append({ ...each }, shop.clock.now())
  await scan(shop, BREAD.gtin)
  const { draft } = shop.terminal
  const soldBody = () => {
    const entry = entries(shop).findLast(({ kind }) => kind === 'sale-completed')
    return entry?.body as unknown as SaleCompleted
  }
  return {
    ...{ shop, road },
    add: () => draft.addCoupon({ ...draftCommand(shop), code: text }),
    remove: () => value(draft.removeCoupon({ ...draftCommand(shop), code: text })),
    undo: () => value(draft.undo(draftCommand(shop))),
    abandon: () => value(draft.abandon(draftCommand(shop))),
    view: () => value(draft.current()),
    settled: () => releasing,
    soldBody,
    async sell() {
      await payCash(shop, 10_000)
      journal.append({ kind: 'sale-completed', body: soldBody() })
      await scan(shop, BREAD.gtin)
      return soldBody()
    },
    send: () => receive(backend, terminal, journal.entries),
  }
}

type Till = Awaited<ReturnType<typeof openTill>>

const openTills = async (text: string) => [await openTill(text), await openTill(text)] as const
const used = async (till: Till) => code(await till.add())
const overClaimed = async () => {
  const { exceptions } = await exceptionsOf(stage.backend.database, stage.shop.tenant)
  return exceptions.filter(({ kind }) => kind === 'over-claimed')
}

describe('a coupon that is good for one sale', () => {
  it('is in one cart alone, and none has it once a sale has used it', async () => {
    const [first, second] = await openTills('ALONE')
    value(await first.add())
    expect(first.view()).toMatchObject({ total: LESS, coupons: [{ isProvisional: false }] })
    expect(await used(second)).toBe('coupon-used')
    expect(second.view()).toMatchObject({ total: FULL, coupons: [] })
    first.remove()
    await first.settled()
    value(await second.add())
    const { claims, pricing } = await second.sell()
    const [coupon] = pricing?.coupons ?? []
    expect(coupon).toMatchObject({ code: 'ALONE', word: 'granted' })
    expect(claims).toEqual([{ id: coupon?.claim, kind: 'coupon', key: 'ALONE', amount: 1 }])
    expect(await used(first)).toBe('coupon-used')
    await second.send()
    expect(await used(first)).toBe('coupon-used')
    expect(await overClaimed()).toEqual([])
  })

  it('is taken a second time by the same till neither online nor offline', async () => {
    const till = await openTill('TWICE')
    value(await till.add())
    await till.sell()
    const { asked } = till.road
    expect(await used(till)).toBe('coupon-used')
    till.road.isOpen = false
    expect(await used(till)).toBe('coupon-used')
    await scan(till.shop, 'TWICE').catch(() => undefined)
    expect(till.view().coupons).toEqual([])
    expect(till.road.asked).toBe(asked)
    const again = till.shop.reopen()
    const typed = { ...draftCommand(again), code: 'TWICE' }
    expect(code(await again.terminal.draft.addCoupon(typed))).toBe('coupon-used')
    expect(verifyJournal(again.file).broken).toBeUndefined()
  })

  it('is provisional where nobody can be asked, and told as used twice afterwards', async () => {
    const [first, second] = await openTills('APART')
    for (const till of [first, second]) {
      till.road.isOpen = false
      value(await till.add())
      expect(till.view()).toMatchObject({ total: LESS, coupons: [{ isProvisional: true }] })
      expect((await till.sell()).pricing?.coupons).toMatchObject([{ word: 'none' }])
      await till.send()
    }
    expect(await overClaimed()).toMatchObject([{ claim: 'coupon', key: 'APART', taken: 2 }])
    expect(await verifyBackend(stage.backend.database)).toMatchObject({ broken: undefined })
  })

  it('is free once it is undone, or its cart is given up, aside or paid without', async () => {
    const [first, second] = await openTills('FREE')
    const isFree = async () => {
      await first.settled()
      value(await second.add())
      second.remove()
      await second.settled()
    }
    value(await first.add())
    first.undo()
    await isFree()
    value(await first.add())
    first.abandon()
    await isFree()
    await scan(first.shop, BREAD.gtin)
    value(await first.add())
    value(first.shop.terminal.parking.park(draftCommand(first.shop)))
    await isFree()
    const none = promotion(TENTH.id, TENTH.rule, { needsCoupon: true, to: 1 })
    const promotions = first.shop.store.documents.of('pricing')
    const previous = present(promotions.table.find(TENTH.id))
    const document = { ...previous, ...none, _meta: { lwt: 2 }, _rev: '2-test' }
    promotions.write([{ previous, document }], 'test')
    await scan(first.shop, BREAD.gtin)
    value(await first.add())
    expect(first.view().coupons).toMatchObject([{ why: 'not-now' }])
    expect((await first.sell()).claims).toEqual([])
    await isFree()
  })

  it('comes back by no undo after it was let go of, and is claimed by the next add', async () => {
    const till = await openTill('BACK')
    value(await till.add())
    const discount = { kind: 'percent', rate: rate(10_000) } as const
    const given = { ...draftCommand(till.shop), line: null, discount, reason: 'dented' }
    value(till.shop.terminal.draft.discount(given))
    till.remove()
    till.undo()
    expect(till.view()).toMatchObject({ given: [], coupons: [], total: FULL })
    value(await till.add())
    expect(till.view()).toMatchObject({ coupons: [{ isProvisional: false }], total: LESS })
  })

  it('is claimed once where it is read twice at once, and not while money is taken', async () => {
    const till = await openTill('ATONCE')
    await Promise.all([scan(till.shop, 'ATONCE'), scan(till.shop, 'ATONCE')])
    expect([till.road.asked, till.view().total]).toEqual([1, LESS])
    till.remove()
    const part = { tendered: minor(100), currency: null }
    value(await till.shop.terminal.draft.takeCash({ ...draftCommand(till.shop), ...part }))
    expect(await used(till)).toBe('tenders-taken')
    expect(till.road.asked).toBe(1)
  })

  it('goes on with a cart that was put aside, unless another sale has used it since', async () => {
    const [first, second] = await openTills('ASIDE')
    const parkAndResume = async (between: () => Promise<unknown>) => {
      value(first.shop.terminal.parking.park(draftCommand(first.shop)))
      await first.settled()
      await between()
      const [parked] = value(await first.shop.terminal.parking.list({ everywhere: false })).carts
      const input = { command: v7(), park: parked?.park ?? '' }
      return value(await first.shop.terminal.parking.resume(input)).draft
    }
    value(await first.add())
    const resumed = await parkAndResume(() => Promise.resolve())
    expect(resumed).toMatchObject({ total: LESS, coupons: [{ isProvisional: false }] })
    expect(await used(second)).toBe('coupon-used')
    const without = await parkAndResume(async () => {
      value(await second.add())
      await second.sell()
    })
    expect(without).toMatchObject({ total: FULL, coupons: [] })
  })
})
