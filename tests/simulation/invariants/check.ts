/** All that must be true after every step, and the little more that must be true after healing. */
import { findWrongTill } from '../../../src/backend/verify/tills.ts'
import type { World } from '../world.ts'
import { accountsAreTheSum, shownAccountsAreTrue } from './accounts.ts'
import { everyoneHadSignedIn } from './authority.ts'
import { type Books, readBooks } from './books.ts'
import { callsAreFew, logStaysSmall } from './bounds.ts'
import { chainChecker, receiptsAreUnique, totalsAreTheFold } from './chain.ts'
import { appliedOnce, nothingIsInvented, sentIsThere, unionIsComplete } from './delivery.ts'
import { claimsAreCounted, hooksAreTrue, salesNameTheirClaims, tillsResumeOnce } from './claims.ts'
import { detailsWereWritten, pointsAreTheSum, shownCustomersAreTrue } from './customers.ts'
import { acknowledgedStands, allIsAcknowledged } from './durability.ts'
import { type Ledger, readLedger } from './ledger.ts'
import { cashIsExpected, moneyAddsUp, salesAreWhole } from './money.ts'
import { pricesWereSet } from './prices.ts'
import { noTillReturnsTooMuch, riskIsBounded, wordIsKept } from './returns.ts'
import { type Sight, Sights } from './sight.ts'
import { levelsAreTheSum, movementsAreWhole, oversoldIsTold, shownIsTrue } from './stock.ts'

type OfTerminal = (sight: Sight) => string[]
type OfBooks = (sights: readonly Sight[], ledger: Ledger, books: Books, world: World) => string[]
type OfWorld = (sights: readonly Sight[], ledger: Ledger, world: World) => string[]

const OF_TERMINAL: readonly OfTerminal[] = [
  moneyAddsUp,
  cashIsExpected,
  salesAreWhole,
  movementsAreWhole,
  totalsAreTheFold,
  acknowledgedStands,
  everyoneHadSignedIn,
  riskIsBounded,
  salesNameTheirClaims,
  tillsResumeOnce,
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
  (_, __, world) => callsAreFew(world),
]
const OF_BOOKS: readonly OfBooks[] = [
  claimsAreCounted,
  hooksAreTrue,
  pointsAreTheSum,
  detailsWereWritten,
  shownCustomersAreTrue,
  accountsAreTheSum,
  shownAccountsAreTrue,
]
/** Reading the books costs as much as a step: they are looked at after so many changes. */
const CHANGES_BETWEEN_BOOKS = 6

const HEALED: readonly OfWorld[] = [allIsAcknowledged, unionIsComplete]

/** Checks a world step by step; what has not changed since the last look is not checked again. */
export class Checks {
  readonly #world: World
  readonly #sights = new Sights()
  readonly #ofTerminal = [chainChecker(), ...OF_TERMINAL]
  #changes = 0
  #ledger: { readonly read: Ledger; readonly changes: number } | undefined

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
      this.#ofTerminal.flatMap((check) =>
        check(sight).map((each) => `${sight.terminal.name}: ${each}`),
      ),
    )
    const sights = seen.map(({ sight }) => sight)
    const hasChanged = isNew || fresh.length > 0
    const ofWorld = hasChanged ? this.#all(OF_WORLD, sights, ledger) : []
    if (hasChanged) this.#changes += 1
    const isTurn = hasChanged && this.#changes % CHANGES_BETWEEN_BOOKS === 0
    const ofBooks = isTurn ? await this.#ofBooks(sights, ledger) : []
    return [...observer.surprises, ...ofTerminals, ...ofWorld, ...ofBooks]
  }

  async #ofBooks(sights: readonly Sight[], ledger: Ledger): Promise<string[]> {
    const books = await readBooks(this.#world)
    const wrong = OF_BOOKS.flatMap((check) => check(sights, ledger, books, this.#world))
    // The Zs are the terminals' words, the sums beside them the backend's own.
    const wrongTill = await findWrongTill(this.#world.backend.shared.database)
    return wrongTill === undefined ? wrong : [...wrong, wrongTill]
  }

  /** Looks at everything anew, and at what holds only when all have come together. */
  async afterHealing(): Promise<string[]> {
    const { terminals } = this.#world
    const complete = new Checks(this.#world)
    const always = await complete.afterStep()
    const sights = terminals.map((terminal) => complete.#sights.of(terminal).sight)
    const ledger = await readLedger(this.#world)
    const ofBooks = await complete.#ofBooks(sights, ledger)
    return [...always, ...ofBooks, ...this.#all(HEALED, sights, ledger)]
  }

  async #look(): Promise<{ readonly ledger: Ledger; readonly isNew: boolean }> {
    const { changes } = this.#world.backend
    if (this.#ledger?.changes === changes) return { ledger: this.#ledger.read, isNew: false }
    const read = await readLedger(this.#world)
    this.#ledger = { read, changes }
    return { ledger: read, isNew: true }
  }

  #all(checks: readonly OfWorld[], sights: readonly Sight[], ledger: Ledger): string[] {
    return checks.flatMap((check) => check(sights, ledger, this.#world))
  }
}
