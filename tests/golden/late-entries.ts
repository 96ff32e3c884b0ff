/** What came too late for the Z on the golden slip: a sale, a drawer, a cart. */
import { minor } from '../../src/domain/money.ts'
import type { ZCorrection } from '../../src/domain/till/news.ts'

export function lateEntries(session: string, currency: string): ZCorrection[] {
  const money = { currency, turnover: 1290, cash: minor(1290) }
  return [
    { session, number: 1, at: 0, kind: 'sale', name: 'T1-2-000031', ...money },
    {
      ...{ session, number: 2, at: 0, kind: 'other', name: 'Change for the baker' },
      watched: [{ figure: 'noSales', count: 1 }],
    },
    {
      ...{ session, number: 3, at: 0, kind: 'other', name: '' },
      watched: [
        { figure: 'removals', count: 1, amount: 350 },
        { figure: 'abandoned', count: 1, amount: 900 },
      ],
    },
  ]
}
