/** Of what there is only so much: the backend counts what entries took, and tells of too much. */
import { claimSchema, type Claim } from '../../../src/domain/claim.ts'
import type { Entry } from '../../../src/domain/journal/facts.ts'
import { movedOn, paidBy } from './accounts.ts'
import type { Books } from './books.ts'
import type { Ledger } from './ledger.ts'
import { linesOf } from './returns.ts'
import { allEntries, allSales, type HashedEntry, type SaleEntry, type Sight } from './sight.ts'

/** What an entry took of which there is only so much. */
export function claimsOf({ kind, body }: Entry): readonly Claim[] {
  if (kind === 'sale-completed') return body.claims
  return kind === 'cart-resumed' ? [claimSchema.parse(body.claim)] : []
}

/** A sale says what it took: goods that came back, and codes that are spent with it. */
export function salesNameTheirClaims({ sales }: Sight): string[] {
  return sales.flatMap((sale) => {
    const { receipt, claims } = sale.body
    const named = claims.map(({ kind, key }) => `${kind} ${key}`).toSorted()
    const lines = [...linesOf([sale]).keys()].map((key) => `sale-line ${key}`)
    const missing = [...lines, ...spentIn(sale)].filter((each) => !named.includes(each))
    return missing.length === 0 ? [] : [`${receipt} does not claim ${missing.join(', ')}`]
  })
}

/**
 * Coupons, each of which is good for one sale, accounts and points. What comes back spends nothing.
 */
function spentIn({ body }: SaleEntry): string[] {
  const discounts = body.lines.flatMap((line) => (line.returned ? [] : (line.discounts ?? [])))
  const drawn = body.tenders.flatMap((tender) => {
    if (tender.amount <= 0) return []
    if (tender.kind === 'points') return [`points ${tender.customer}`]
    return 'account' in tender ? [`${tender.kind} ${tender.account}`] : []
  })
  return [
    ...discounts.flatMap(({ coupon }) => (coupon === null ? [] : [`coupon ${coupon}`])),
    ...drawn,
  ]
}

/** Accounts hold what the applied entries took; of too much a person is told, of nothing else. */
export function claimsAreCounted(sights: readonly Sight[], ledger: Ledger, books: Books): string[] {
  const applied = allEntries(sights).filter(({ hash }) => ledger.applied.has(hash))
  const taken = new Map<string, number>()
  for (const { kind, key, amount } of applied.flatMap(claimsOf)) {
    const name = `${kind} ${key}`
    taken.set(name, (taken.get(name) ?? 0) + amount)
  }
  const sales = allSales(sights).filter(({ hash }) => ledger.applied.has(hash))
  const lines = linesOf(sales)
  const moves = movedOn(sales)
  const mostOf = (name: string): number | null => {
    if (name.startsWith('coupon ')) return 1
    if (/^(gift-card|store-credit) /.test(name)) return moves.get(name)?.loaded || null
    if (name.startsWith('sale-tender '))
      return paidBy(sales, name.replace('sale-tender ', '')) || null
    if (name.startsWith('parked-cart ')) return isParked(applied, name) ? 1 : null
    return lines.get(name.replace('sale-line ', ''))?.sold || null
  }
  return [...taken].flatMap(([name, amount]) => {
    const account = books.accounts.get(name)
    // What somebody may owe changes with their details; points below zero are told of otherwise.
    if (/^(on-account|points) /.test(name)) {
      return account?.taken === amount ? [] : [`${name}: ${String(amount)} taken, not as kept`]
    }
    const most = mostOf(name)
    if (account?.taken !== amount || account.most !== most) {
      return [`${JSON.stringify(account)} is ${name}: ${String(amount)} of ${String(most)} taken`]
    }
    const isTold = books.overClaimed.has(name)
    const isTooMuch = most !== null && amount > most
    return isTold === isTooMuch ? [] : [`${name}: ${isTold ? '' : 'not '}told of too much`]
  })
}

function isParked(entries: readonly HashedEntry[], name: string): boolean {
  return entries.some((each) => each.kind === 'cart-parked' && name.endsWith(each.body.park))
}

/** A cart waits on its hook until somebody went on with it, and then no more. */
export function hooksAreTrue(sights: readonly Sight[], ledger: Ledger, books: Books): string[] {
  const applied = allEntries(sights).filter(({ hash }) => ledger.applied.has(hash))
  const resumed = new Set(
    applied.flatMap(({ kind, body }) => (kind === 'cart-resumed' ? [body.park] : [])),
  )
  return applied.flatMap(({ kind, body }) => {
    if (kind !== 'cart-parked') return []
    const expected = resumed.has(body.park) ? 'resumed' : 'waits'
    const told = books.parked.get(body.park)
    return told === expected ? [] : [`cart ${body.park} is ${String(told)}, not ${expected}`]
  })
}

/** No till goes on with one cart twice by itself. */
export function tillsResumeOnce({ entries }: Sight): string[] {
  const parks = entries.flatMap(({ kind, body }) => (kind === 'cart-resumed' ? [body.park] : []))
  return parks.length === new Set(parks).size ? [] : ['it went on with one cart twice']
}
