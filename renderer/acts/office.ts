/** Asks the core for reports of the whole store, which it asks of the backend. */
import type { ReportedStore } from '../../src/contract/backend/reports.ts'
import type { Channel } from '../../src/domain/reports/figure.ts'
import { PERIOD_DAYS_LIMIT } from '../../src/domain/reports/period.ts'
import type { Permission } from '../../src/domain/permission.ts'
import type { Answer } from '../connection/trouble.ts'
import type { ReportSource } from '../reports/source.ts'
import { command, type Desk } from './desk.ts'

export function readPlace(desk: Desk): Promise<Answer<ReportedStore>> {
  return command(desk, (client, own) => client.office.place(own))
}

/** All of the store, or what was sold at one till or in one channel. */
export interface OfficeWhere {
  readonly terminal: string | null
  readonly channel: Channel | null
}

/** What the person may not read is not offered; the core refuses it in any case. */
export function officeSource(
  desk: Desk,
  where: OfficeWhere,
  permissions: readonly Permission[],
): Omit<ReportSource, 'layaways'> {
  const { terminal } = where
  return {
    name: ['office', terminal, where.channel].join(' '),
    longest: PERIOD_DAYS_LIMIT,
    dashboard: (period) =>
      command(desk, (client, own) => client.office.dashboard({ ...own, ...where, period })),
    rows: ({ from, to, part }, skip, most) =>
      command(desk, (client, own) => {
        const wanted = { period: { from, to }, part, skip, most }
        return client.office.rows({ ...own, ...where, ...wanted })
      }),
    receipts: ({ from, to, part, key }, before, most) =>
      command(desk, (client, own) => {
        const figure = { from, to, part, key }
        return client.office.receipts({ ...own, ...where, figure, before, most })
      }),
    entries: (figure, before, most) =>
      command(desk, (client, own) =>
        client.office.entries({ ...own, ...where, figure, before, most }),
      ),
    differences: (figure, before, most) =>
      command(desk, (client, own) =>
        client.office.differences({ ...own, ...where, figure, before, most }),
      ),
    receipt: async ({ sale }) => {
      const answer = await command(desk, (client, own) => client.office.receipt({ ...own, sale }))
      return answer.ok ? { ok: true, value: answer.value.document } : answer
    },
    ...(permissions.includes('see-margins') && {
      stock: {
        report: (days) => command(desk, (client, own) => client.office.stock({ ...own, days })),
        items: (asked) =>
          command(desk, (client, own) => client.office.stockItems({ ...own, ...asked })),
      },
    }),
    ...(permissions.includes('read-till') && {
      session: {
        entries: (session, skip, most) =>
          command(desk, (client, own) =>
            client.office.sessionEntries({ ...own, session, skip, most }),
          ),
        z: async (session) => {
          const answer = await command(desk, (client, own) => client.office.z({ ...own, session }))
          return answer.ok ? { ok: true, value: answer.value.document } : answer
        },
      },
      tills: {
        sessions: (skip, most) =>
          command(desk, (client, own) => client.office.sessions({ ...own, terminal, skip, most })),
        session: (session) =>
          command(desk, (client, own) => client.office.session({ ...own, session })),
      },
    }),
  }
}
