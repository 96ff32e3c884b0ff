/** Combinations that could want the same pieces, directly or through others, form one group. */
import type { Candidate } from './search.ts'

/** Each group in the order in which it is tried: by what each gains alone, then by precedence. */
export function groupsOf(candidates: readonly Candidate[], lines: number): Candidate[][] {
  const parents = Array.from({ length: candidates.length }, (_, place) => place)
  const root = (place: number): number => {
    let top = place
    while (parents[top] !== top) top = parents[top] ?? top
    parents[place] = top
    return top
  }
  const firstOfLine = new Array<number>(lines).fill(-1)
  const claim = (place: number, found: readonly number[]): void => {
    for (let at = 0; at < found.length; at += 1) {
      const index = found[at] ?? 0
      const first = firstOfLine[index] ?? -1
      if (first === -1) firstOfLine[index] = place
      else parents[root(place)] = root(first)
    }
  }
  for (let place = 0; place < candidates.length; place += 1) {
    for (const found of candidates[place]?.match.lines ?? []) claim(place, found)
  }
  const groups = new Map<number, Candidate[]>()
  for (let place = 0; place < candidates.length; place += 1) {
    const candidate = candidates[place] as Candidate
    const group = groups.get(root(place))
    if (group) group.push(candidate)
    else groups.set(root(place), [candidate])
  }
  for (const group of groups.values()) group.sort(inTrial)
  return [...groups.values()]
}

function inTrial(a: Candidate, b: Candidate): number {
  return b.bound - a.bound || a.match.prepared.order - b.match.prepared.order
}
