/**
 * Which combinations to apply, how often and in which order, so that the customer saves most. Those
 * that want the same pieces are decided together.
 */
import {
  applyOf,
  giveBack,
  piecesOf,
  type Application,
  type Apply,
  type Ground,
} from './combinations.ts'
import { groupsOf } from './groups.ts'
import type { Match } from './matches.ts'
import { gainOf, runOf, searchGroup, type Candidate, type Chosen } from './search.ts'
import { percentOf } from './unit-savings.ts'

export interface Choice {
  readonly chosen: readonly Chosen[]
  /** True where no other choice could save more; false where the bound was reached. */
  readonly isExact: boolean
  /** Of each combination: what it would be alone; undefined where too few pieces are there. */
  readonly alone: ReadonlyMap<Match, Application | undefined>
}

export function chooseCombinations(matches: readonly Match[], ground: Ground): Choice {
  const free = ground.works.map(piecesOf)
  const alone = new Map<Match, Application | undefined>()
  const candidates: Candidate[] = []
  for (const match of matches) {
    if (match.prepared.level !== 'combination' || match.why !== undefined) continue
    const apply = applyOf(match, ground)
    const limit = limitOf(match)
    const run = runOf({ apply, limit }, free)
    for (const { taken } of run) giveBack(free, taken)
    alone.set(match, run[0] ?? triedOnce(apply, free))
    if (run.length === 0) continue
    candidates.push({ match, apply, limit, bound: Math.max(gainOf(run), mostOf(match, ground)) })
  }
  const searches = groupsOf(candidates, ground.works.length).map((group) => {
    return searchGroup(group, free)
  })
  return {
    chosen: searches.flatMap(({ chosen }) => chosen),
    isExact: searches.every(({ isExact }) => isExact),
    alone,
  }
}

function triedOnce(apply: Apply, free: number[]): Application | undefined {
  const application = apply(free)
  if (application) giveBack(free, application.taken)
  return application
}

function limitOf({ prepared }: Match): number {
  return prepared.promotion.limit ?? Infinity
}

/**
 * Buy-get takes its pieces by price, so a later application may gain more than an earlier one: what
 * it could gain at most is the largest savings there are, as often as there are pieces for it.
 */
function mostOf(match: Match, { works }: Ground): number {
  const { rule } = match.prepared.promotion
  if (rule.kind !== 'buy-get') return 0
  let pieces = 0
  for (const index of match.lines[1] ?? []) pieces += piecesAt(works, index)
  let left = Math.min(Math.floor(pieces / rule.get.count), limitOf(match)) * rule.get.count
  let most = 0
  // Places are in the canonical order: dearest first.
  for (const index of match.lines[1] ?? []) {
    const taken = Math.min(piecesAt(works, index), left)
    most += taken * percentOf(works[index]?.line.unitPrice ?? 0, rule.rate)
    left -= taken
  }
  return most
}

function piecesAt(works: Ground['works'], index: number): number {
  const work = works[index]
  return work ? piecesOf(work) : 0
}
