/** The acts of reports, and which permission each needs. */
import { v7 } from 'uuid'
import type { Act } from './acts.ts'

export const REPORT_ACTS: Readonly<Record<string, Act>> = {
  'reports.dashboard': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => terminal.reports.dashboard({ command: v7(), period: null }),
  },
  'reports.receipts': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => {
      const period = { from: '2026-05-28', to: '2026-05-28' }
      const asked = { period, part: 'channel', key: 'counter', before: null } as const
      return terminal.reports.receipts({ command: v7(), ...asked })
    },
  },
  'reports.receipt': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => terminal.reports.receipt({ command: v7(), sale: v7() }),
  },
}
