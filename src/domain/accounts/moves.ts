/** What a sale does to accounts, and what of it is turnover. */
import { saleTenderKey, type Claim } from '../claim.ts'
import type { SaleCompleted, SaleLine } from '../journal/facts.ts'
import { minor, sum, type Minor } from '../money.ts'
import type { Tender } from '../selling/tender.ts'
import { accountKindSchema, type AccountKind, type Load } from './account.ts'

export interface AccountMove {
  /** Of the line or, counted on behind them, of the tender: once in each sale. */
  readonly position: number
  readonly kind: AccountKind
  readonly account: string
  readonly lastFour: string
  /** Positive where money is put on it. */
  readonly amount: Minor
}

const ACCOUNT_KINDS: ReadonlySet<string> = new Set(accountKindSchema.options)

type Parts = Pick<SaleCompleted, 'lines' | 'tenders'>

/** In the order of the lines and, behind them, of the tenders. */
export function accountMovesOf({ lines, tenders }: Parts): AccountMove[] {
  const loads = lines.flatMap(({ load, amount }, position) =>
    load ? [{ position, ...accountOf(load), amount }] : [],
  )
  const draws = tenders.flatMap((tender, index) => {
    if (!isOfAccount(tender)) return []
    const { kind, account, lastFour } = tender
    const amount = minor(0 - tender.amount)
    return [{ position: lines.length + index, kind, account, lastFour, amount }]
  })
  return [...loads, ...draws]
}

function accountOf({ kind, account, lastFour }: Load) {
  return { kind, account, lastFour }
}

export type AccountTender = Extract<Tender, { kind: AccountKind }>

export function isOfAccount(tender: Tender): tender is AccountTender {
  return ACCOUNT_KINDS.has(tender.kind)
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

/** Money and no goods: put on an account, or kept of what was paid for goods that nobody took. */
export function isMoney({ load, kept }: Pick<SaleLine, 'load' | 'kept'>): boolean {
  return (load ?? kept) !== undefined
}

/** What is no turnover: money that changed its form, and is turnover when it is spent. */
export function besideTurnover(lines: Parts['lines']): Minor {
  return sum(lines.flatMap((line) => (isMoney(line) ? [line.amount] : [])))
}

export function turnoverOf({ total, lines }: Pick<SaleCompleted, 'total' | 'lines'>): Minor {
  return minor(total - besideTurnover(lines))
}
