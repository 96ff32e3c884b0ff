/** Gift cards: a balance is what was put on them less what was drawn, and tills show it. */
import { ACCOUNTS } from '../../../src/backend/feeds/names.ts'
import type { Books } from './books.ts'
import type { Ledger } from './ledger.ts'
import { sumOf } from './money.ts'
import { allSales, type SaleEntry, type Sight } from './sight.ts'

/** What sales put on each card, and what they drew from it. */
export function cardsOf(sales: readonly SaleEntry[]): ReadonlyMap<string, Card> {
  const cards = new Map<string, Card>()
  const cardOf = (account: string): Card => {
    const card = cards.get(account) ?? { loaded: 0, drawn: 0 }
    cards.set(account, card)
    return card
  }
  for (const { lines, tenders } of sales.map(({ body }) => body)) {
    for (const { load, amount } of lines) {
      if (load?.kind === 'gift-card') cardOf(load.account).loaded += amount
    }
    for (const tender of tenders) {
      if (tender.kind !== 'gift-card') continue
      const { account, amount } = tender
      // What goes back onto a card is put on it, as the claims count it.
      if (amount < 0) cardOf(account).loaded -= amount
      else cardOf(account).drawn += amount
    }
  }
  return cards
}

interface Card {
  loaded: number
  drawn: number
}

/** Accounts hold the sum of the applied sales, and so does their ledger. */
export function cardsAreTheSum(sights: readonly Sight[], ledger: Ledger, books: Books): string[] {
  const cards = cardsOf(allSales(sights).filter(({ hash }) => ledger.applied.has(hash)))
  const all = new Set([...cards.keys(), ...books.cards.keys()])
  return [...all].flatMap((account) => {
    const kept = books.cards.get(account)
    const { loaded, drawn } = cards.get(account) ?? { loaded: 0, drawn: 0 }
    const expected = loaded - drawn
    return kept?.balance === expected && kept.moved === expected
      ? []
      : [`card ${account} holds ${JSON.stringify(kept)}, sales come to ${String(expected)}`]
  })
}

/** A till that has pulled all there is shows the backend's balance and its own sales beyond it. */
export function shownCardsAreTrue(
  sights: readonly Sight[],
  ledger: Ledger,
  books: Books,
): string[] {
  const alone = sights.filter(({ terminal }) => !terminal.station.hasTwin)
  return alone.flatMap(({ terminal, sales }) => {
    const { name, witness } = terminal
    if (!witness.hasAll(ACCOUNTS, books.accountsFeed)) return []
    const own = cardsOf(sales.filter(({ hash }) => !ledger.applied.has(hash)))
    return [...books.cards].flatMap(([account, { balance }]) => {
      const { loaded, drawn } = own.get(account) ?? { loaded: 0, drawn: 0 }
      const expected = balance + loaded - drawn
      const shown = witness.store.accounts.find('gift-card', account)?.balance
      return shown === expected
        ? []
        : [`${name} shows ${String(shown)} on card ${account}, not ${String(expected)}`]
    })
  })
}

/** Σ of what a tender of a sale had paid: both branches of a fork may hold the sale. */
export function paidBy(sales: readonly SaleEntry[], key: string): number {
  const [sale, position] = key.split('/')
  const its = sales.filter(({ body }) => body.sale === sale)
  return sumOf(its, ({ body }) => body.tenders[Number(position)]?.amount ?? 0)
}
