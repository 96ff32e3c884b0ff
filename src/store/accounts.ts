/** Balances of accounts: rows that came down, and over them what this terminal's sales did. */
import { minor } from '../domain/money.ts'
import type { Accounts } from '../ports/accounts.ts'
import type { Connection } from './connection.ts'

interface Pulled {
  readonly lastFour: string
  readonly balance: number
  readonly contains: string | null
}

interface Own {
  readonly moves: number
  readonly moved: number
  readonly draws: number
  readonly lastFour: string | null
}

export function createAccounts(connection: Connection): Accounts {
  const pulled = connection.prepare<[string, string], Pulled>(
    `SELECT data ->> '$.lastFour' AS lastFour, balance, contains
     FROM account WHERE id = ? || '/' || ? AND deleted = 0`,
  )
  const beyond = connection.prepare<[string, string, string], Own>(
    `SELECT count(*) AS moves, coalesce(sum(amount), 0) AS moved,
       coalesce(sum(amount < 0), 0) AS draws, max(last_four) AS lastFour
     FROM told_epoch CROSS JOIN own_account_move
       ON kind = ? AND account = ? AND epoch_ordinal = told_epoch.ordinal
       AND seq > coalesce(? ->> told_epoch.id, 0)`,
  )
  return {
    find(kind, account) {
      const row = pulled.get(kind, account)
      const own = beyond.get(kind, account, row?.contains ?? '{}')
      const lastFour = row?.lastFour ?? own?.lastFour
      if (lastFour === undefined || lastFour === null) return undefined
      const balance = minor((row?.balance ?? 0) + (own?.moved ?? 0))
      return { lastFour, balance, unsentDraws: own?.draws ?? 0 }
    },
  }
}
