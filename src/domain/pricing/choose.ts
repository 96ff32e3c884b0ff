/**
 * Which combinations to apply, how often and in which order, so that the customer saves most. Those
 * that want the same pieces are decided together: every order and every number of applications is
 * tried, up to a bound; beyond it the best found so far stands. It begins with the combination that
 * gains most alone, so that the first thing tried is what a person would do.
 */
import { applyOf, piecesOf, type Application, type Apply, type Ground } from './combinations.ts'
import type { Match } from './matches.ts'
import { percentOf } from './unit-savings.ts'

/** Choices that are looked at for one group of combinations that want the same pieces. */
export const CHOICES_LIMIT = 400

/** A combination that is applied. */
export interface Chosen {
  readonly match: Match
  readonly applications: readonly Application[]
}

export interface Choice {
  readonly chosen: readonly Chosen[]
  /** True where no other choice could save more; false where the bound was reached. */
  readonly isExact: boolean
  /** Of each combination: what it would be alone; undefined where too few pieces are there. */
  readonly alone: ReadonlyMap<Match, Application | undefined>
}

interface Candidate {
  readonly match: Match
  readonly apply: Apply
  readonly limit: number
  /** No choice gains more by it than this. */
  readonly bound: number
}

export function chooseCombinations(matches: readonly Match[], ground: Ground): Choice {
  const free = ground.works.map(piecesOf)
  const alone = new Map<Match, Application | undefined>()
  const candidates: Candidate[] = []
  for (const match of matches) {
    if (match.prepared.level !== 'combination' || match.why !== undefined) continue
    const apply = applyOf(match, ground)
    const limit = match.prepared.promotion.limit ?? Infinity
    const run = runOf({ apply, limit }, [...free])
    alone.set(match, run[0] ?? apply([...free]))
    if (run.length === 0) continue
    const bound = Math.max(gainOf(run), mostOf(match, ground, limit))
    candidates.push({ match, apply, limit, bound })
  }
  const searches = conflicts(candidates, ground).map((group) => search(group, free))
  return {
    chosen: searches.flatMap(({ chosen }) => chosen),
    isExact: searches.every(({ isExact }) => isExact),
    alone,
  }
}

/**
 * Buy-get takes its pieces by price, so a later application may gain more than an earlier one: what
 * it could gain at most is the largest savings there are, as often as there are pieces for it.
 */
function mostOf({ prepared, lines }: Match, { works }: Ground, limit: number): number {
  const { rule } = prepared.promotion
  if (rule.kind !== 'buy-get') return 0
  const savings = (lines[1] ?? []).flatMap((index) => {
    const work = works[index]
    return work
      ? [{ pieces: piecesOf(work), saving: percentOf(work.line.unitPrice, rule.rate) }]
      : []
  })
  const all = savings.reduce((sum, { pieces }) => sum + pieces, 0)
  let left = Math.min(Math.floor(all / rule.get.count), limit) * rule.get.count
  let most = 0
  for (const { pieces, saving } of savings) {
    const taken = Math.min(pieces, left)
    most += taken * saving
    left -= taken
  }
  return most
}

/** Applications one after the other for as long as each gains. */
function runOf(
  { apply, limit }: Pick<Candidate, 'apply' | 'limit'>,
  free: number[],
): Application[] {
  const run: Application[] = []
  while (run.length < limit) {
    const application = apply(free)
    if (!application) break
    if (application.gain <= 0) break
    run.push(application)
  }
  return run
}

/** Groups of candidates that could want the same pieces, each in the order in which it is tried. */
function conflicts(candidates: readonly Candidate[], { works }: Ground): Candidate[][] {
  const groupOfLine = works.map((): number => -1)
  const groups: (Candidate[] | undefined)[] = []
  for (const candidate of candidates) {
    const places = new Set(candidate.match.lines.flat())
    const met = new Set([...places].map((index) => groupOfLine[index] ?? -1))
    met.delete(-1)
    const group = [...[...met].flatMap((each) => groups[each] ?? []), candidate]
    for (const each of met) groups[each] = undefined
    const number = groups.push(group) - 1
    for (const [index, each] of groupOfLine.entries()) {
      if (met.has(each) || places.has(index)) groupOfLine[index] = number
    }
  }
  const order = ({ match }: Candidate): number => match.prepared.order
  return groups
    .filter((group) => group !== undefined)
    .map((group) => group.toSorted((a, b) => b.bound - a.bound || order(a) - order(b)))
}

function search(
  group: readonly Candidate[],
  free: readonly number[],
): { readonly chosen: readonly Chosen[]; readonly isExact: boolean } {
  let best: { gain: number; chosen: readonly Chosen[] } = { gain: 0, chosen: [] }
  let left = CHOICES_LIMIT
  const from = (
    state: number[],
    rest: readonly Candidate[],
    gain: number,
    path: Chosen[],
  ): void => {
    if (gain > best.gain) best = { gain, chosen: path }
    if (gain + boundOf(rest) <= best.gain) return
    for (const candidate of rest) {
      if (left <= 0) return
      left -= 1
      const others = rest.filter((each) => each !== candidate)
      const run = runOf(candidate, [...state])
      for (let times = run.length; times > 0 && left > 0; times -= 1) {
        if (times < run.length) left -= 1
        const applications = run.slice(0, times)
        const chosen = { match: candidate.match, applications }
        from(after(state, applications), others, gain + gainOf(applications), [...path, chosen])
      }
    }
  }
  from([...free], group, 0, [])
  return { chosen: best.chosen, isExact: left > 0 }
}

function after(state: readonly number[], applications: readonly Application[]): number[] {
  const next = [...state]
  for (const { taken } of applications) {
    for (const { index, pieces } of taken) next[index] = (next[index] ?? 0) - pieces
  }
  return next
}

function gainOf(applications: readonly Application[]): number {
  return applications.reduce((sum, { gain }) => sum + gain, 0)
}

function boundOf(rest: readonly Candidate[]): number {
  return rest.reduce((sum, { bound }) => sum + bound, 0)
}
