import fc from 'fast-check'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { arrive, road } from './arrivals.ts'
import { openStage, type Stage } from './stage.ts'

describe('entries of many terminals, in any order, doubled and at once', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage.close())

  it('take effect once each, whatever way they come', async () => {
    const roads = fc.array(road, { minLength: 1, maxLength: 2 })
    await fc.assert(
      fc.asyncProperty(roads, (each) => arrive(stage, each)),
      { numRuns: 12, seed: 20_260_530, endOnFailure: true },
    )
  }, 120_000)
})
