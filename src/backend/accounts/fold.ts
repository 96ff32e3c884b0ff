/** What a sale does to accounts: it has happened, so it is taken whatever the balance. */
import { sql } from 'kysely'
import { accountId, type AccountDocument } from '../../domain/accounts/account.ts'
import { accountMovesOf, type AccountMove } from '../../domain/accounts/moves.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import { learnMost } from '../claims/most.ts'
import { ACCOUNTS } from '../feeds/names.ts'
import { changeOf, type FeedChange } from '../feeds/stamp.ts'

interface Source {
  /** Entry id / its hash. */
  readonly source: string
  readonly receivedAt: number
}

/**
 * Moves the balances, in the transaction that applies the entry; answers what terminals shall pull.
 * More than there was is an exception by its claim (`over-claimed`), as with all that is claimed.
 */
export async function foldAccounts(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  { body, at }: Entry<'sale-completed'>,
  { source, receivedAt }: Source,
): Promise<FeedChange> {
  const moves = accountMovesOf(body)
  if (moves.length === 0) return changeOf(ACCOUNTS, [])
  const documents = await moveBalances(transaction, tenant, moves)
  await transaction
    .insertInto('account_movement')
    .values(
      moves.map(({ position, kind, account, amount }) => ({
        ...{ tenant, kind, account, store, terminal, amount, at, found_at: receivedAt },
        source: `${source}/${String(position)}`,
      })),
    )
    .execute()
  const loaded = moves.filter(({ amount }) => amount > 0)
  for (const { kind, account } of loaded) {
    await learnMost(transaction, tenant, kind, [account])
  }
  return changeOf(ACCOUNTS, documents)
}

/** One statement; in the order of the accounts, so that two sales never wait for each other. */
async function moveBalances(
  transaction: Transaction,
  tenant: string,
  moves: readonly AccountMove[],
): Promise<AccountDocument[]> {
  const { rows } = await sql<Pick<AccountDocument, 'kind' | 'account' | 'lastFour' | 'balance'>>`
    insert into account as known (tenant, kind, account, last_four, balance)
    select ${tenant}, kind, account, max("lastFour"), sum(amount)::bigint
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb)
      as move (kind text, account text, "lastFour" text, amount bigint)
    group by kind, account order by kind, account
    on conflict (tenant, kind, account) do update set balance = known.balance + excluded.balance
    returning kind, account, last_four as "lastFour", balance
  `.execute(transaction)
  return rows.map((row) => ({
    ...row,
    id: accountId(row.kind, row.account),
    contains: {},
  }))
}
