/**
 * Several terminals take the same goods back, some of them cut off: whatever arrives in whatever
 * order, what came back is what their entries say, and more than was sold is never silent.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { releaseClaim, takeClaim } from '../../src/backend/claims/take.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import { saleLineKey, type Claim } from '../../src/domain/claim.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import { enrolTerminal, Journal, openStage, random, saleFact } from './stage.ts'
import type { Stage, StagedTerminal } from './stage.ts'

const TERMINALS = 3

let stage: Stage
let tills: StagedTerminal[]
beforeAll(async () => {
  stage = await openStage()
  tills = []
  for (let till = 0; till < TERMINALS; till += 1) tills.push(await enrolTerminal(stage))
})
afterAll(() => stage.close())

const attempts = fc.array(
  fc.record({
    till: fc.nat(TERMINALS - 1),
    pieces: fc.integer({ min: 1, max: 3 }),
    /** Whether the backend is asked, and hears of the entry at once. */
    isOnline: fc.boolean(),
    isGivenUp: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
)

function tillAt(position: number): StagedTerminal {
  const till = tills[position]
  if (!till) throw new Error('there is no such till')
  return till
}

interface Attempt {
  readonly till: number
  readonly pieces: number
  readonly isOnline: boolean
  readonly isGivenUp: boolean
}

/** A sale of some pieces by the first till, and what the tills then do with its goods. */
async function day(sold: number, tried: readonly Attempt[], isSoldLate: boolean) {
  const journals = tills.map((terminal) => new Journal(terminal, { ordinal: 1, id: random.id() }))
  const send = async (till: number, backwards = false) => {
    const entries = journals[till]?.entries ?? []
    const { backend } = stage
    await receive(backend, tillAt(till), backwards ? entries.toReversed() : entries)
  }
  for (const journal of journals) journal.open()
  const sale = saleFact(stage.shop, [{ item: random.id(), quantity: sold * 1000 }])
  const key = saleLineKey(sale.body.sale, sale.body.lines[0]?.id ?? '')
  journals[0]?.append(sale)
  if (!isSoldLate) await send(0)
  let taken = 0
  for (const { till, pieces, isOnline, isGivenUp } of tried) {
    const claim: Claim = { id: random.id(), kind: 'sale-line', key, amount: pieces * 1000 }
    const asked = { ...claim, draft: random.id() }
    const answer = isOnline ? await takeClaim(stage.backend, tillAt(till), asked) : undefined
    // A till does what it is told, and decides alone where nobody told it anything.
    if (answer?.ok === true && isUsedUp(answer.value)) continue
    if (isGivenUp) {
      await releaseClaim(stage.backend, tillAt(till), claim.id)
      continue
    }
    journals[till]?.append(returning(claim))
    taken += claim.amount
    if (isOnline) await send(till)
  }
  for (let till = TERMINALS - 1; till >= 0; till -= 1) await send(till, till % 2 === 1)
  return { key, taken, most: sold * 1000 }
}

function isUsedUp(answer: { readonly outcome: string; readonly reason?: string }): boolean {
  return answer.outcome === 'refused' && answer.reason === 'used-up'
}

function returning(claim: Claim): Fact<'sale-completed'> {
  const fact = saleFact(stage.shop, [{ item: random.id(), quantity: 1000 }])
  return { ...fact, body: { ...fact.body, claims: [claim] } }
}

describe('goods that come back to several terminals', () => {
  it('are never more than were sold without an exception, whoever was cut off', async () => {
    const cases = fc.tuple(fc.integer({ min: 1, max: 6 }), attempts, fc.boolean())
    await fc.assert(
      fc.asyncProperty(cases, async ([sold, tried, isSoldLate]) => {
        const { key, taken, most } = await day(sold, tried, isSoldLate)
        const { database } = stage.backend
        const account = await database
          .selectFrom('claimable')
          .select(['most', 'taken', 'held'])
          .where('key', '=', key)
          .executeTakeFirst()
        expect(account?.taken ?? 0).toBe(taken)
        expect(account?.held ?? 0).toBe(0)
        const { exceptions } = await exceptionsOf(database, stage.shop.tenant)
        const told = exceptions.find((each) => each.kind === 'over-claimed' && each.key === key)
        expect(told === undefined).toBe(taken <= most)
        const isAllClaimed = !isSoldLate && tried.every(({ isOnline }) => isOnline)
        if (isAllClaimed) expect(taken).toBeLessThanOrEqual(most)
      }),
      { seed: 20_261_126, numRuns: 12 },
    )
    expect(await verifyBackend(stage.backend.database)).toMatchObject({ broken: undefined })
  })
})
