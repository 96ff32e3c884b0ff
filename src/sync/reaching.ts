/**
 * Pages of a feed whose rows hold together. RxDB notes how far it came, but not of which state of
 * the feed it read the rows before, nor those that it stored when the terminal died. Where the
 * backend is restored to before that state, its place may be there again while rows are of what is
 * gone. So the state is kept before rows are stored, and the backend is told of it: where it knows
 * of no such state, it begins from the feed's beginning.
 */
import type { Pulled } from '../contract/backend/sync.ts'
import type { BackendLink, FeedCheckpoint, PulledDocument } from '../ports/backend-link.ts'
import type { PulledReach, Reach } from '../ports/pulled-reach.ts'

/** A place as RxDB keeps it. */
export interface PulledPlace extends FeedCheckpoint {
  /** Which round it was reached in; places from before there were rounds have none. */
  readonly round?: number
}

export interface PulledPage {
  readonly documents: readonly PulledDocument[]
  readonly checkpoint: PulledPlace
}

export interface ReachingOptions {
  readonly name: Pulled
  readonly link: Pick<BackendLink, 'pull'>
  readonly reach: PulledReach
}

/** The page after a place, or the feed's first; its rows may be stored. */
export async function pullPage(
  { name, link, reach }: ReachingOptions,
  after: PulledPlace | undefined,
  limit: number,
): Promise<PulledPage> {
  const { round, seen } = reach.of(name)
  const known = roundOf(after) === round ? after : undefined
  const page = await link.pull(name, { after: known, seen, limit })
  // Until RxDB notes a place of the new round, whoever starts begins another.
  const isFirst = known === undefined || page.isAnew
  const ofPage = seen && isFirst ? round + 1 : round
  if (ofPage > round || page.documents.length > 0) {
    const ids = page.documents.map(({ id }) => id)
    reach.keep(name, { round: ofPage, seen: page.end }, ids)
  }
  return { documents: page.documents, checkpoint: { ...page.checkpoint, round: ofPage } }
}

export interface SweepOptions extends Pick<ReachingOptions, 'name' | 'reach'> {
  /** Resolves when a piece of work may begin. */
  readonly turn: () => Promise<void>
  readonly remove: (ids: string[]) => Promise<unknown>
}

/**
 * At the end of a feed: removes what a round that began anew did not bring, since it was made in
 * what is gone, and no row will ever come to say so. Answers whether there was any.
 */
export async function sweep({ name, reach, turn, remove }: SweepOptions): Promise<boolean> {
  if (!reach.isSweepDue(name)) return false
  let wasAny = false
  for (let after: string | undefined = ''; after !== undefined;) {
    await turn()
    const { ids, last } = reach.staleAfter(name, after)
    if (ids.length > 0) await remove([...ids])
    wasAny ||= ids.length > 0
    after = last
  }
  reach.swept(name)
  while (!reach.forgetSwept(name)) await turn()
  return wasAny
}

/** Whether no row here is of another state than the place says. */
export function isWhole({ round, seen }: Reach, place: PulledPlace): boolean {
  if (roundOf(place) !== round) return false
  return !seen || (seen.generation === place.generation && seen.n <= place.n)
}

function roundOf(place: PulledPlace | undefined): number {
  return place?.round ?? 0
}
