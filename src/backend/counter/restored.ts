/**
 * The backend was put back to an earlier state. What its online counters wrote since is gone, and
 * nobody else holds it: their next entries open an epoch of their own, so that no number and no
 * receipt is given twice.
 */
import type { Transaction } from '../backend.ts'

/** Takes effect with each counter's next order. */
export async function noteRestored(transaction: Transaction, tenant: string): Promise<void> {
  await transaction
    .updateTable('web_counter')
    .set({ restored: true })
    .where('tenant', '=', tenant)
    .execute()
}
