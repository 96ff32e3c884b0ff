/** Codes that are good for one sale and were used by one of this terminal. */
import type { SealedEntry } from '../domain/journal/entry.ts'
import type { SaleCompleted } from '../domain/journal/facts.ts'
import type { Connection } from './connection.ts'

export interface UsedCoupons {
  add(sale: SaleCompleted, entry: SealedEntry): void
  has(code: string): boolean
}

export function prepareUsedCoupons(connection: Connection): UsedCoupons {
  const insert = connection.prepare<[entry: string, code: string]>(
    'INSERT INTO used_coupon (entry, code) VALUES (?, ?)',
  )
  const find = connection
    .prepare<[string], number>('SELECT 1 FROM used_coupon WHERE code = ? LIMIT 1')
    .pluck()
  return {
    add({ claims }, { id }) {
      for (const { kind, key } of claims) if (kind === 'coupon') insert.run(id, key)
    },
    has: (code) => find.get(code) !== undefined,
  }
}
