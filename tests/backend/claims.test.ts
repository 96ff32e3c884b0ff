/** Claims over real HTTP, on the embedded database and on a PostgreSQL with many connections. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { CLAIM_LASTS_MS, HELD_LIMIT, takeClaim } from '../../src/backend/claims/take.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import type { ClaimOutput } from '../../src/contract/backend/claims.ts'
import { saleLineKey, type Claim } from '../../src/domain/claim.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import { enrolTerminal, Journal, random, saleFact, type StagedTerminal } from './stage.ts'
import { codeOf, serveStage, type ServedStage } from './served-stage.ts'
import { postgresMissing, startPostgres, type Postgres } from './postgres.ts'

const DATABASES = [
  { name: 'PGlite', start: () => Promise.resolve(undefined) },
  { name: 'PostgreSQL', start: startPostgres },
].slice(0, postgresMissing === undefined ? 2 : 1)

describe.each(DATABASES)('a claim on $name', ({ start }) => {
  let postgres: Postgres | undefined
  let served: ServedStage
  let first: Till
  let second: Till

  beforeAll(async () => {
    postgres = await start()
    served = await serveStage(postgres && { kind: 'url', url: postgres.url })
    first = await openTill()
    second = await openTill()
  })
  afterAll(async () => {
    await served?.close()
    await postgres?.stop()
  })

  interface Till {
    readonly terminal: StagedTerminal
    readonly journal: Journal
    ask(claim: Claim): Promise<ClaimOutput | { code: unknown }>
    release(id: string): Promise<boolean>
    send(): Promise<unknown>
  }

  async function openTill(): Promise<Till> {
    const terminal = await enrolTerminal(served.stage)
    const journal = new Journal(terminal)
    journal.open()
    const post = (path: string, body: object) =>
      served.post(path, JSON.stringify(body), { authorization: `Bearer ${terminal.credential}` })
    return {
      ...{ terminal, journal },
      async ask(claim) {
        const response = await post('/sync/claims', { ...claim, draft: random.id() })
        if (!response.ok) return { code: await codeOf(response) }
        return (await response.json()) as ClaimOutput
      },
      async release(id) {
        const response = await post('/sync/claim-releases', { id })
        return ((await response.json()) as { released: boolean }).released
      },
      send: () => receive(served.stage.backend, terminal, journal.entries),
    }
  }

  /** A sale of one line, at the backend or not yet. */
  async function sold(pieces: number, isSent = true) {
    const fact = saleFact(served.stage.shop, [{ item: random.id(), quantity: pieces * 1000 }])
    const [line] = fact.body.lines
    first.journal.append(fact)
    if (isSent) await first.send()
    return saleLineKey(fact.body.sale, line?.id ?? '')
  }

  const claimOf = (key: string, pieces: number): Claim => ({
    ...{ id: random.id(), kind: 'sale-line', key, amount: pieces * 1000 },
  })

  /** An entry that takes what it says, as a return does. */
  function take(till: Till, claims: readonly Claim[]): void {
    const fact = saleFact(served.stage.shop, [{ item: random.id(), quantity: 1000 }])
    till.journal.append({ ...fact, body: { ...fact.body, claims } } as Fact)
  }

  async function overClaimed(key: string) {
    const { database } = served.stage.backend
    const { exceptions, counts } = await exceptionsOf(database, served.stage.shop.tenant)
    const found = exceptions.filter((each) => each.kind === 'over-claimed')
    expect(counts['over-claimed']).toBe(found.length)
    return found.find((each) => each.key === key)
  }

  const account = (key: string) =>
    served.stage.backend.database
      .selectFrom('claimable')
      .select(['most', 'taken', 'held'])
      .where('key', '=', key)
      .executeTakeFirst()

  async function itAddsUp(): Promise<void> {
    expect(await verifyBackend(served.stage.backend.database)).toMatchObject({ broken: undefined })
  }

  it('knows that a sale which both branches of a fork hold can come back twice', async () => {
    const { terminal, journal, send, ask } = await openTill()
    const clone = journal.clone()
    const fact = saleFact(served.stage.shop, [{ item: random.id(), quantity: 1000 }])
    const key = saleLineKey(fact.body.sale, fact.body.lines[0]?.id ?? '')
    journal.append(fact)
    await send()
    expect(await ask(claimOf(key, 1))).toMatchObject({ outcome: 'granted' })
    clone.append(fact, { at: served.stage.backend.clock.now() + 1 })
    await receive(served.stage.backend, terminal, clone.entries.slice(-1))
    expect(await account(key)).toMatchObject({ most: 2000 })
    expect(await second.ask(claimOf(key, 1))).toMatchObject({ outcome: 'granted' })
    await itAddsUp()
  })

  it('gives of many who come at once no more than there is', async () => {
    const key = await sold(5)
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 ? first : second).ask(claimOf(key, 1))),
    )
    const granted = asked.filter((each) => 'outcome' in each && each.outcome === 'granted')
    expect(granted).toHaveLength(5)
    expect(await second.ask(claimOf(key, 1))).toEqual({
      ...{ outcome: 'refused', reason: 'used-up', remaining: 0 },
    })
    expect(await account(key)).toEqual({ most: 5000, taken: 0, held: 5000 })
    await itAddsUp()
  })

  it('lets one of many have a coupon', async () => {
    const key = `SPRING-${random.id()}`
    const claims = Array.from({ length: 8 }, () => ({
      ...claimOf(key, 1),
      kind: 'coupon',
      amount: 1,
    }))
    const asked = await Promise.all(claims.map((claim) => second.ask(claim as Claim)))
    expect(asked.filter((each) => 'outcome' in each && each.outcome === 'granted')).toHaveLength(1)
  })

  it('is the same claim however often and at once it is asked for', async () => {
    const key = await sold(2)
    const claim = claimOf(key, 2)
    const asked = await Promise.all(Array.from({ length: 6 }, () => second.ask(claim)))
    expect(asked.map((each) => 'outcome' in each && each.outcome)).toEqual(Array(6).fill('granted'))
    expect(await account(key)).toEqual({ most: 2000, taken: 0, held: 2000 })
    expect(await second.ask({ ...claim, amount: 1000 })).toEqual({ code: 'input-invalid' })
    take(second, [claim])
    await second.send()
    expect(await second.ask(claim)).toMatchObject({ outcome: 'granted' })
    expect(await account(key)).toEqual({ most: 2000, taken: 2000, held: 0 })
  })

  it('says how much is left, and that it knows nothing of what was never sold', async () => {
    const key = await sold(3)
    await first.ask(claimOf(key, 2))
    expect(await second.ask(claimOf(key, 2))).toEqual({
      ...{ outcome: 'refused', reason: 'used-up', remaining: 1000 },
    })
    expect(await second.ask(claimOf(saleLineKey(random.id(), random.id()), 1))).toEqual({
      ...{ outcome: 'refused', reason: 'unknown', remaining: 0 },
    })
  })

  it('is given back by whoever holds it and by nobody else', async () => {
    const key = await sold(1)
    const claim = claimOf(key, 1)
    await first.ask(claim)
    expect(await second.release(claim.id)).toBe(false)
    expect(await first.release(claim.id)).toBe(true)
    expect(await first.release(claim.id)).toBe(false)
    expect(await second.ask(claimOf(key, 1))).toMatchObject({ outcome: 'granted' })
    await itAddsUp()
  })

  it('ends by itself, and an entry that comes too late still takes', async () => {
    const key = await sold(1)
    const late = claimOf(key, 1)
    await first.ask(late)
    const { backend } = served.stage
    const now = backend.clock.now()
    const clock = { ...backend.clock, now: () => now + CLAIM_LASTS_MS }
    const sooner = { ...claimOf(key, 1), draft: random.id() }
    expect(await takeClaim({ ...backend, clock }, second.terminal, sooner)).toMatchObject({
      value: { outcome: 'granted' },
    })
    take(second, [sooner])
    await second.send()
    expect(await overClaimed(key)).toBeUndefined()
    take(first, [late])
    await first.send()
    expect(await overClaimed(key)).toMatchObject({ most: 1000, taken: 2000 })
    await first.send()
    expect(await account(key)).toEqual({ most: 1000, taken: 2000, held: 0 })
    await itAddsUp()
  })

  it('accounts for goods that came back before the backend knew of their sale', async () => {
    const key = await sold(1, false)
    take(second, [claimOf(key, 1)])
    take(second, [claimOf(key, 1)])
    await second.send()
    expect(await account(key)).toEqual({ most: null, taken: 2000, held: 0 })
    expect(await second.ask(claimOf(key, 1))).toMatchObject({ reason: 'unknown' })
    await first.send()
    expect(await account(key)).toEqual({ most: 1000, taken: 2000, held: 0 })
    expect(await overClaimed(key)).toMatchObject({ about: 'T1-1-000001 Goods', taken: 2000 })
  })

  it('is refused to a terminal that holds very many', async () => {
    const hoarder = await openTill()
    const { tenant, store, terminal } = hoarder.terminal
    const held = Array.from({ length: HELD_LIMIT }, (_, n) => ({
      ...{ tenant, store, terminal, id: random.id(), kind: 'coupon', key: `HOARD-${String(n)}` },
      ...{ amount: 1, draft: random.id(), expires_at: served.stage.backend.clock.now() + 60_000 },
    }))
    const { database } = served.stage.backend
    await database.insertInto('claim').values(held).execute()
    expect(await hoarder.ask(claimOf(await sold(1), 1))).toEqual({ code: 'busy' })
    await database.deleteFrom('claim').where('terminal', '=', terminal).execute()
  })

  it('needs a credential', async () => {
    const response = await served.post('/sync/claims', JSON.stringify(claimOf('a/b', 1)))
    expect(await codeOf(response)).toBe('credential-wrong')
  })
})
