/**
 * Claims over a road that loses, doubles and breaks: an answer in time or none, and in the end one
 * account of it. The bound on waiting is let go by hand, so that nothing here depends on how fast
 * the machine is.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { receive } from '../../src/backend/intake/receive.ts'
import type { Claim } from '../../src/domain/claim.ts'
import { CLAIM_WITHIN_MS, type Claims } from '../../src/ports/claims.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { createClaims } from '../../src/sync/claims.ts'
import { createHttpLink, type HttpLink } from '../../src/sync/http-link.ts'
import { clock, Journal, random, saleFact } from '../backend/stage.ts'
import { serveStage, type ServedStage } from '../backend/served-stage.ts'
import { IMPOSTORS } from './faults.ts'
import { openProxy, type Fault, type Proxy } from './proxy.ts'

let served: ServedStage
let proxy: Proxy
let link: HttpLink
let claims: Claims
let online = true
/** What waits for the bound to be reached. */
let patience: (() => void)[] = []

const patient: Clock = {
  ...clock,
  after: (ms, call) => {
    if (ms !== CLAIM_WITHIN_MS) return clock.after(ms, call)
    patience.push(call)
    return () => void (patience = patience.filter((each) => each !== call))
  },
}

beforeAll(async () => {
  served = await serveStage()
  proxy = await openProxy(served.url)
  const { credential } = served.terminal
  link = createHttpLink({ url: proxy.url, credential, clock, random })
  claims = createClaims({ link, network: { online: () => online }, clock: patient })
})
beforeEach(() => {
  online = true
  proxy.behave(() => 'none')
})
afterAll(async () => {
  link.close()
  await proxy.close()
  await served.close()
})

const coupon = (): Claim => ({
  ...{ id: random.id(), kind: 'coupon', key: `C-${random.id()}`, amount: 1 },
})

const account = (key: string) =>
  served.stage.backend.database
    .selectFrom('claimable')
    .select(['taken', 'held'])
    .where('key', '=', key)
    .executeTakeFirst()

/** The entry that takes what was claimed arrives. */
async function take(claim: Claim): Promise<void> {
  const journal = new Journal(served.terminal, { ordinal: 1, id: random.id() })
  journal.open()
  const fact = saleFact(served.stage.shop, [{ item: random.id(), quantity: 1000 }])
  journal.append({ ...fact, body: { ...fact.body, claims: [claim] } })
  await receive(served.stage.backend, served.terminal, journal.entries)
}

describe('a claim over the road', () => {
  it('is granted to one and refused to the next', async () => {
    const claim = coupon()
    expect(await claims.take(claim, random.id())).toMatchObject({ outcome: 'granted' })
    expect(await claims.take({ ...claim, id: random.id() }, random.id())).toEqual({
      ...{ outcome: 'refused', reason: 'used-up', remaining: 0 },
    })
    expect(patience).toEqual([])
  })

  it.each(Object.keys(IMPOSTORS).filter((name) => name !== 'half-open'))(
    'is unreachable behind "%s"',
    async (name) => {
      proxy.behave(() => name as Fault)
      expect(await claims.take(coupon(), random.id())).toEqual({ outcome: 'unreachable' })
    },
  )

  it('waits no longer than its bound for an answer that does not come', async () => {
    proxy.behave(() => 'half-open')
    const answer = claims.take(coupon(), random.id())
    expect(patience).toHaveLength(1)
    patience[0]?.()
    expect(await answer).toEqual({ outcome: 'unreachable' })
  })

  it('asks nobody while the backend is known to be silent', async () => {
    online = false
    const before = proxy.met.get('none')
    expect(await claims.take(coupon(), random.id())).toEqual({ outcome: 'unreachable' })
    expect(proxy.met.get('none')).toBe(before)
  })

  it.each(['lose-response', 'twice', 'again-later', 'reorder'] as const)(
    'is accounted for once when its request meets "%s", and its entry arrives',
    async (fault) => {
      const claim = coupon()
      proxy.behave(() => fault)
      const first = await claims.take(claim, random.id())
      proxy.behave(() => 'none')
      expect(first.outcome).toBe(fault === 'lose-response' ? 'unreachable' : 'granted')
      expect(await claims.take(claim, random.id())).toMatchObject({ outcome: 'granted' })
      await take(claim)
      await expect.poll(() => account(claim.key)).toEqual({ taken: 1, held: 0 })
      const other = { ...claim, id: random.id() }
      expect(await claims.take(other, random.id())).toMatchObject({ reason: 'used-up' })
    },
  )

  it('that was taken in a partition counts when its entry arrives', async () => {
    const claim = coupon()
    online = false
    expect(await claims.take(claim, random.id())).toEqual({ outcome: 'unreachable' })
    online = true
    const other = { ...claim, id: random.id() }
    expect(await claims.take(other, random.id())).toMatchObject({ outcome: 'granted' })
    await take(claim)
    expect(await account(claim.key)).toEqual({ taken: 1, held: 1 })
    await take(other)
    expect(await account(claim.key)).toEqual({ taken: 2, held: 0 })
  })

  it('are given back one after another, however many a cart had', async () => {
    let [underWay, most, given] = [0, 0, 0]
    const releaseClaim = async (): Promise<void> => {
      most = Math.max(most, (underWay += 1))
      await Promise.resolve()
      underWay -= 1
      given += 1
    }
    const many = createClaims({
      ...{ link: { ...link, releaseClaim }, network: { online: () => online }, clock },
    })
    many.release(Array.from({ length: 300 }, () => random.id()))
    many.release([random.id()])
    await vi.waitFor(() => expect(given).toBe(301))
    expect(most).toBe(1)
  })

  it('can be had by others once it is given back', async () => {
    const claim = coupon()
    await claims.take(claim, random.id())
    claims.release([claim.id])
    await expect.poll(() => account(claim.key)).toEqual({ taken: 0, held: 0 })
    online = true
    const other = { ...claim, id: random.id() }
    expect(await claims.take(other, random.id())).toMatchObject({ outcome: 'granted' })
  })
})
