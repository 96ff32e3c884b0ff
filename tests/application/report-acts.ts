/** The acts of reports and of the journal, and which permission each needs. */
import { v7 } from 'uuid'
import type { Act } from './acts.ts'

const BEHIND = {
  period: { from: '2026-05-28', to: '2026-05-28' },
  ...{ before: null, most: 50 },
}

export const REPORT_ACTS: Readonly<Record<string, Act>> = {
  'reports.dashboard': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => terminal.reports.dashboard({ command: v7(), period: null }),
  },
  'reports.rows': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => {
      const period = { from: '2026-05-28', to: '2026-05-28' }
      return terminal.reports.rows({ command: v7(), period, part: 'product', skip: 0, most: 100 })
    },
  },
  'reports.receipts': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => {
      const period = { from: '2026-05-28', to: '2026-05-28' }
      const asked = { period, part: 'channel', key: 'counter', before: null, most: 50 } as const
      return terminal.reports.receipts({ command: v7(), ...asked })
    },
  },
  'reports.receipt': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => terminal.reports.receipt({ command: v7(), sale: v7() }),
  },
  'reports.layaways': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => terminal.reports.layaways({ command: v7() }),
  },
  'reports.entries': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.reports.entries({ command: v7(), ...BEHIND, part: 'approval', key: 'x' }),
  },
  'reports.differences': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.reports.differences({ command: v7(), ...BEHIND, part: 'stock-lost', key: 'x' }),
  },
  'reports.session': {
    ...{ needs: 'read-till', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.reports.session({ command: v7(), session: v7(), skip: 0, most: 50 }),
  },
  'office.entries': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => {
      const figure = { ...BEHIND.period, part: 'approval', key: 'x' } as const
      const where = { terminal: null, channel: null, before: null, most: 50 }
      return terminal.office.entries({ command: v7(), figure, ...where })
    },
  },
  'office.differences': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => {
      const figure = { ...BEHIND.period, part: 'stock-lost', key: 'x' } as const
      const where = { terminal: null, channel: null, before: null, most: 50 }
      return terminal.office.differences({ command: v7(), figure, ...where })
    },
  },
  'office.sessionEntries': {
    ...{ needs: 'read-till', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.office.sessionEntries({ command: v7(), session: v7(), skip: 0, most: 50 }),
  },
  'office.z': {
    ...{ needs: 'read-till', atOpenTill: false },
    act: ({ terminal }) => terminal.office.z({ command: v7(), session: v7() }),
  },
  'office.place': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => terminal.office.place({ command: v7() }),
  },
  'office.dashboard': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.office.dashboard({ command: v7(), period: null, terminal: null, channel: null }),
  },
  'office.rows': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => {
      const period = { from: '2026-05-28', to: '2026-05-28' }
      const rows = { part: 'product', skip: 0, most: 100 } as const
      const where = { terminal: null, channel: null }
      return terminal.office.rows({ command: v7(), period, ...rows, ...where })
    },
  },
  'office.receipts': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => {
      const period = { from: '2026-05-28', to: '2026-05-28' }
      const figure = { ...period, part: 'channel', key: 'counter' } as const
      const where = { terminal: null, channel: null, before: null, most: 50 }
      return terminal.office.receipts({ command: v7(), figure, ...where })
    },
  },
  'office.receipt': {
    ...{ needs: 'read-reports', atOpenTill: false },
    act: ({ terminal }) => terminal.office.receipt({ command: v7(), sale: v7() }),
  },
  'office.stock': {
    ...{ needs: 'see-margins', atOpenTill: false },
    act: ({ terminal }) => terminal.office.stock({ command: v7(), days: 28 }),
  },
  'office.stockItems': {
    ...{ needs: 'see-margins', atOpenTill: false },
    act: ({ terminal }) => {
      const asked = { days: 28, order: 'value', way: 'down', skip: 0, most: 100 } as const
      return terminal.office.stockItems({ command: v7(), ...asked })
    },
  },
  'office.sessions': {
    ...{ needs: 'read-till', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.office.sessions({ command: v7(), terminal: null, skip: 0, most: 60 }),
  },
  'office.session': {
    ...{ needs: 'read-till', atOpenTill: false },
    act: ({ terminal }) => terminal.office.session({ command: v7(), session: v7() }),
  },
  'fiscal.list': {
    ...{ needs: 'close-day', atOpenTill: false },
    act: ({ terminal }) => terminal.fiscal.list({ command: v7() }),
  },
  'fiscal.closeDay': {
    ...{ needs: 'close-day', atOpenTill: false },
    act: ({ terminal }) => terminal.fiscal.closeDay({ command: v7() }),
  },
  'fiscal.print': {
    ...{ needs: 'close-day', atOpenTill: false },
    act: ({ terminal }) => terminal.fiscal.print({ command: v7(), kind: 'day', number: 1 }),
  },
  'fiscal.writeBooks': {
    ...{ needs: 'export-books', atOpenTill: false },
    act: ({ terminal }) => {
      const period = { from: '2026-05-28', to: '2026-05-28' }
      return terminal.fiscal.writeBooks({ command: v7(), period })
    },
  },
  'journal.search': {
    ...{ needs: 'read-journal', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.journal.search({ command: v7(), subject: null, text: '', before: null }),
  },
  'journal.verify': {
    ...{ needs: 'read-journal', atOpenTill: false },
    act: ({ terminal }) => terminal.journal.verify({ command: v7() }),
  },
  'journal.show': {
    ...{ needs: 'read-journal', atOpenTill: false },
    act: ({ terminal }) => terminal.journal.show({ command: v7(), place: { epoch: 1, seq: 1 } }),
  },
}
