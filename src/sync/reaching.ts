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
  // Until RxDB notes a place of the new round, whoever starts begins it again.
  const ofPage = known && page.isAnew ? round + 1 : round
  if (page.documents.length > 0) reach.keep(name, { round: ofPage, seen: page.end })
  return { documents: page.documents, checkpoint: { ...page.checkpoint, round: ofPage } }
}

/** Whether no row here is of another state than the place says. */
export function isWhole({ round, seen }: Reach, place: PulledPlace): boolean {
  if (roundOf(place) !== round) return false
  return !seen || (seen.generation === place.generation && seen.n <= place.n)
}

function roundOf(place: PulledPlace | undefined): number {
  return place?.round ?? 0
}
