/** A fiscal closing, in the transaction that applies its entry. Told again it adds nothing. */
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'

export async function foldClosing(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  { body, at, actor }: Entry<'fiscal-closed'>,
  source: string,
): Promise<void> {
  const { kind, number, period, late = false, currency, figures } = body
  const { sales, turnover } = figures
  await transaction
    .insertInto('fiscal_closing')
    .values({
      ...{ tenant, store, terminal, entry: source, kind, number, period, late },
      ...{ at, actor, currency, sales, turnover },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
