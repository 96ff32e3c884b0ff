/** All scenarios and the canary, each recorded once and cut at many points. */
import { makePlace } from '../stage.ts'
import { heardIn, NO_PROMISES } from './promises.ts'
import { replay, type Outcome, type ReplayOptions } from './replay.ts'
import { canary, SCENARIOS } from './scenarios.ts'
import { openGround } from './till.ts'

export interface Campaign {
  readonly scenarios: Readonly<Record<string, Outcome>>
  readonly canary: Outcome
  readonly images: number
  readonly lost: number
  readonly corrupt: number
}

export interface CampaignOptions extends ReplayOptions {
  /** Sales of the first piece of the till's life, and of the canary. */
  readonly sales: number
}

/** `told` hears of each piece as it is done. */
export async function cutPower(
  options: CampaignOptions,
  told: (name: string, outcome: Outcome) => void,
): Promise<Campaign> {
  const ground = await openGround()
  const [till, other] = [makePlace(), makePlace()]
  try {
    const scenarios: Record<string, Outcome> = {}
    let promises = NO_PROMISES
    for (const { name, record } of SCENARIOS) {
      const recording = await record(ground, till, options.sales)
      const outcome = replay(recording, options, promises)
      scenarios[name] = outcome
      told(name, outcome)
      promises = recording.steps.reduce(heardIn, promises)
    }
    const recording = await canary.record(ground, other, options.sales)
    const found = replay(recording, options)
    told(canary.name, found)
    return { ...sumOf(Object.values(scenarios)), scenarios, canary: found }
  } finally {
    till.remove()
    other.remove()
    await ground.close()
  }
}

function sumOf(outcomes: readonly Outcome[]): Pick<Campaign, 'images' | 'lost' | 'corrupt'> {
  const total = (figure: 'images' | 'lost' | 'corrupt'): number =>
    outcomes.reduce((sum, outcome) => sum + outcome[figure], 0)
  return { images: total('images'), lost: total('lost'), corrupt: total('corrupt') }
}

/** Nothing lost, nothing corrupt, something promised in each; and the canary found out. */
export function isGood({ scenarios, lost, corrupt, canary: found }: Campaign): boolean {
  const promised = Object.values(scenarios).every((outcome) => outcome.promised > 0)
  return lost === 0 && corrupt === 0 && promised && found.worst > 1
}
