/**
 * The road to the backend, as sync knows it. The simulation puts its own network behind this seam.
 */
import type { z } from 'zod'
import type { Claim } from '../domain/claim.ts'
import type { Head, SealedEntry } from '../domain/journal/entry.ts'
import type { UnitPrice } from '../domain/money.ts'
import type { ToldTotals } from '../domain/journal/perpetual.ts'
import type { ClockReading } from '../domain/till/clock.ts'
import type { TillNews } from '../domain/till/news.ts'
import type { ParkedCart } from '../domain/selling/parked.ts'
import type { ClaimAnswer } from './claims.ts'
import type { OfficeAsked, OfficeQuestion } from './office.ts'
import type { ParkedAnswer, ParkedWhat } from './parked-carts.ts'
import type { ToldPage, ToldWhat } from './told-closings.ts'
import type { FoundSales, HistoryAsked, LookedUp, ToldHistory } from './sale-lookup.ts'

/** A place in one feed of the backend; opaque here but for what RxDB's protocol stores of it. */
export interface FeedCheckpoint {
  readonly feed: string
  readonly generation: string
  readonly n: number
  readonly mark?: string | undefined
}

export interface PulledDocument {
  readonly id: string
  readonly _deleted: boolean
  readonly [field: string]: unknown
}

export interface PullAsked {
  readonly after: FeedCheckpoint | undefined
  /** The newest end of the feed of which rows may be known: it has to be there still. */
  readonly seen: FeedCheckpoint | undefined
  readonly limit: number
}

export interface PullPage {
  readonly documents: readonly PulledDocument[]
  readonly checkpoint: FeedCheckpoint
  /** Where the feed ended as this was read. */
  readonly end: FeedCheckpoint
  /** It is the first of the feed, and not what comes after the place that was asked for. */
  readonly isAnew: boolean
}

export type PushAnswer = 'applied' | 'known' | 'waiting' | 'parked' | 'forked'

export type GivenClaim = Exclude<ClaimAnswer, { readonly outcome: 'unreachable' }>

export type Place = Omit<Head, 'hash'>

export interface HeadsAnswer {
  /** Per epoch of this terminal, gap-free from 1, what the backend holds. */
  readonly heads: readonly Head[]
  readonly parked: number
  readonly forked: boolean
  /** What is missing before later entries, both ends inclusive. */
  readonly holes: readonly {
    readonly epoch: Head['epoch']
    readonly from: number
    readonly to: number
  }[]
  /** How far epochs were applied of which that is behind a gap. */
  readonly ends: readonly Place[]
  /** What it knows of this terminal's till sessions. */
  readonly till: TillNews
  /** Its time as it answered, where it tells it. */
  readonly at?: number | undefined
}

/** All calls reject with `LinkFailure` where no trustworthy answer came. */
export interface BackendLink {
  pull(collection: string, asked: PullAsked): Promise<PullPage>
  push(entries: readonly SealedEntry[]): Promise<readonly PushAnswer[]>
  /**
   * `own`: per epoch the last entry that can still be sent, `HEADS_LIMIT` epochs at most; `clock`
   * is what the clock here is known to be off by.
   */
  heads(own: readonly Head[], clock?: ClockReading): Promise<HeadsAnswer>
  /** What was applied beyond the places that the totals of this terminal count, per epoch. */
  totals(counted: readonly Place[]): Promise<readonly ToldTotals[]>
  /** A page of lost closings, those before the one with the id `before`; newest first. */
  closings(what: ToldWhat, held: readonly Place[], before?: string): Promise<ToldPage>
  /** Asks for what only one may take. The answer is worth nothing once the asker has gone on. */
  claim(claim: Claim, draft: string): Promise<GivenClaim>
  /** Gives back a claim that no entry will name. */
  releaseClaim(id: string): Promise<void>
  /** Sales of any store and age. */
  findSales(wanted: LookedUp): Promise<FoundSales>
  /** Null where the store sold none of it since then. */
  lowestPrice(variant: string, since: number): Promise<UnitPrice | null>
  /** What a customer of the store bought, wherever that was. */
  customerHistory(asked: HistoryAsked): Promise<ToldHistory>
  /** Carts that other tills of the store put aside, and which of `held` somebody went on with. */
  parkedCarts(held: readonly string[], what: ParkedWhat, quote?: string): Promise<ParkedAnswer>
  /** Null where there is none, or none any more. */
  parkedCart(park: string): Promise<ParkedCart | null>
  /** What is known of the whole store. */
  office<Answer>(
    question: OfficeQuestion,
    asked: OfficeAsked,
    schema: z.ZodType<Answer>,
  ): Promise<Answer>
  /** Listens for pokes until closed, reconnecting by itself. Never throws. */
  listen(listener: (event: LinkEvent) => void): () => void
}

/**
 * `opened` on each new connection (whatever was missed must be asked for), `poked` when feeds moved
 * (a feed's name begins with its collection: `stock/<store>`), `lost` when the connection went.
 */
export type LinkEvent =
  | { readonly kind: 'opened' }
  | { readonly kind: 'poked'; readonly feeds: readonly string[] }
  | { readonly kind: 'lost' }

/** `unreachable` heals by itself; the others need somebody. */
export class LinkFailure extends Error {
  readonly code:
    | 'unreachable'
    | 'credential-wrong'
    | 'enrolment-code-wrong'
    | 'input-invalid'
    | 'too-large'
    | 'busy'

  constructor(code: LinkFailure['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'LinkFailure'
    this.code = code
  }
}
