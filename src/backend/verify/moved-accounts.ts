/** Whether money moved on accounts as the entries say: read from the entries by itself. */
import { sql } from 'kysely'
import { entryId } from '../../domain/journal/entry.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { Reading } from '../backend.ts'
import type { KeptEpoch } from './journal.ts'
import type { KeptRow } from './rows.ts'

export interface AccountMoved {
  readonly seq: number
  readonly source: string
  readonly kind: string
  readonly account: string
  readonly amount: number
}

export function accountsMovedBy({ seq, hash }: KeptRow, entry: Entry): AccountMoved[] {
  if (entry.kind !== 'sale-completed') return []
  const { lines, tenders } = entry.body
  const source = `${entryId(entry.epoch, seq)}/${hash}`
  const moved: AccountMoved[] = []
  for (const [position, { load, amount }] of lines.entries()) {
    if (!load) continue
    const { kind, account } = load
    moved.push({ seq, source: `${source}/${String(position)}`, kind, account, amount })
  }
  for (const [index, tender] of tenders.entries()) {
    if (!('account' in tender)) continue
    const { kind, account, amount } = tender
    const position = String(lines.length + index)
    moved.push({ seq, source: `${source}/${position}`, kind, account, amount: 0 - amount })
  }
  return moved
}

/** The first that the ledger does not have as its entry says. */
export async function findUnmovedAccount(
  reading: Reading,
  { tenant }: KeptEpoch,
  moved: readonly AccountMoved[],
): Promise<AccountMoved | undefined> {
  if (moved.length === 0) return undefined
  const { rows } = await sql<AccountMoved>`
    select said.seq from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as said
      (seq bigint, source text, kind text, account text, amount bigint)
    left join account_movement as kept on kept.tenant = ${tenant} and kept.kind = said.kind
      and kept.account = said.account and kept.source = said.source and kept.amount = said.amount
    where kept.source is null
    order by said.seq limit 1
  `.execute(reading)
  return rows[0]
}
