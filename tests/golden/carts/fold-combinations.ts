/**
 * Combinations, by trying every order of them and every number of applications of each: no bound,
 * no short cut, so only for carts as small as the golden ones.
 */
import { inOrder, isDiscountable, isMeant, takeOffTogether } from './fold-lines.ts'
import type { Grain, Work } from './fold-lines.ts'
import { byPrecedence, isUnitRule, percent, savingsOf, unitSaving } from './fold-rules.ts'
import { compare, exactly, less, nearest, NOUGHT, plus } from './fraction.ts'
import { times, total, type Fraction } from './fraction.ts'
import { readTarget, type WrittenPromotion } from './written.ts'

/** One piece of a line, with what unit rules would save on it. */
interface Piece {
  readonly work: Work
  readonly usual: Fraction
}

interface Application {
  readonly pieces: readonly Piece[]
  readonly saving: Fraction
  /** Of each piece, by which the saving is split over the lines. */
  readonly weights: readonly Fraction[]
}

interface Choice {
  readonly gain: Fraction
  /** The applications of each combination that is taken. */
  readonly taken: readonly (readonly Application[])[]
}

/** Finds the best choice and takes it off the lines. */
export function combine(
  works: readonly Work[],
  promotions: readonly WrittenPromotion[],
  grain: Grain,
): void {
  const combinations = promotions.filter(isCombination).toSorted(byPrecedence)
  const pieces = works.toSorted(inOrder).flatMap((work) => {
    const usual = total(savingsOf(work, works, promotions, grain).map(({ saving }) => saving))
    return Array.from({ length: piecesOf(work) }, () => ({ work, usual }))
  })
  const apply = (promotion: WrittenPromotion, from: readonly Piece[]): Application | undefined => {
    const application = applicationOf(promotion, from, works, grain)
    return application && compare(gainOf(application), NOUGHT) > 0 ? application : undefined
  }
  const alone = (promotion: WrittenPromotion): Fraction =>
    manyTimes(promotion, pieces, apply).reduce((sum, each) => plus(sum, gainOf(each)), NOUGHT)
  const tried = combinations.toSorted((a, b) => compare(alone(b), alone(a)))
  for (const applications of best(tried, pieces, apply).taken) take(applications, grain)
}

type Apply = (promotion: WrittenPromotion, from: readonly Piece[]) => Application | undefined

function isCombination(promotion: WrittenPromotion): boolean {
  const { rule, limit } = promotion
  if (isUnitRule(promotion)) return limit !== undefined
  return rule === 'buy-get' || rule === 'mix-and-match' || rule === 'bundle'
}

function best(
  combinations: readonly WrittenPromotion[],
  pieces: readonly Piece[],
  apply: Apply,
): Choice {
  let found: Choice = { gain: NOUGHT, taken: [] }
  for (const promotion of combinations) {
    const others = combinations.filter((each) => each !== promotion)
    const applications = manyTimes(promotion, pieces, apply)
    for (let count = applications.length; count > 0; count -= 1) {
      const some = applications.slice(0, count)
      const gone = new Set(some.flatMap((each) => each.pieces))
      const rest = best(
        others,
        pieces.filter((piece) => !gone.has(piece)),
        apply,
      )
      const gain = some.reduce((sum, each) => plus(sum, gainOf(each)), rest.gain)
      if (compare(gain, found.gain) <= 0) continue
      found = { gain, taken: [some, ...rest.taken] }
    }
  }
  return found
}

/** As long as it gains and its limit allows. */
function manyTimes(
  promotion: WrittenPromotion,
  pieces: readonly Piece[],
  apply: Apply,
): Application[] {
  const applications: Application[] = []
  let left = pieces
  while (applications.length < (promotion.limit ?? Infinity)) {
    const application = apply(promotion, left)
    if (!application) break
    applications.push(application)
    left = left.filter((piece) => !application.pieces.includes(piece))
  }
  return applications
}

/** Only whole pieces combine. */
function piecesOf(work: Work): number {
  const { numerator, denominator } = work.quantity
  if (work.line.unit !== 'piece' || !isDiscountable(work) || numerator % denominator !== 0n) return 0
  return Number(numerator / denominator)
}

/** The saving less what the pieces would have saved by unit rules. */
function gainOf({ saving, pieces }: Application): Fraction {
  return less(saving, total(pieces.map(({ usual }) => usual)))
}

function worth({ work, usual }: Piece): Fraction {
  return less(work.price, usual)
}

function meantBy(target: string, pieces: readonly Piece[]): readonly Piece[] {
  return pieces.filter(({ work }) => isMeant(readTarget(target), work))
}

/** `pieces` are in canonical order, and a sort keeps it among equals. */
function applicationOf(
  promotion: WrittenPromotion,
  pieces: readonly Piece[],
  works: readonly Work[],
  grain: Grain,
): Application | undefined {
  switch (promotion.rule) {
    case 'mix-and-match':
      return together([[promotion.of, promotion.count]], promotion.price, pieces)
    case 'bundle':
      return together(promotion.parts, promotion.price, pieces)
    case 'buy-get':
      return buyGet(promotion, pieces, grain)
    default: {
      const gains = pieces.map((piece) => {
        const saving = unitSaving(promotion, piece.work.price, piece.work, works, grain)
        return { piece, saving, gain: less(saving, piece.usual) }
      })
      const [most] = gains.toSorted((a, b) => compare(b.gain, a.gain))
      return most && { pieces: [most.piece], saving: most.saving, weights: [most.saving] }
    }
  }
}

/** So many of each part, those worth most, for one price. */
function together(
  parts: readonly (readonly [target: string, count: number])[],
  price: string,
  pieces: readonly Piece[],
): Application | undefined {
  const taken: Piece[] = []
  for (const [target, count] of parts) {
    const free = meantBy(target, pieces).filter((piece) => !taken.includes(piece))
    const worthMost = free.toSorted((a, b) => compare(worth(b), worth(a)))
    if (worthMost.length < count) return undefined
    taken.push(...worthMost.slice(0, count))
  }
  const weights = taken.map(({ work }) => work.price)
  return { pieces: taken, saving: less(total(weights), exactly(price)), weights }
}

function buyGet(
  promotion: Extract<WrittenPromotion, { rule: 'buy-get' }>,
  pieces: readonly Piece[],
  { steps }: Grain,
): Application | undefined {
  const { buy, get, buyOf, getOf, rate } = promotion
  const isOneTarget = buyOf === getOf
  const wanted = meantBy(getOf, pieces)
  const cheaper = isOneTarget ? wanted.slice(buy, buy + get) : wanted.slice(0, get)
  const others = meantBy(buyOf, pieces).filter((piece) => !cheaper.includes(piece))
  const paid = isOneTarget ? wanted.slice(0, buy) : others.slice(-buy)
  if (cheaper.length < get || paid.length < buy) return undefined
  const off = cheaper.map(({ work }) => nearest(times(work.price, percent(rate)), steps))
  const weights = [...paid.map(() => NOUGHT), ...off]
  return { pieces: [...paid, ...cheaper], saving: total(off), weights }
}

/** All applications of one combination are rounded together, once. */
function take(applications: readonly Application[], grain: Grain): void {
  const weights = new Map<Work, Fraction>()
  for (const { pieces, weights: own } of applications) {
    for (const [index, { work }] of pieces.entries()) {
      work.taken += 1n
      weights.set(work, plus(weights.get(work) ?? NOUGHT, own[index] ?? NOUGHT))
    }
  }
  const saving = nearest(total(applications.map((each) => each.saving)), grain.parts)
  takeOffTogether(saving, [...weights], grain)
}
