/** Answers a terminal's pull: the rows of a feed after a checkpoint, all of one snapshot. */
import { sql, type Kysely } from 'kysely'
import type { Checkpoint, Pulled, PullOutput } from '../../contract/backend/sync.ts'
import type { Contains } from '../../domain/catalogue/stock.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend } from '../backend.ts'
import type { Database } from '../database/schema.ts'
import { beginGeneration, widenLoss } from './generations.ts'
import { feedOf } from './names.ts'

const GENERATION_LASTS_MS = 60 * 60_000
/**
 * When this process last began one, by tenant and feed. Not in the database: a restored one comes
 * with a new process, and must not know of what was begun after it was copied.
 */
const begun = new WeakMap<Kysely<Database>, Map<string, number>>()

/** Rows that a terminal shows together with what its own entries did since. */
const NAMES_CONTAINED: ReadonlySet<Pulled> = new Set(['stock', 'sales', 'customers'])

export interface PullRequest {
  readonly collection: Pulled
  readonly after: Checkpoint | undefined
  readonly limit: number
}

interface Page {
  readonly generation: string
  /** The feed's counter. */
  readonly counter: number
  /** Where the page begins: the checkpoint's number, or 0 where it was not one of this feed. */
  readonly after: number
  readonly contains: Contains
  readonly rows:
    | readonly { n: number; document: Record<string, unknown> & { id: string }; deleted: boolean }[]
    | null
}

/**
 * A checkpoint of another feed or generation begins anew. One that is ahead of the counter proves
 * that this backend was restored from an older state: numbers that others know will be given again,
 * so the feed starts a new generation, and every terminal pulls all of it. Once an hour at the
 * most: one terminal that claims too much could make all others pull everything again and again.
 * Within the hour it is answered from 0 alone.
 */
export async function pull(
  backend: Backend,
  sender: TerminalPrincipal,
  request: PullRequest,
): Promise<PullOutput> {
  const feed = feedOf(request.collection, sender.store)
  let page = await readPage(backend, sender, feed, request)
  if (request.after && isAhead(request.after, feed, page) && mayBegin(backend, sender, feed)) {
    await beginGeneration(backend, sender.tenant, feed, request.after)
    page = await readPage(backend, sender, feed, request)
  }
  if (request.after) await widenLoss(backend, sender.tenant, page.generation, request.after)
  const rows = page.rows ?? []
  const contains = NAMES_CONTAINED.has(request.collection) ? { contains: page.contains } : {}
  return {
    documents: rows.map(({ document, deleted }) => ({
      ...{ ...document, ...contains, _deleted: deleted },
    })),
    checkpoint: { feed, generation: page.generation, n: rows.at(-1)?.n ?? page.after },
  }
}

function isAhead(after: Checkpoint, feed: string, page: Page): boolean {
  return after.feed === feed && after.generation === page.generation && after.n > page.counter
}

/** One statement, so that rows and what they contain of the terminal are one snapshot. */
async function readPage(
  { database }: Backend,
  { tenant, terminal }: TerminalPrincipal,
  feed: string,
  { after, limit }: PullRequest,
): Promise<Page> {
  const known = after?.feed === feed ? after : undefined
  const { rows } = await sql<Page>`
    select generation, n as counter, start.after, (
      select jsonb_build_object(
        'epoch', jsonb_build_object('ordinal', ordinal, 'id', id), 'seq', head_seq)
      from epoch where tenant = ${tenant} and terminal = ${terminal} and head_seq > 0
      order by ordinal desc, id desc limit 1
    ) as contains, (
      select jsonb_agg(
        jsonb_build_object('n', n, 'document', document, 'deleted', deleted) order by n)
      from (
        select n, document, deleted from feed_document
        where tenant = ${tenant} and feed = ${feed} and n > start.after
        order by n limit ${limit}
      ) as page
    ) as rows
    from feed, lateral (
      select case
        when generation = ${known?.generation ?? ''} and n >= ${known?.n ?? 0}::bigint
        then ${known?.n ?? 0}::bigint else 0
      end as after
    ) as start
    where tenant = ${tenant} and name = ${feed}
  `.execute(database)
  const page = rows[0]
  if (!page) throw new Error(`the feed ${feed} was never opened`)
  return page
}

/** Notes that one begins now, where the last one is an hour ago. */
function mayBegin({ database, clock }: Backend, { tenant }: TerminalPrincipal, feed: string) {
  const times = begun.get(database) ?? new Map<string, number>()
  begun.set(database, times)
  const last = times.get(`${tenant} ${feed}`)
  const now = clock.elapsed()
  if (last !== undefined && now - last < GENERATION_LASTS_MS) return false
  times.set(`${tenant} ${feed}`, now)
  return true
}
