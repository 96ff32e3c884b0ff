/** What became of receipts by e-mail, for their sales. */
import { MAILS_OF_SALE, type MailFate } from '../../domain/mail/wish.ts'
import type { Reading } from '../backend.ts'

/** By sale, the newest of each last; a sale whose receipt nobody wanted has none. */
export async function fatesOf(
  reading: Reading,
  tenant: string,
  sales: readonly string[],
): Promise<ReadonlyMap<string, readonly MailFate[]>> {
  const fates = new Map<string, MailFate[]>()
  if (sales.length === 0) return fates
  const rows = await reading
    .selectFrom('receipt_mail')
    .select(['mail', 'sale', 'at', 'state', 'trouble'])
    .where('tenant', '=', tenant)
    .where('sale', 'in', [...sales])
    .orderBy('at')
    .orderBy('mail')
    .execute()
  for (const { sale, trouble, ...fate } of rows) {
    if (sale === null) continue
    const told = { ...fate, ...(trouble !== null && { trouble }) }
    fates.set(sale, [...(fates.get(sale) ?? []), told].slice(-MAILS_OF_SALE))
  }
  return fates
}
