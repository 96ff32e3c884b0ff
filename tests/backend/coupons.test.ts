/**
 * Coupons that are good for one sale: the tills' own use cases on several sides, the backend's word
 * and intake between them, and what each does where nobody can be asked.
 */
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import { minor } from '../../src/domain/money.ts'
import { rate } from '../../src/domain/rate.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { code, draftCommand, present, scan, value } from '../application/shop.ts'
import { BREAD } from '../application/shop.ts'
import { promotion } from '../fixtures/pricing.ts'
import { FULL, LESS, openCouponTill, overClaimed, TENTH, used } from './coupon-till.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

const openTill = (text: string) => openCouponTill(stage, text)
const openTills = async (text: string) => [await openTill(text), await openTill(text)] as const

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
    expect(await overClaimed(stage)).toEqual([])
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
    expect(await overClaimed(stage)).toMatchObject([{ claim: 'coupon', key: 'APART', taken: 2 }])
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
