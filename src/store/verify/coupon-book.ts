/** Which codes of coupons a sale used, read from the entry by itself. */
import type { Entry } from '../../domain/journal/facts.ts'

export const COUPONS = {
  sql: 'SELECT code FROM used_coupon WHERE entry = ? ORDER BY code',
  of: (_: Entry, id: string) => id,
  needs: 'used_coupon',
  expected(entry: Entry) {
    if (entry.kind !== 'sale-completed') return []
    const codes = entry.body.claims.flatMap(({ kind, key }) => (kind === 'coupon' ? [key] : []))
    return codes.toSorted().map((code) => [code])
  },
  wrong: 'the coupons that it used are not those that it says',
}
