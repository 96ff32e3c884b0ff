/** Coupons that are good for several sales, or for any number: each use counts, wherever it was. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countCoupons, createCoupons } from '../../src/backend/pricing/coupons.ts'
import { createPromotion } from '../../src/backend/pricing/promotions.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { draftCommand, payCash, present, value } from '../application/shop.ts'
import { openCouponTill, overClaimed, TENTH, used } from './coupon-till.ts'
import type { CouponTill, Good } from './coupon-till.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

describe('a coupon that is good for several sales, or for any number', () => {
  const made = async (text: string, good: Good) => {
    const { backend, shop } = stage
    const { id: _id, kind: _kind, ...input } = TENTH
    await createPromotion(backend, shop.tenant, { ...input, promotion: TENTH.id })
    const codes = { promotion: TENTH.id, codes: [text], ...good }
    expect(await createCoupons(backend, shop.tenant, codes)).toMatchObject({ ok: true })
    return Promise.all([openCouponTill(stage, text, good), openCouponTill(stage, text, good)])
  }
  const counted = async (text: string) => {
    const { database, clock } = stage.backend
    const { codes } = await countCoupons(database, stage.shop.tenant, TENTH.id, clock.now())
    return codes.find(({ code: each }) => each === text)
  }
  const buy = async (till: CouponTill) => {
    value(await till.add())
    const body = await till.sell()
    await till.send()
    return body
  }

  it('is used so many times in all, and then by no till', async () => {
    const [first, second] = await made('TWOINALL', { singleUse: false, uses: 2 })
    await buy(first)
    value(await first.add())
    expect(await used(second)).toBe('coupon-used')
    expect(await counted('TWOINALL')).toEqual({ code: 'TWOINALL', used: 1, claimed: 1, most: 2 })
    first.remove()
    await first.settled()
    await buy(second)
    expect(await used(first)).toBe('coupon-used')
    expect(await counted('TWOINALL')).toMatchObject({ used: 2, claimed: 0 })
    expect((await overClaimed(stage)).map(({ key }) => key)).not.toContain('TWOINALL')
    // Goods that come back give no use back.
    const { sale, lines } = second.soldBody()
    const line = { line: present(lines[0]).id, quantity: pieces(1), restock: true }
    const returned = { ...line, reason: 'faulty', condition: 'opened' } as const
    value(second.shop.terminal.draft.abandon(draftCommand(second.shop)))
    const put = { command: v7(), sale, lines: [returned] }
    value(await second.shop.terminal.returns.put(put))
    await payCash(second.shop, 0)
    expect(second.soldBody().claims.map(({ kind }) => kind)).not.toContain('coupon')
    expect(await used(second)).toBe('coupon-used')
  })

  it('is provisional alone, and one use too many is told of afterwards', async () => {
    const [first, second] = await made('THREE', { singleUse: false, uses: 3 })
    for (const till of [first, second, first, second]) {
      till.road.isOpen = false
      value(await till.add())
      expect(till.view().coupons).toMatchObject([{ isProvisional: true }])
      await till.sell()
      await till.send()
    }
    const over = (await overClaimed(stage)).filter(({ key }) => key === 'THREE')
    expect(over).toMatchObject([{ claim: 'coupon', most: 3, taken: 4 }])
    expect(await verifyBackend(stage.backend.database)).toMatchObject({ broken: undefined })
    // What this till used itself it knows.
    const alone = await openCouponTill(stage, 'LAST', { singleUse: false, uses: 2 })
    alone.road.isOpen = false
    for (let sale = 0; sale < 2; sale += 1) {
      value(await alone.add())
      await alone.sell()
    }
    expect(await used(alone)).toBe('coupon-used')
  })

  it('is counted once for each sale, and asks nobody where it has no end', async () => {
    const [first, second] = await made('SUMMER', { singleUse: false })
    const { claims } = await buy(first)
    expect(claims).toMatchObject([{ kind: 'coupon', key: 'SUMMER', amount: 1 }])
    await buy(second)
    await first.send()
    expect([first.road.asked, second.road.asked]).toEqual([0, 0])
    expect(await counted('SUMMER')).toEqual({ code: 'SUMMER', used: 2, claimed: 0, most: null })
    expect((await overClaimed(stage)).map(({ key }) => key)).not.toContain('SUMMER')
    expect(await verifyBackend(stage.backend.database)).toMatchObject({ broken: undefined })
    expect(verifyJournal(first.shop.file).broken).toBeUndefined()
  })
})
