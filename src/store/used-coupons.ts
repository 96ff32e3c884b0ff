/** Codes of coupons that sales of this terminal used. */
import type { SealedEntry } from '../domain/journal/entry.ts'
import type { SaleCompleted } from '../domain/journal/facts.ts'
import type { Connection } from './connection.ts'

export interface UsedCoupons {
  add(sale: SaleCompleted, entry: SealedEntry): void
  count(code: string): number
}

export function prepareUsedCoupons(connection: Connection): UsedCoupons {
  const insert = connection.prepare<[entry: string, code: string]>(
    'INSERT INTO used_coupon (entry, code) VALUES (?, ?)',
  )
  const count = connection
    .prepare<[string], number>('SELECT count(*) FROM used_coupon WHERE code = ?')
    .pluck()
  return {
    add({ claims }, { id }) {
      for (const { kind, key } of claims) if (kind === 'coupon') insert.run(id, key)
    },
    count: (code) => count.get(code) ?? 0,
  }
}
