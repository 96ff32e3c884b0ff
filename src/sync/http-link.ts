/** The backend over HTTP. */
import type { z } from 'zod'
import { claimOutputSchema, claimReleaseOutputSchema } from '../contract/backend/claims.ts'
import { historyOutputSchema } from '../contract/backend/customers.ts'
import { parkedCartOutputSchema, parkedCartsOutputSchema } from '../contract/backend/parking.ts'
import { findSalesOutputSchema, lowestPriceOutputSchema } from '../contract/backend/sales.ts'
import {
  closingsOutputSchema,
  headsOutputSchema,
  PUSH_LIMIT,
  pullOutputSchema,
  pushOutputSchema,
  totalsOutputSchema,
} from '../contract/backend/sync.ts'
import type { SealedEntry } from '../domain/journal/entry.ts'
import {
  LinkFailure,
  type BackendLink,
  type PullAsked,
  type PushAnswer,
} from '../ports/backend-link.ts'
import type { Clock } from '../ports/clock.ts'
import type { OfficeAsked } from '../ports/office.ts'
import type { LookedUp } from '../ports/sale-lookup.ts'
import type { Random } from '../ports/random.ts'
import { listenForPokes } from './poke-stream.ts'
import { request } from './request.ts'

/** The backend takes 8 MiB; a character is at most three bytes, or two more when it is escaped. */
const PUSH_CHARACTERS = 2 * 1024 * 1024

export interface HttpLinkOptions {
  readonly url: string
  readonly credential: string
  readonly clock: Clock
  readonly random: Random
}

export interface HttpLink extends BackendLink {
  /** Gives up what is under way; every later exchange fails at once. */
  close(): void
}

export function createHttpLink(options: HttpLinkOptions): HttpLink {
  const closing = new AbortController()
  const ask = <Answer>(path: string, schema: z.ZodType<Answer>, body?: unknown): Promise<Answer> =>
    request({ ...options, path, schema, body, closing: closing.signal })
  return {
    async pull(collection, asked) {
      const page = await ask(`/sync/pull?${pullQuery(collection, asked)}`, pullOutputSchema)
      if (page.documents.length > asked.limit) throw unasked()
      return page
    },
    async push(entries) {
      const all: PushAnswer[] = []
      for (const batch of batchesOf(entries)) {
        const { answers } = await ask('/sync/push', pushOutputSchema, { entries: batch })
        if (answers.length !== batch.length) throw unasked()
        all.push(...answers)
      }
      return all
    },
    heads: (own, reading) =>
      ask('/sync/heads', headsOutputSchema, { own, ...(reading && { clock: reading }) }),
    totals: async (counted) => (await ask('/sync/totals', totalsOutputSchema, { counted })).told,
    closings: (what, held, before) =>
      ask('/sync/closings', closingsOutputSchema, { what, held, ...(before && { before }) }),
    claim: (claim, draft) => ask('/sync/claims', claimOutputSchema, { ...claim, draft }),
    async releaseClaim(id) {
      await ask('/sync/claim-releases', claimReleaseOutputSchema, { id })
    },
    findSales: (wanted) => ask(`/sync/sales?${salesQuery(wanted)}`, findSalesOutputSchema),
    async lowestPrice(variant, since) {
      const query = new URLSearchParams({ variant, since: String(since) })
      return (await ask(`/sync/lowest-price?${query.toString()}`, lowestPriceOutputSchema))
        .unitPrice
    },
    customerHistory: (asked) => ask('/sync/customer-histories', historyOutputSchema, asked),
    async parkedCarts(held, what, quote) {
      const own = held.map((park, at) => `held[${String(at)}]=${encodeURIComponent(park)}`)
      const number = quote === undefined ? [] : [`quote=${encodeURIComponent(quote)}`]
      const query = [`what=${what}`, ...number, ...own]
      return ask(`/sync/parked-carts?${query.join('&')}`, parkedCartsOutputSchema)
    },
    async parkedCart(park) {
      const path = `/sync/parked-cart?park=${encodeURIComponent(park)}`
      return (await ask(path, parkedCartOutputSchema)).cart
    },
    office: (question, asked, schema) =>
      ask(`/sync/office/${question}?${saidQuery(asked)}`, schema),
    listen: (listener) => listenForPokes(options, listener),
    close: () => closing.abort(),
  }
}

function unasked(): LinkFailure {
  return new LinkFailure('unreachable', 'the answer does not match what was asked')
}

/**
 * Cuts a push so that each request stays within what the backend takes, in count and characters.
 */
function* batchesOf(entries: readonly SealedEntry[]): Generator<SealedEntry[]> {
  let batch: SealedEntry[] = []
  let size = 0
  for (const entry of entries) {
    const own = entry.canonical.length + (entry.personal?.length ?? 0)
    if (batch.length > 0 && (batch.length >= PUSH_LIMIT || size + own > PUSH_CHARACTERS)) {
      yield batch
      batch = []
      size = 0
    }
    batch.push(entry)
    size += own
  }
  if (batch.length > 0) yield batch
}

function salesQuery(wanted: LookedUp): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(wanted)) query.set(name, String(value))
  return query.toString()
}

function saidQuery(asked: OfficeAsked): string {
  const said = Object.entries(asked).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] satisfies [string, string]],
  )
  return new URLSearchParams(said).toString()
}

function pullQuery(collection: string, { after, seen, limit }: PullAsked): string {
  const query = new URLSearchParams({ collection, limit: String(limit) })
  for (const [place, name] of [
    [after, (field: string) => field],
    [seen, (field: string) => `seen[${field}]`],
  ] as const) {
    if (!place) continue
    query.set(name('feed'), place.feed)
    query.set(name('generation'), place.generation)
    query.set(name('n'), String(place.n))
    if (place.mark !== undefined) query.set(name('mark'), place.mark)
  }
  return query.toString()
}
