/** All that must be true after every step, and the little more that must be true after healing. */
import type { World } from '../world.ts'
import { everyoneHadSignedIn } from './authority.ts'
import { callsAreFew, logStaysSmall } from './bounds.ts'
import { chainHolds, receiptsAreUnique, totalsAreTheFold } from './chain.ts'
import { appliedOnce, nothingIsInvented, sentIsThere, unionIsComplete } from './delivery.ts'
import { acknowledgedStands, allIsAcknowledged } from './durability.ts'
import { type Ledger, readLedger } from './ledger.ts'
import { cashIsExpected, moneyAddsUp, salesAreWhole } from './money.ts'
import { pricesWereSet } from './prices.ts'
import { noTillReturnsTooMuch, returnsAreCounted, riskIsBounded, wordIsKept } from './returns.ts'
import { type Sight, Sights } from './sight.ts'
import { levelsAreTheSum, oversoldIsTold, shownIsTrue } from './stock.ts'

type OfTerminal = (sight: Sight) => string[]
type OfWorld = (sights: readonly Sight[], ledger: Ledger, world: World) => string[]

const OF_TERMINAL: readonly OfTerminal[] = [
  moneyAddsUp,
  cashIsExpected,
  salesAreWhole,
  chainHolds,
  totalsAreTheFold,
  acknowledgedStands,
  everyoneHadSignedIn,
  riskIsBounded,
  logStaysSmall,
]
const OF_WORLD: readonly OfWorld[] = [
  receiptsAreUnique,
  nothingIsInvented,
  appliedOnce,
  sentIsThere,
  levelsAreTheSum,
  (_, ledger) => oversoldIsTold(ledger),
  shownIsTrue,
  (sights, _, world) => pricesWereSet(sights, world),
  noTillReturnsTooMuch,
  wordIsKept,
  returnsAreCounted,
  (_, __, world) => callsAreFew(world),
]
const HEALED: readonly OfWorld[] = [allIsAcknowledged, unionIsComplete]

/** Checks a world step by step; what has not changed since the last look is not checked again. */
export class Checks {
  readonly #world: World
  readonly #sights = new Sights()
  #ledger: { readonly read: Ledger; readonly handled: number } | undefined

  constructor(world: World) {
    this.#world = world
  }

  /** Answers what is wrong; empty where nothing is. */
  async afterStep(): Promise<string[]> {
    const { observer, terminals } = this.#world
    const seen = terminals.map((terminal) => this.#sights.of(terminal))
    const fresh = seen.filter(({ isNew }) => isNew)
    const { ledger, isNew } = await this.#look()
    const ofTerminals = fresh.flatMap(({ sight }) =>
      OF_TERMINAL.flatMap((check) => check(sight).map((each) => `${sight.terminal.name}: ${each}`)),
    )
    const sights = seen.map(({ sight }) => sight)
    const hasChanged = isNew || fresh.length > 0
    const ofWorld = hasChanged ? this.#all(OF_WORLD, sights, ledger) : []
    return [...observer.surprises, ...ofTerminals, ...ofWorld]
  }

  /** Looks at everything anew, and at what holds only when all have come together. */
  async afterHealing(): Promise<string[]> {
    const { terminals } = this.#world
    const complete = new Checks(this.#world)
    const always = await complete.afterStep()
    const sights = terminals.map((terminal) => complete.#sights.of(terminal).sight)
    return [...always, ...this.#all(HEALED, sights, await readLedger(this.#world))]
  }

  async #look(): Promise<{ readonly ledger: Ledger; readonly isNew: boolean }> {
    const { handled } = this.#world.backend
    if (this.#ledger?.handled === handled) return { ledger: this.#ledger.read, isNew: false }
    const read = await readLedger(this.#world)
    this.#ledger = { read, handled }
    return { ledger: read, isNew: true }
  }

  #all(checks: readonly OfWorld[], sights: readonly Sight[], ledger: Ledger): string[] {
    return checks.flatMap((check) => check(sights, ledger, this.#world))
  }
}
