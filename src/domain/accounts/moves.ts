/** What a sale does to accounts, and what of it is turnover. */
import { saleTenderKey, type Claim } from '../claim.ts'
import type { SaleCompleted } from '../journal/facts.ts'
import { minor, sum, type Minor } from '../money.ts'
import type { Tender } from '../selling/tender.ts'
import { accountKindSchema, type AccountKind } from './account.ts'

export interface AccountMove {
  /** Of the line or, counted on behind them, of the tender: once in each sale. */
  readonly position: number
  readonly kind: AccountKind
  readonly account: string
  readonly lastFour: string
  /** Positive where money is put on it. */
  readonly amount: Minor
}

type Parts = Pick<SaleCompleted, 'lines' | 'tenders'>

/** In the order of the lines and, behind them, of the tenders. */
export function accountMovesOf({ lines, tenders }: Parts): AccountMove[] {
  const loads = lines.flatMap(({ load, amount }, position) =>
    load ? [{ position, ...load, amount }] : [],
  )
  const draws = tenders.flatMap((tender, index) => {
    if (!isOfAccount(tender)) return []
    const { kind, account, lastFour } = tender
    const amount = minor(0 - tender.amount)
    return [{ position: lines.length + index, kind, account, lastFour, amount }]
  })
  return [...loads, ...draws]
}

export type AccountTender = Extract<Tender, { kind: AccountKind }>

export function isOfAccount(tender: Tender): tender is AccountTender {
  return accountKindSchema.safeParse(tender.kind).success
}

/** The claims by which tenders draw, or go back where they came from; the entry names them. */
export function claimsOfTenders(tenders: readonly Tender[]): Claim[] {
  return tenders.flatMap((tender) => {
    const claim = claimOf(tender)
    return claim ? [claim] : []
  })
}

function claimOf(tender: Tender): Claim | undefined {
  const back = 'back' in tender ? tender.back : undefined
  if (back) {
    const key = saleTenderKey(back.sale, back.tender)
    return { id: back.claim, kind: 'sale-tender', key, amount: 0 - tender.amount }
  }
  if (tender.kind === 'points') {
    const { claim: id, customer: key, points: amount } = tender
    return id === null ? undefined : { id, kind: 'points', key, amount }
  }
  if (!isOfAccount(tender) || tender.claim === null) return undefined
  const { kind, account, amount, claim: id } = tender
  return { id, kind, key: account, amount }
}

/** What was put on accounts: money that changed its form, and is turnover when it is spent. */
export function loadedOn(lines: Parts['lines']): Minor {
  return sum(lines.flatMap(({ load, amount }) => (load ? [amount] : [])))
}

export function turnoverOf({ total, lines }: Pick<SaleCompleted, 'total' | 'lines'>): Minor {
  return minor(total - loadedOn(lines))
}
