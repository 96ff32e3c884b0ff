/**
 * The search for the best choice within one group: every order and every number of applications, up
 * to a bound; beyond it the best found so far stands. It begins with the combination that gains
 * most alone, so that the first thing tried is what a person would do.
 */
import { giveBack, type Application, type Apply } from './combinations.ts'
import type { Match } from './matches.ts'

/** Steps of the search for one group: each takes what one combination can of what is free. */
export const CHOICES_LIMIT = 400

/** A combination that gains something where nothing else takes its pieces. */
export interface Candidate {
  readonly match: Match
  readonly apply: Apply
  readonly limit: number
  /** No choice gains more by it than this. */
  readonly bound: number
}

/** A combination that is applied. */
export interface Chosen {
  readonly match: Match
  readonly applications: readonly Application[]
}

export interface Found {
  readonly chosen: readonly Chosen[]
  readonly isExact: boolean
}

/** Takes from `free` and gives all of it back. */
export function searchGroup(group: readonly Candidate[], free: number[]): Found {
  const isUsed = new Array<boolean>(group.length).fill(false)
  const path: { match: Match; applications: readonly Application[] }[] = []
  let best: { gain: number; chosen: readonly Chosen[] } = { gain: 0, chosen: [] }
  let steps = 0
  /** `open` is what the combinations that are not used could gain at most. */
  const from = (gain: number, open: number): void => {
    if (gain > best.gain) best = { gain, chosen: [...path] }
    for (let place = 0; place < group.length; place += 1) {
      if (gain + open <= best.gain || steps >= CHOICES_LIMIT) return
      const candidate = group[place] as Candidate
      if (isUsed[place] === true) continue
      steps += 1
      const run = runOf(candidate, free)
      if (run.length === 0) continue
      isUsed[place] = true
      const others = open - candidate.bound
      let reached = gain + gainOf(run)
      for (let times = run.length; times > 0; times -= 1) {
        const last = run[times - 1]
        if (times < run.length) steps += 1
        if (steps < CHOICES_LIMIT || times === run.length) {
          path.push({ match: candidate.match, applications: run.slice(0, times) })
          from(reached, others)
          path.pop()
        }
        reached -= last?.gain ?? 0
        giveBack(free, last?.taken)
      }
      isUsed[place] = false
    }
  }
  from(
    0,
    group.reduce((sum, { bound }) => sum + bound, 0),
  )
  return { chosen: best.chosen, isExact: steps < CHOICES_LIMIT }
}

/** Applications one after the other for as long as each gains; they stay taken. */
export function runOf(
  { apply, limit }: Pick<Candidate, 'apply' | 'limit'>,
  free: number[],
): readonly Application[] {
  let run: Application[] | undefined
  while ((run?.length ?? 0) < limit) {
    const application = apply(free)
    if (!application) break
    if (application.gain <= 0) {
      giveBack(free, application.taken)
      break
    }
    // Mostly it is the only one: an array that grows from nothing takes room for seventeen.
    if (run) run.push(application)
    else run = [application]
  }
  return run ?? NO_APPLICATIONS
}

const NO_APPLICATIONS: readonly Application[] = []

export function gainOf(applications: readonly Application[]): number {
  return applications.reduce((sum, { gain }) => sum + gain, 0)
}
