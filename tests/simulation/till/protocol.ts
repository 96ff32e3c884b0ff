/**
 * What the world and the thread of a terminal say to each other. Turns are strict: the world says
 * how late it is and what arrived; the terminal does all that follows, tells it, and stands still.
 */
import type { SaleView } from '../../../src/contract/terminal/views.ts'
import type { Fault } from '../faults.ts'

/** Who it is, and what it knows from earlier lives. */
export interface Birth {
  readonly seed: number
  /** Names its streams of chance: no two lives draw the same. */
  readonly name: string
  readonly folder: string
  readonly migrations: string
  /** Names the key that it signs with. */
  readonly key: string
  /** The one-time code of a terminal that has no credential yet. */
  readonly code: string | undefined
  readonly credential: string | undefined
  readonly cashier: CashierMemory
  readonly elapsed: number
  readonly wrongBy: number
}

export interface Turn {
  /** Virtual ms since the world began. */
  readonly elapsed: number
  /** By how much its wall clock is wrong, in ms. */
  readonly wrongBy: number
  readonly trouble: Trouble | undefined
  readonly mail: readonly Mail[]
  readonly deed: Deed | undefined
}

/** What its power or its disk will do. */
export type Trouble =
  | { readonly kind: CutPlace; readonly passes: number }
  | { readonly kind: 'disk-full'; readonly until: number }
  | { readonly kind: 'none' }

export type CutPlace = Extract<
  Fault,
  'crash-before-commit' | 'crash-after-commit' | 'crash-midway' | 'fsync-failed'
>

/** What the road brings. */
export type Mail =
  | { readonly kind: 'answer'; readonly call: number; readonly answer: HttpAnswer }
  | { readonly kind: 'nothing'; readonly call: number }
  | { readonly kind: 'opened'; readonly call: number }
  | { readonly kind: 'chunk'; readonly call: number; readonly text: string }
  | { readonly kind: 'broken'; readonly call: number }

export interface HttpAnswer {
  readonly status: number
  readonly body: string
}

export interface HttpRequest {
  readonly method: string
  readonly path: string
  readonly body: string | undefined
  readonly credential: string | undefined
}

/**
 * What its cashier is asked to do. Most end in the turn that brings them; what asks the backend
 * ends with its answer, in a later one.
 */
export type Deed =
  | { readonly kind: 'open-till' }
  | { readonly kind: 'sell'; readonly variants: readonly string[] }
  /** A sale with more to it: whose it is, a coupon, something given by hand. */
  | { readonly kind: 'serve'; readonly variants: readonly string[]; readonly coupon: string }
  | { readonly kind: 'keep-customer' }
  | { readonly kind: 'gift-card'; readonly variants: readonly string[]; readonly code: string }
  | { readonly kind: 'park'; readonly variants: readonly string[] }
  | { readonly kind: 'resume' }
  | { readonly kind: 'sell-one'; readonly variant: string }
  | TakeBack
  | { readonly kind: 'ask-again' }
  | { readonly kind: 'close-till' }
  | { readonly kind: 'move-cash' }
  | { readonly kind: 'adjust-stock'; readonly variants: readonly string[] }
  | { readonly kind: 'shut-down' }

/** Goods of a sale come back; others may be bought with the money. */
export interface TakeBack {
  readonly kind: 'take-back'
  readonly receipt: string
  /** All that is left of it, not some of a line. */
  readonly all: boolean
  readonly variants: readonly string[]
}

/** What a person remembers whatever becomes of the machine. */
export interface CashierMemory {
  readonly unanswered: UnansweredPayment | undefined
}

export interface UnansweredPayment {
  readonly command: string
  readonly draft: string
  readonly version: number
  readonly tendered: number
}

export interface Told {
  /** The newborn core runs; or why it may not sell. */
  readonly began: 'running' | { readonly blocked: string } | undefined
  readonly calls: readonly { readonly call: number; readonly request: HttpRequest }[]
  /** Those whose answer nobody waits for any more. */
  readonly givenUp: readonly number[]
  readonly credential: string | undefined
  /** How what was asked in this turn or an earlier one ended; undefined while it goes on. */
  readonly deed: DeedEnd | undefined
  /** Sales whose answer left the core. */
  readonly acknowledged: readonly SaleView[]
  readonly cashier: CashierMemory
  /** When it wants to be woken, in virtual ms. */
  readonly wakeAt: number
  /** Where its power went, or its disk failed for good: it is to be started again. */
  readonly cut: CutPlace | undefined
  /** A write met the full disk. */
  readonly metFullDisk: boolean
  /** What the code itself complained of. */
  readonly surprises: readonly string[]
}

export type DeedEnd =
  | { readonly kind: 'sold'; readonly receipt: string }
  /** Without a sale; `told` is what there is to say of it. */
  | { readonly kind: 'done'; readonly told?: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'died' }
