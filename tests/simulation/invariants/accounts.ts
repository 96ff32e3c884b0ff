/**
 * Gift cards, what customers have here and owe: a balance is what was put on an account less what
 * was drawn, and tills show it.
 */
import { ACCOUNTS } from '../../../src/backend/feeds/names.ts'
import type { AccountKind } from '../../../src/domain/accounts/account.ts'
import type { Books } from './books.ts'
import type { Ledger } from './ledger.ts'
import { sumOf } from './money.ts'
import { allSales, type SaleEntry, type Sight } from './sight.ts'

const KINDS: readonly string[] = ['gift-card', 'store-credit', 'on-account'] satisfies AccountKind[]

/** By kind and account, what sales put on it and what they drew from it. */
export function movedOn(sales: readonly SaleEntry[]): ReadonlyMap<string, Moved> {
  const accounts = new Map<string, Moved>()
  const movedOf = (kind: string, account: string): Moved => {
    const name = `${kind} ${account}`
    const moved = accounts.get(name) ?? { loaded: 0, drawn: 0 }
    accounts.set(name, moved)
    return moved
  }
  for (const { lines, tenders } of sales.map(({ body }) => body)) {
    for (const { load, amount } of lines) {
      if (load) movedOf(load.kind, load.account).loaded += amount
    }
    for (const tender of tenders) {
      if (!('account' in tender) || !KINDS.includes(tender.kind)) continue
      const { kind, account, amount } = tender
      // What goes back onto one is put on it, as the claims count it.
      if (amount < 0) movedOf(kind, account).loaded -= amount
      else movedOf(kind, account).drawn += amount
    }
  }
  return accounts
}

interface Moved {
  loaded: number
  drawn: number
}

/** Accounts hold the sum of the applied sales, and so does their ledger. */
export function accountsAreTheSum(
  sights: readonly Sight[],
  ledger: Ledger,
  books: Books,
): string[] {
  const moves = movedOn(allSales(sights).filter(({ hash }) => ledger.applied.has(hash)))
  const all = new Set([...moves.keys(), ...books.balances.keys()])
  return [...all].flatMap((account) => {
    const kept = books.balances.get(account)
    const { loaded, drawn } = moves.get(account) ?? { loaded: 0, drawn: 0 }
    const expected = loaded - drawn
    return kept?.balance === expected && kept.moved === expected
      ? []
      : [`${account} holds ${JSON.stringify(kept)}, sales come to ${String(expected)}`]
  })
}

/** A till that has pulled all there is shows the backend's balance and its own sales beyond it. */
export function shownAccountsAreTrue(
  sights: readonly Sight[],
  ledger: Ledger,
  books: Books,
): string[] {
  const alone = sights.filter(({ terminal }) => !terminal.station.hasTwin)
  return alone.flatMap(({ terminal, sales }) => {
    const { name, witness } = terminal
    if (!witness.hasAll(ACCOUNTS, books.accountsFeed)) return []
    const own = movedOn(sales.filter(({ hash }) => !ledger.applied.has(hash)))
    return [...books.balances].flatMap(([account, { kind, key, balance }]) => {
      const { loaded, drawn } = own.get(account) ?? { loaded: 0, drawn: 0 }
      const expected = balance + loaded - drawn
      const shown = witness.store.accounts.find(kind, key)?.balance
      return shown === expected
        ? []
        : [`${name} shows ${String(shown)} on ${account}, not ${String(expected)}`]
    })
  })
}

/** Σ of what a tender of a sale had paid: both branches of a fork may hold the sale. */
export function paidBy(sales: readonly SaleEntry[], key: string): number {
  const [sale, position] = key.split('/')
  const its = sales.filter(({ body }) => body.sale === sale)
  return sumOf(its, ({ body }) => body.tenders[Number(position)]?.amount ?? 0)
}
