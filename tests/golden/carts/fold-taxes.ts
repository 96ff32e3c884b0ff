/** The taxes of the lines, with the law's own roundings only. */
import { byRemainder, type Grain, type Work } from './fold-lines.ts'
import { compare, exactly, fraction, less, nearest, NOUGHT, over, plus, times, total } from './fraction.ts'
import { WHOLE, type Fraction } from './fraction.ts'
import type { Country, WrittenRate } from './written.ts'

export interface Ways {
  readonly taxIncluded: boolean
  readonly taxRounding: 'line' | 'document'
}

/** Of each line, the tax of each rate of its class, in their order. */
export function taxesOf(
  works: readonly Work[],
  country: Country,
  { taxIncluded, taxRounding }: Ways,
  grain: Grain,
): Map<Work, readonly Fraction[]> {
  const ratesOf = (work: Work): readonly WrittenRate[] => country.classes[work.line.taxClass] ?? []
  const ofAmount = (net: Fraction, rates: readonly WrittenRate[]): Fraction[] =>
    taxIncluded ? inside(net, rates, grain) : onTop(net, rates, grain)
  if (taxRounding === 'line') {
    return new Map(works.map((work) => [work, ofAmount(work.left, ratesOf(work))]))
  }
  const taxes = new Map<Work, readonly Fraction[]>()
  for (const taxClass of new Set(works.map(({ line }) => line.taxClass))) {
    const members = works.filter(({ line }) => line.taxClass === taxClass)
    const rates = country.classes[taxClass] ?? []
    const whole = ofAmount(total(members.map(({ left }) => left)), rates)
    const exact = exactRates(rates)
    const all = taxIncluded ? plus(WHOLE, total(exact)) : WHOLE
    const parts = whole.map((tax, index) => {
      const share = over(exact[index] ?? NOUGHT, all)
      const shares = members.map((work) => ({ work, exact: times(work.left, share) }))
      return byRemainder(tax, shares, grain)
    })
    for (const work of members) {
      taxes.set(
        work,
        parts.map((part) => part.get(work) ?? NOUGHT),
      )
    }
  }
  return taxes
}

/** Each rate as a share of the net: a compound one is taken on the taxes before it too. */
function exactRates(rates: readonly WrittenRate[]): Fraction[] {
  const exact: Fraction[] = []
  for (const { rate, compound } of rates) {
    const own = over(exactly(rate), fraction(100n))
    exact.push(compound ? times(own, plus(WHOLE, total(exact))) : own)
  }
  return exact
}

function inside(net: Fraction, rates: readonly WrittenRate[], { parts }: Grain): Fraction[] {
  const exact = exactRates(rates)
  const share = over(total(exact), plus(WHOLE, total(exact)))
  return running(nearest(times(net, share), parts), exact, parts)
}

function onTop(net: Fraction, rates: readonly WrittenRate[], { parts }: Grain): Fraction[] {
  const exact = exactRates(rates)
  const taxes: Fraction[] = []
  while (taxes.length < rates.length) {
    const from = taxes.length
    let to = from + 1
    while (rates[to]?.joined) to += 1
    const run = exact.slice(from, to)
    taxes.push(...running(nearest(times(net, total(run)), parts), run, parts))
  }
  return taxes
}

/** Splits by the differences of rounded running shares. */
function running(amount: Fraction, weights: readonly Fraction[], parts: bigint): Fraction[] {
  const whole = total(weights)
  if (compare(whole, NOUGHT) === 0) return weights.map(() => NOUGHT)
  let before = NOUGHT
  return weights.map((_, index) => {
    const share = over(total(weights.slice(0, index + 1)), whole)
    const reached = nearest(times(amount, share), parts)
    const part = less(reached, before)
    before = reached
    return part
  })
}
