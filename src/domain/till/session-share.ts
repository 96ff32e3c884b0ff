/** What an entry adds to the figures of its till session. */
import { turnoverOf } from '../accounts/moves.ts'
import type { Entry, FactKind } from '../journal/facts.ts'
import { drawerEffect } from './cash-move.ts'
import { sessionFigures } from './figures.ts'
import { watchedIn, type Watched } from './watched.ts'

/** The kinds of entries that a Z counts. That a person did anything else is a name on it. */
const SHARED = [
  ...(['sale-completed', 'cash-moved', 'cart-abandoned', 'drawer-opened'] as const),
  ...(['act-approved', 'act-refused', 'approval-refused'] as const),
  ...(['receipt-reprinted', 'invoice-reprinted', 'session-read'] as const),
] as const satisfies readonly FactKind[]

export type SharedEntry = Entry<(typeof SHARED)[number]>

export interface SessionShare {
  /** No entry of another kind moves money in a session. */
  readonly kind: 'sale' | 'cash' | 'other'
  /** The receipt of a sale, the reason of cash and of a drawer that was opened; else empty. */
  readonly name: string
  /** Of the cash; null where no money moved. */
  readonly currency: string | null
  readonly sales: number
  /** Minor units of the store's own currency. */
  readonly turnover: number
  /**
   * Into the drawer, in minor units; of a sale only what is in its own currency. Notes of another
   * currency are told by the Z alone.
   */
  readonly cash: number
  /** Of a sale: below zero what went back. */
  readonly tenders?: readonly { readonly kind: string; readonly amount: number }[]
  readonly watched: Watched
}

const SHARED_KINDS: ReadonlySet<FactKind> = new Set(SHARED)

export function isShared(entry: Entry): entry is SharedEntry {
  return SHARED_KINDS.has(entry.kind)
}

export function sessionShareOf(entry: SharedEntry): SessionShare {
  const watched = watchedIn(sessionFigures([entry]))
  if (entry.kind === 'cash-moved') {
    const { kind, currency, amount, reason } = entry.body
    const cash = drawerEffect(kind, amount)
    return { kind: 'cash', name: reason, currency, sales: 0, turnover: 0, cash, watched }
  }
  if (entry.kind !== 'sale-completed') {
    const name = entry.kind === 'drawer-opened' ? entry.body.reason : ''
    return { kind: 'other', name, currency: null, sales: 0, turnover: 0, cash: 0, watched }
  }
  const { receipt, currency, tenders, change } = entry.body
  const taken = tenders.filter(({ kind }) => kind === 'cash')
  const cash = taken.reduce((sum, { amount }) => sum + amount, 0 - change)
  const turnover = turnoverOf(entry.body)
  return {
    ...{ kind: 'sale', name: receipt, currency, sales: 1, turnover, cash, watched },
    tenders: tenders.map(({ kind, amount }) => ({ kind, amount })),
  }
}
