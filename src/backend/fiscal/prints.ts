/** How often a Z or a closing was printed, by its entries: each says its own number. */
import { sql } from 'kysely'
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'

/** In the transaction that applies it. Told again it adds nothing. */
export async function foldPrint(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  entry: Entry,
): Promise<void> {
  if (entry.kind === 'z-reprinted') {
    const { session, copy } = entry.body
    await sql`
      update till_closing set prints = greatest(prints, ${copy})
      where tenant = ${tenant} and store = ${store} and session = ${session}
        and terminal = ${terminal}
    `.execute(transaction)
  }
  if (entry.kind === 'closing-printed') {
    const { closing, number, copy } = entry.body
    await sql`
      update fiscal_closing set prints = greatest(prints, ${copy + 1})
      where tenant = ${tenant} and store = ${store} and terminal = ${terminal}
        and kind = ${closing} and number = ${number}
    `.execute(transaction)
  }
}
