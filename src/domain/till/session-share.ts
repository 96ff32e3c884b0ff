/** What an entry adds to the figures of its till session. */
import { turnoverOf } from '../accounts/moves.ts'
import type { Entry } from '../journal/facts.ts'
import { drawerEffect } from './cash-move.ts'

/** The kinds of entries that move money in a session; no other changes what it comes to. */
export type MoneyEntry = Entry<'sale-completed'> | Entry<'cash-moved'>

export interface SessionShare {
  readonly kind: 'sale' | 'cash'
  /** The receipt of a sale, the reason of cash. */
  readonly name: string
  /** Of the cash. */
  readonly currency: string
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
}

export function isMoneyEntry(entry: Entry): entry is MoneyEntry {
  return entry.kind === 'sale-completed' || entry.kind === 'cash-moved'
}

export function sessionShareOf(entry: MoneyEntry): SessionShare {
  if (entry.kind === 'cash-moved') {
    const { kind, currency, amount, reason } = entry.body
    const cash = drawerEffect(kind, amount)
    return { kind: 'cash', name: reason, currency, sales: 0, turnover: 0, cash }
  }
  const { receipt, currency, tenders, change } = entry.body
  const taken = tenders.filter(({ kind }) => kind === 'cash')
  const cash = taken.reduce((sum, { amount }) => sum + amount, 0 - change)
  const turnover = turnoverOf(entry.body)
  return {
    ...{ kind: 'sale', name: receipt, currency, sales: 1, turnover, cash },
    tenders: tenders.map(({ kind, amount }) => ({ kind, amount })),
  }
}
