/** Carts that tills put aside, as the backend tells the tills beside them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { takeClaim } from '../../src/backend/claims/take.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { listParked, readParked } from '../../src/backend/parking/find.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import type { Claim } from '../../src/domain/claim.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { emptyDraft } from '../../src/domain/selling/draft.ts'
import { parkedDraftSchema } from '../../src/domain/selling/parked.ts'
import { enrolTerminal, Journal, openStage, random, type Stage } from './stage.ts'

describe('a cart that a till put aside', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage?.close())

  async function openTill() {
    const terminal = await enrolTerminal(stage)
    const journal = new Journal(terminal)
    journal.open()
    const send = (fact: Fact) => {
      journal.append(fact)
      return receive(stage.backend, terminal, journal.entries)
    }
    const list = (held: string[] = []) =>
      listParked(stage.backend.database, terminal, { held, what: 'carts' })
    const read = (park: string) => readParked(stage.backend.database, terminal, park)
    const claim = (each: Claim) =>
      takeClaim(stage.backend, terminal, { ...each, draft: random.id() })
    return { terminal, send, list, read, claim }
  }

  const parked = (): Fact<'cart-parked'> => ({
    kind: 'cart-parked',
    body: {
      ...{ park: random.id(), total: minor(0) },
      draft: parkedDraftSchema.parse(emptyDraft(random.id(), 1)),
    },
  })
  const claimOf = (park: string): Claim => ({
    ...{ id: random.id(), kind: 'parked-cart', key: park, amount: 1 },
  })
  const resumed = (
    { body }: Fact<'cart-parked'>,
    claim = claimOf(body.park),
  ): Fact<'cart-resumed'> => ({
    kind: 'cart-resumed',
    body: { park: body.park, draft: body.draft.id, claim },
  })

  it('is told to the others, given to the first who asks, and then gone', async () => {
    const [first, second, third] = [await openTill(), await openTill(), await openTill()]
    const fact = parked()
    const { park } = fact.body
    expect(await second.claim(claimOf(park))).toMatchObject({ value: { reason: 'unknown' } })
    await first.send(fact)
    expect((await first.list([park])).carts).toEqual([])
    // Put back from a copy it does not know it any more.
    expect((await first.list()).carts).toMatchObject([{ park }])
    expect((await second.list()).carts).toMatchObject([{ park, terminal: first.terminal.terminal }])
    const claim = claimOf(park)
    expect(await second.claim(claim)).toMatchObject({ value: { outcome: 'granted' } })
    expect(await third.claim(claimOf(park))).toMatchObject({ value: { reason: 'used-up' } })
    expect((await second.read(park)).cart).toMatchObject({ park, draft: fact.body.draft })
    await second.send(resumed(fact, claim))
    expect(await first.list([park])).toEqual({ carts: [], taken: [park] })
    expect((await third.list()).carts).toEqual([])
    expect(await third.read(park)).toEqual({ cart: null })
    expect(await first.claim(claimOf(park))).toMatchObject({ value: { reason: 'used-up' } })
    expect((await exceptionsOf(stage.backend.database, first.terminal.tenant)).exceptions).toEqual(
      [],
    )
  })

  it('stays gone where a restored backend hears first of who went on with it', async () => {
    const [first, second] = [await openTill(), await openTill()]
    const fact = parked()
    const { park } = fact.body
    await second.send(resumed(fact))
    await first.send(fact)
    expect((await second.list()).carts.map((each) => each.park)).not.toContain(park)
    expect(await second.read(park)).toEqual({ cart: null })
    expect(await first.claim(claimOf(park))).toMatchObject({ value: { reason: 'used-up' } })
  })

  it('that two went on with, one of them alone, is an exception', async () => {
    const [first, second] = [await openTill(), await openTill()]
    const fact = parked()
    await first.send(fact)
    await second.send(resumed(fact))
    await first.send(resumed(fact))
    const { tenant } = first.terminal
    const { exceptions } = await exceptionsOf(stage.backend.database, tenant)
    const { park } = fact.body
    const wrong = { kind: 'over-claimed', claim: 'parked-cart', key: park, most: 1, taken: 2 }
    expect(exceptions).toMatchObject([wrong])
    expect(await verifyBackend(stage.backend.database)).toMatchObject({ broken: undefined })
  })
})
