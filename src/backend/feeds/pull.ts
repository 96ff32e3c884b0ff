/** Answers a terminal's pull: the rows of a feed after a checkpoint, all of one snapshot. */
import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Checkpoint, Pulled, PullOutput } from '../../contract/backend/sync.ts'
import type { Contains } from '../../domain/catalogue/stock.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend } from '../backend.ts'
import type { Database } from '../database/schema.ts'
import { containedOf } from './contained.ts'
import { beginGeneration, widenLoss } from './generations.ts'
import { feedOf } from './names.ts'

const GENERATION_LASTS_MS = 60 * 60_000
/**
 * When this process last began one, by tenant and feed. Not in the database: a restored one comes
 * with a new process, and must not know of what was begun after it was copied.
 */
const begun = new WeakMap<Kysely<Database>, Map<string, number>>()

/** Rows that a terminal shows together with what its own entries did since. */
const NAMES_CONTAINED: ReadonlySet<Pulled> = new Set([
  ...(['stock', 'sales', 'customers', 'accounts'] as const),
])

export interface PullRequest {
  readonly collection: Pulled
  readonly after: Checkpoint | undefined
  /** The newest end of the feed of which the terminal may have rows. */
  readonly seen?: Checkpoint | undefined
  readonly limit: number
}

interface Page {
  readonly generation: string
  /** The feed's counter. */
  readonly counter: number
  /** Where the page begins: the checkpoint's number, or 0 where it was not one of this feed. */
  readonly after: number
  /** The feed's last mark. */
  readonly endMark: string
  /** These numbers were not given here, or to something else. */
  readonly isAfterGone: boolean
  readonly isSeenGone: boolean
  /** Of the page's last number, or of `after`; null where nothing was marked. */
  readonly mark: string | null
  readonly contains: Contains
  readonly rows:
    | readonly { n: number; document: Record<string, unknown> & { id: string }; deleted: boolean }[]
    | null
}

/**
 * A checkpoint of another feed or generation begins anew; so does one beside rows of a state that
 * is gone. What is ahead of the counter, or has another mark than its number has here, proves that
 * this backend was restored from an older state: numbers that others know are given again, so the
 * feed starts a new generation, and every terminal pulls all of it. Once an hour at the most: one
 * terminal that claims too much could make all others pull everything again and again. Within the
 * hour it is answered from 0 alone.
 */
export async function pull(
  backend: Backend,
  sender: TerminalPrincipal,
  request: PullRequest,
): Promise<PullOutput> {
  const feed = feedOf(request.collection, sender.store)
  let page = await readPage(backend, sender, feed, request)
  const { after, seen } = request
  const gone = page.isSeenGone ? seen : page.isAfterGone ? after : undefined
  if (gone && mayBegin(backend, sender, feed)) {
    await beginGeneration(backend, sender.tenant, feed, gone)
    page = await readPage(backend, sender, feed, request)
  }
  for (const place of [after, seen]) {
    if (place) await widenLoss(backend, sender.tenant, page.generation, place)
  }
  const rows = page.rows ?? []
  const contains = NAMES_CONTAINED.has(request.collection) ? { contains: page.contains } : {}
  const { generation, counter: n, endMark: mark } = page
  return {
    documents: rows.map(({ document, deleted }) => ({
      ...{ ...document, ...contains, _deleted: deleted },
    })),
    checkpoint: {
      feed,
      generation: page.generation,
      n: rows.at(-1)?.n ?? page.after,
      ...markOf(page),
    },
    end: { feed, generation, n, ...(mark === '' ? {} : { mark }) },
    isAnew: after !== undefined && after.n !== page.after,
  }
}

function markOf({ mark }: Page): Pick<Checkpoint, 'mark'> {
  return mark === null ? {} : { mark }
}

/** One statement, so that rows and what they contain of the terminal are one snapshot. */
async function readPage(
  { database }: Backend,
  sender: TerminalPrincipal,
  feed: string,
  { after, seen, limit }: PullRequest,
): Promise<Page> {
  const { tenant } = sender
  const known = after?.feed === feed ? after : undefined
  const isSame = (place: Checkpoint | undefined): RawBuilder<unknown> =>
    sql`generation = ${place?.feed === feed ? place.generation : ''}`
  const { rows } = await sql<Page>`
    with place as (
      select generation, n as counter, mark as "endMark", ${isSame(after)} as is_known,
        ${seen === undefined} or ${isSame(seen)} as is_seen,
        ${isSame(after)} and ${isGone(tenant, feed, after)} as "isAfterGone",
        ${isSame(seen)} and ${isGone(tenant, feed, seen)} as "isSeenGone"
      from feed where tenant = ${tenant} and name = ${feed}
    ), start as (
      select generation, counter, "endMark", "isAfterGone", "isSeenGone", case
        when is_known and is_seen and not "isAfterGone" and not "isSeenGone"
        then ${known?.n ?? 0}::bigint else 0
      end as after from place
    ), page as (
      select n, document, deleted from feed_document
      where tenant = ${tenant} and feed = ${feed} and n > (select after from start)
      order by n limit ${limit}
    )
    select generation, counter, "endMark", "isAfterGone", "isSeenGone", start.after, (
      ${markAt(tenant, feed, sql`coalesce((select max(n) from page), start.after)`)}
    ) as mark, (${containedOf(sender)}) as contains, (
      select jsonb_agg(
        jsonb_build_object('n', n, 'document', document, 'deleted', deleted) order by n)
      from page
    ) as rows
    from start
  `.execute(database)
  const page = rows[0]
  if (!page) throw new Error(`the feed ${feed} was never opened`)
  return page
}

/** Whether the feed, of the same generation, never gave a number, or gave it to something else. */
function isGone(
  tenant: string,
  feed: string,
  { n, mark }: Partial<Checkpoint> = {},
): RawBuilder<unknown> {
  const number = sql`${n ?? 0}::bigint`
  return sql`(feed.n < ${number} or ${number} > 0 and exists (
    select from (${markAt(tenant, feed, number)}) as given
    where given.mark <> coalesce(${mark ?? null}::text, given.mark)
  ))`
}

/** The mark of the transaction that gave a number, or of the next one that gave any. */
function markAt(tenant: string, feed: string, n: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select mark from feed_mark where tenant = ${tenant} and feed = ${feed} and n >= ${n}
    order by n limit 1
  `
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
