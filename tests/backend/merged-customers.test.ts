/** Rows that are one person are judged as one, by each of their names, until they are parted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { takeClaim } from '../../src/backend/claims/take.ts'
import { merge, part } from '../../src/backend/customers/duplicates.ts'
import { mergedOf, proposalsOf } from '../../src/backend/customers/proposals.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import { MERGES_SHOWN } from '../../src/contract/backend/customers.ts'
import type { ClaimKind } from '../../src/domain/claim.ts'
import { EMPTY_DETAILS, type CustomerPatch } from '../../src/domain/customer/customer.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { clock, openStage, random, saleFact, type Stage } from './stage.ts'
import { openTill } from './web-stage.ts'

let stage: Stage
let till: Awaited<ReturnType<typeof openTill>>
beforeAll(async () => {
  stage = await openStage()
  till = await openTill(stage)
})
afterAll(() => stage.close())

const sold = (
  customer: string,
  more: object = { points: { earned: 0, redeemed: 0 } },
): Fact<'sale-completed'> => {
  const fact = saleFact(stage.shop, [{ item: random.id(), quantity: 10_000 }])
  return { ...fact, body: { ...fact.body, movements: [], customer, ...more } }
}

const earn = (customer: string, earned: number) =>
  till.tell(sold(customer, { points: { earned, redeemed: 0 } }))

/** Redeemed as a till does it, in a sale of ten euros. */
function redeem(customer: string, redeemed: number) {
  const claim = random.id()
  const spent = { kind: 'points', amount: redeemed, points: redeemed, customer, claim }
  const tenders = [
    { ...spent, word: 'none' },
    { kind: 'cash', amount: 1000 - redeemed },
  ]
  const claims = [{ id: claim, kind: 'points', key: customer, amount: redeemed }]
  return till.tell(sold(customer, { tenders, claims, points: { earned: 0, redeemed } }))
}

/** Goes onto the customer's store credit. */
function credit(account: string, amount: number) {
  const fact = saleFact(stage.shop, [{ item: random.id(), quantity: amount * 10 }])
  const load = { kind: 'store-credit', account, lastFour: '' }
  const one = { quantity: 1000, unitPrice: amount * 10_000, taxClass: 'none', variant: null }
  const lines = [{ ...fact.body.lines[0], ...one, load, discountable: false }]
  return till.tell({ ...fact, body: { ...fact.body, lines, movements: [] } as never })
}

async function claim(kind: ClaimKind, key: string, amount: number) {
  const wanted = { id: random.id(), kind, key, amount, draft: random.id() }
  const answer = await takeClaim(stage.backend, till.terminal, wanted)
  return answer.ok ? answer.value : answer.failure
}

const say = (kept: string, merged: string, by: string | null = null) =>
  merge(stage.backend, { tenant: stage.shop.tenant, kept, merged, by })
const takeBack = (customer: string) => part(stage.backend, stage.shop.tenant, customer)
const merges = (skip?: number) => mergedOf(stage.backend.database, stage.shop.tenant, skip)

async function overdrawn(): Promise<(string | number)[][]> {
  const kind = 'points-overdrawn'
  const { tenant } = stage.shop
  const { exceptions, counts } = await exceptionsOf(stage.backend.database, tenant, { kind })
  expect(counts[kind]).toBe(exceptions.length)
  return exceptions.flatMap((each) => (each.kind === kind ? [[each.customer, each.shortBy]] : []))
}

async function rowsOf(...people: readonly CustomerPatch[]): Promise<string[]> {
  const ids: string[] = []
  for (const each of people) ids.push(await till.customer(each))
  return ids
}

async function itAddsUp() {
  expect((await verifyBackend(stage.backend.database)).broken).toBeUndefined()
}

describe('points of a customer who was merged', () => {
  it('are promised after two merges as they are shown, by each name once', async () => {
    const [a = '', b = '', c = ''] = await rowsOf({ name: 'A' }, { name: 'B' }, { name: 'C' })
    await earn(a, 30)
    await earn(b, 12)
    await earn(c, 5)
    // What a till asked for before stands in the way of nothing afterwards.
    expect(await claim('points', c, 6)).toMatchObject({ outcome: 'refused', remaining: 5 })
    expect(await say(b, a)).toMatchObject({ ok: true })
    expect(await say(c, b)).toMatchObject({ ok: true })
    expect(await claim('points', c, 48)).toMatchObject({ outcome: 'refused', remaining: 47 })
    expect(await claim('points', c, 40)).toMatchObject({ outcome: 'granted' })
    expect(await claim('points', a, 8)).toMatchObject({ outcome: 'refused', remaining: 7 })
    expect(await claim('points', a, 7)).toMatchObject({ outcome: 'granted' })
    expect(await claim('points', b, 1)).toMatchObject({ outcome: 'refused', remaining: 0 })
    await earn(a, 3)
    expect(await claim('points', c, 4)).toMatchObject({ outcome: 'refused', remaining: 3 })
    await itAddsUp()
  })

  it('are promised to each alone again once they are parted', async () => {
    const [kept = '', gone = ''] = await rowsOf({ name: 'Kept' }, { name: 'Gone' })
    await earn(kept, 30)
    await earn(gone, 12)
    await say(kept, gone)
    expect(await claim('points', kept, 43)).toMatchObject({ outcome: 'refused', remaining: 42 })
    expect(await claim('points', gone, 43)).toMatchObject({ outcome: 'refused', remaining: 42 })
    await takeBack(gone)
    expect(await claim('points', kept, 42)).toMatchObject({ outcome: 'refused', remaining: 30 })
    expect(await claim('points', gone, 42)).toMatchObject({ outcome: 'refused', remaining: 12 })
  })

  it('are a claim that is asked twice the same one, also where a merge came between', async () => {
    const [kept = '', gone = ''] = await rowsOf({ name: 'Kept' }, { name: 'Gone' })
    await earn(gone, 12)
    const wanted = { id: random.id(), kind: 'points', key: gone, amount: 12, draft: random.id() }
    const ask = () =>
      takeClaim(stage.backend, till.terminal, { ...wanted, kind: 'points' as const })
    expect(await ask()).toMatchObject({ value: { outcome: 'granted' } })
    await say(kept, gone)
    expect(await ask()).toMatchObject({ value: { outcome: 'granted' } })
  })

  it('are overdrawn where all together are below zero, and each alone once parted', async () => {
    const [kept = '', gone = ''] = await rowsOf({ name: 'Kept' }, { name: 'Gone' })
    await earn(kept, 30)
    await earn(gone, 12)
    await say(kept, gone)
    await redeem(kept, 42)
    expect(await overdrawn()).toEqual([])
    await redeem(gone, 1)
    await redeem(kept, 1)
    expect(await overdrawn()).toEqual([[kept, 2]])
    await takeBack(gone)
    expect(await overdrawn()).toEqual([[kept, 13]])
    await say(kept, gone)
    await earn(gone, 2)
    expect(await overdrawn()).toEqual([])
    await itAddsUp()
  })
})

describe('what may be owed', () => {
  it('is owed in the name that is kept: the other has no limit until it is parted', async () => {
    const limit = { creditLimit: minor(500) }
    const [kept = '', gone = ''] = await rowsOf({ name: 'Kept', ...limit }, { name: 'G', ...limit })
    expect(await claim('on-account', gone, 501)).toMatchObject({ remaining: 500 })
    await say(kept, gone)
    expect(await claim('on-account', gone, 1)).toMatchObject({ outcome: 'refused', remaining: 0 })
    expect(await claim('on-account', kept, 501)).toMatchObject({ remaining: 500 })
    await takeBack(gone)
    expect(await claim('on-account', gone, 500)).toMatchObject({ outcome: 'granted' })
  })
})

describe('who is kept of two', () => {
  const twice = (phone: string) => rowsOf({ name: 'Older', phone }, { name: 'Newer', phone })
  const proposed = async (older: string, newer: string) => {
    const all = await proposalsOf(stage.backend.database, stage.shop.tenant)
    const ids = new Set([older, newer])
    const [found] = all.filter(
      ({ kept, merged }) => ids.has(kept.customer) && ids.has(merged.customer),
    )
    return found
  }

  it('is the older, or the newer where money on an account holds that one', async () => {
    const [older = '', newer = ''] = await twice('0171 500 500')
    expect(await proposed(older, newer)).toMatchObject({
      kept: { customer: older, name: 'Older', phone: '0171 500 500', hasMoney: false },
      merged: { customer: newer, name: 'Newer', hasMoney: false },
    })
    await credit(newer, 700)
    expect(await proposed(older, newer)).toMatchObject({
      kept: { customer: newer, hasMoney: true },
      merged: { customer: older, hasMoney: false },
    })
    expect(await say(older, newer)).toMatchObject({ failure: { code: 'merge-other-way' } })
    expect(await say(newer, older)).toMatchObject({ ok: true })
    expect(await proposed(older, newer)).toBeUndefined()
  })

  it('is neither while both have money, and nobody who was erased or never was', async () => {
    const [older = '', newer = ''] = await twice('0171 600 600')
    await credit(older, 300)
    await credit(newer, 700)
    const both = { failure: { code: 'merge-both-have-money' } }
    expect(await say(older, newer)).toMatchObject(both)
    expect(await say(newer, older)).toMatchObject(both)
    const unknown = { failure: { code: 'customer-unknown' } }
    expect(await say(older, random.id())).toMatchObject(unknown)
    const [gone = ''] = await rowsOf({ name: 'Gone' })
    await till.tell({ kind: 'customer-erased', body: { customer: gone } })
    expect(await say(gone, newer)).toMatchObject(unknown)
  })

  it('is listed with who said so, the last word first, and is parted from there', async () => {
    const [kept = '', gone = ''] = await rowsOf({ name: 'Ada' }, { name: 'A. L.' })
    const before = clock.now()
    await say(kept, gone, 'Bea Boss')
    const { merges: listed } = await merges()
    const told = listed.find(({ customer }) => customer === gone)
    expect(told).toMatchObject({
      ...{ name: 'A. L.', into: { customer: kept, name: 'Ada' }, by: 'Bea Boss' },
    })
    expect(told?.at).toBeGreaterThanOrEqual(before)
    expect(listed.map(({ at }) => at)).toEqual(listed.map(({ at }) => at).toSorted((x, y) => y - x))
    expect(await takeBack(gone)).toBe(true)
    expect(await takeBack(gone)).toBe(false)
    expect((await merges()).merges.map(({ customer }) => customer)).not.toContain(gone)
  })

  it('is listed a page at a time, and everybody once; a family has its limit', async () => {
    const [kept = ''] = await rowsOf({ name: 'Kept' })
    const { tenant } = stage.shop
    const details = JSON.stringify({ ...EMPTY_DETAILS, name: 'Copy' })
    const known = { tenant, details, phone_key: '', email_key: '', created_at: 0, changed_at: 0 }
    const copies = Array.from({ length: MERGES_SHOWN }, () => random.id())
    await stage.backend.database
      .insertInto('customer')
      .values(
        copies.map((id) => ({ ...known, id, merged_into: kept, merged_at: 7, merged_by: null })),
      )
      .execute()
    const [first, rest] = [await merges(), await merges(MERGES_SHOWN)]
    expect([first.hasMore, rest.hasMore]).toEqual([true, false])
    const seen = [...first.merges, ...rest.merges].map(({ customer }) => customer)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(copies))
    const [other = ''] = await rowsOf({ name: 'Other' })
    expect(await say(kept, other)).toMatchObject({ failure: { code: 'limit-merged' } })
  })
})

describe('erasing a customer who was merged', () => {
  it('empties all rows that are one person, by whichever of them', async () => {
    for (const named of [0, 2]) {
      const people = await rowsOf({ name: 'A' }, { name: 'B' }, { name: 'C', email: 'c@c.example' })
      const [a = '', b = '', c = ''] = people
      await say(b, a)
      await say(c, b)
      await till.tell({ kind: 'customer-erased', body: { customer: people[named] ?? '' } })
      const rows = await stage.backend.database
        .selectFrom('customer')
        .select(['details', 'email_key'])
        .where('id', 'in', [a, b, c])
        .execute()
      expect(rows).toEqual(people.map(() => ({ details: null, email_key: '' })))
      const { merges: listed } = await merges()
      expect(listed.some(({ customer }) => people.includes(customer))).toBe(false)
    }
    await itAddsUp()
  })
})
