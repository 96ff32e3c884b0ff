/**
 * A cart of 200 lines against 500 active promotions of every kind, priced anew as after each scan:
 * the whole price, without anything kept from the one before. Beside it the same cart with half of
 * its lines, for what a line more costs, and without any promotion.
 */
import { priceCart } from '../../src/domain/pricing/engine.ts'
import { NO_PROMOTIONS, preparePromotions } from '../../src/domain/pricing/prepare.ts'
import { collectAlone } from '../../src/system/collector.ts'
import { manyPromotions, shoppingCart } from '../fixtures/many-promotions.ts'
import type { Bench } from './bench.ts'
import { measureInTurn, ratio } from './measure.ts'

const LINES = 200
const PROMOTIONS = 500
const ROUNDS = 2000
const BOUND_US = 2000
/** Twice the lines may cost twice as much, and what a busy machine adds to that. */
const LINEAR = 2.2

export const pricing: Bench = {
  name: 'pricing',
  async run() {
    // As the core does it, in whose process a till prices, with all that it has loaded.
    await import('../../src/terminal.ts')
    collectAlone()
    const promotions = preparePromotions(manyPromotions(PROMOTIONS))
    const carts = Array.from({ length: 50 }, (_, seed) => shoppingCart(LINES, seed))
    const halves = carts.map((each) => ({ ...each, lines: each.lines.slice(0, LINES / 2) }))
    const at = <T>(all: readonly T[], round: number): T => all[round % all.length] as T
    const measured = await measureInTurn(
      {
        lines200: (round) => priceCart(at(carts, round), promotions),
        lines100: (round) => priceCart(at(halves, round), promotions),
        withoutPromotions: (round) => priceCart(at(carts, round), NO_PROMOTIONS),
      },
      ROUNDS,
    )
    const priced = carts.map((each) => priceCart(each, promotions))
    const twiceTheLines = ratio(measured.lines200.p50, measured.lines100.p50)
    return {
      ok: measured.lines200.p99 <= BOUND_US && twiceTheLines <= LINEAR,
      figures: {
        ...measured,
        boundUs: BOUND_US,
        twiceTheLines,
        perAddedLineUs: ratio(measured.lines200.p50 - measured.lines100.p50, LINES / 2),
        appliedOnAverage: ratio(
          priced.reduce((sum, { applied }) => sum + applied.length, 0),
          priced.length,
        ),
        exact: priced.filter(({ isExact }) => isExact).length,
        ofCarts: priced.length,
      },
    }
  },
}
