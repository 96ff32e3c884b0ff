/** Tax of a cart's lines, rounded by line or by document. The rules are in `docs/pricing.md`. */
import { multiplyDivided } from '../money.ts'
import { RATE_SCALE } from '../rate.ts'
import { apportion, product, roundDivide, type Whole } from './apportion.ts'
import type { TaxRate } from './tax-rate.ts'

/** What is taxed: in the canonical order of lines. */
export interface Taxable {
  readonly net: number
  readonly taxClass: string
  readonly rates: readonly TaxRate[]
}

export interface TaxRule {
  readonly taxIncluded: boolean
  readonly taxRounding: 'line' | 'document'
}

export interface Taxes {
  /** For each line the tax of each of its rates. */
  readonly ofLines: readonly (readonly number[])[]
  /** tax − Σ of what each line's tax would be rounded alone. */
  readonly rounding: number
}

/** Rates as weights of the base: weight / scale of it is the tax. */
interface Weights {
  readonly weights: readonly Whole[]
  /** The same, those that are rounded as one together. */
  readonly runs: readonly (readonly Whole[])[]
  readonly scale: Whole
  /** scale + Σ weights: the price with tax. */
  readonly full: Whole
}

export function taxesOf(lines: readonly Taxable[], rule: TaxRule): Taxes {
  const byKey = new Map<string, { weights: Weights; members: number[] }>()
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as Taxable
    const key = taxKey(line)
    const group = byKey.get(key)
    if (group) group.members.push(index)
    else byKey.set(key, { weights: weightsOf(line.rates), members: [index] })
  }
  const ofLines = lines.map((): readonly number[] => [])
  let rounding = 0
  for (const { weights, members } of byKey.values()) {
    const nets = members.map((index) => lines[index]?.net ?? 0)
    const alone = nets.map((net) => roundedTaxes(net, weights, rule.taxIncluded))
    const taxes = rule.taxRounding === 'line' ? alone : sharedTaxes(nets, weights, rule.taxIncluded)
    members.forEach((index, place) => (ofLines[index] = taxes[place] ?? []))
    if (rule.taxRounding === 'document') rounding += total(taxes) - total(alone)
  }
  return { ofLines, rounding }
}

/** A class may have changed its rates while the cart was open: rates belong to the key. */
export function taxKey({ taxClass, rates }: Pick<Taxable, 'taxClass' | 'rates'>): string {
  let key = keys.get(rates)
  if (key === undefined) {
    key = ''
    for (const rate of rates) key += rateKey(rate)
    keys.set(rates, key)
  }
  return taxClass + key
}

/** A line keeps its rates as long as it is in the cart, and is priced after each scan. */
const keys = new WeakMap<readonly TaxRate[], string>()

type TaxShare = Pick<Taxable, 'taxClass'> & TaxRate

/** Of one row of the tax table. */
export function shareKey(share: TaxShare): string {
  return share.taxClass + rateKey(share)
}

/** Whether both stand in one row of the tax table: what `shareKey` says without making a text. */
export function isSameRate(a: TaxShare, b: TaxShare): boolean {
  return (
    a.code === b.code &&
    a.rate === b.rate &&
    a.taxClass === b.taxClass &&
    (a.compound === true) === (b.compound === true) &&
    (a.joined === true) === (b.joined === true)
  )
}

function rateKey({ code, rate, compound, joined }: TaxRate): string {
  return `\n${code}\n${String(rate)}${compound === true ? '+' : ''}${joined === true ? '&' : ''}`
}

/** How many rows the tax table of these lines has at most, at a fraction of its cost. */
export function countTaxes(lines: readonly Pick<Taxable, 'taxClass' | 'rates'>[]): number {
  const counts = new Map(lines.map((line) => [taxKey(line), line.rates.length]))
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

/** A compound rate is taken on the base and all taxes before it, unrounded. */
function weightsOf(rates: readonly TaxRate[]): Weights {
  let scale: Whole = RATE_SCALE
  let weights: Whole[] = rates.map((each): number => each.rate)
  if (rates.some((each) => each.compound === true)) {
    const step = BigInt(RATE_SCALE)
    let exact = 1n
    weights = []
    for (const { rate, compound } of rates) {
      const base: Whole = compound === true ? weights.reduce(more, exact) : exact
      weights = [...weights.map((each) => BigInt(each) * step), BigInt(base) * BigInt(rate)]
      exact *= step
    }
    scale = exact
  }
  const runs: Whole[][] = []
  for (const [index, weight] of weights.entries()) {
    const run = rates[index]?.joined === true ? runs.at(-1) : undefined
    if (run) run.push(weight)
    else runs.push([weight])
  }
  return { weights, runs, scale, full: more(scale, sumOf(weights)) }
}

/** The taxes of one amount: on top of it, each run of joined rates rounded once, or out of it. */
function roundedTaxes(net: number, weights: Weights, isIncluded: boolean): number[] {
  const { scale, full } = weights
  // The tax is what the law has rounded, not the base: half a cent of tax goes up.
  if (isIncluded) return split(part(net, sumOf(weights.weights), full), weights.weights)
  return weights.runs.flatMap((run) => split(part(net, sumOf(run), scale), run))
}

/** Differences of rounded running shares: no part is below 0 where the tax is not. */
function split(tax: number, weights: readonly Whole[]): number[] {
  if (weights.length === 1) return [tax]
  const whole = sumOf(weights)
  let weighed: Whole = 0
  let given = 0
  return weights.map((weight) => {
    weighed = more(weighed, weight)
    const reached: number = Number(whole) === 0 ? 0 : part(tax, weighed, whole)
    const share = reached - given
    given = reached
    return share
  })
}

/** The taxes of the sum, each rate's split over the lines by their exact tax. */
function sharedTaxes(nets: readonly number[], weights: Weights, isIncluded: boolean): number[][] {
  const sum = nets.reduce((all, net) => all + net, 0)
  const shares = nets.map((): number[] => [])
  for (const [rate, tax] of roundedTaxes(sum, weights, isIncluded).entries()) {
    const weight = weights.weights[rate] ?? 0
    const parts = apportion(
      tax,
      nets.map((net) => product(net, weight)),
      isIncluded ? weights.full : weights.scale,
    )
    for (const [index, share] of parts.entries()) shares[index]?.push(share)
  }
  return shares
}

function part(amount: number, weight: Whole, scale: Whole): number {
  return typeof weight === 'number' && typeof scale === 'number'
    ? multiplyDivided(amount, weight, scale)
    : roundDivide(product(amount, weight), scale)
}

function more(a: Whole, b: Whole): Whole {
  return typeof a === 'number' && typeof b === 'number' ? a + b : BigInt(a) + BigInt(b)
}

function sumOf(weights: readonly Whole[]): Whole {
  return weights.reduce(more, 0)
}

function total(taxes: readonly (readonly number[])[]): number {
  return taxes.reduce((all, each) => all + each.reduce((sum, tax) => sum + tax, 0), 0)
}
