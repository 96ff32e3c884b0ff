import { expect, it } from 'vitest'
import { cutPower } from './power-cut/campaign.ts'
import type { Outcome } from './power-cut/replay.ts'
import { whyNotRecorded } from './power-cut/record.ts'

const reason = whyNotRecorded === undefined ? '' : ` (${whyNotRecorded})`

it.skipIf(whyNotRecorded !== undefined)(
  `no power cut takes an acknowledged sale, cart or close, or leaves half of one${reason}`,
  async () => {
    const outcomes = new Map<string, Outcome>()
    const campaign = await cutPower({ cuts: 14, seed: 20_261_123, sales: 8 }, (name, outcome) => {
      outcomes.set(name, outcome)
    })
    for (const [name, outcome] of Object.entries(campaign.scenarios)) {
      expect([name, outcome]).toMatchObject([name, { lost: 0, corrupt: 0, examples: [] }])
      expect(outcome.promised).toBeGreaterThan(0)
      expect(outcome.images).toBeGreaterThan(outcome.cuts)
    }
    // The canary: without the sync at each commit the same proof must find losses.
    expect(campaign.canary.worst).toBeGreaterThan(1)
  },
  180_000,
)
