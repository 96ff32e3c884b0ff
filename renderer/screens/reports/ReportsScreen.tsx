/** What this terminal sold, reported by its own core: with or without a network. */
import { useMemo } from 'react'
import { OWN_DAYS_LIMIT } from '../../../src/contract/terminal/reports.ts'
import { lookAtEntries } from '../../acts/journal.ts'
import { readLayaways, readReceipt, readReceipts, readReports } from '../../acts/reports.ts'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { ReportContext } from '../../reports/ground.ts'
import { Reports } from '../../reports/Reports.tsx'
import type { ReportGround } from '../../reports/source.ts'
import { useDesk, useFormat, useKeyHub, useTerminal } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { Bar } from '../bar/Bar.tsx'

export function ReportsScreen() {
  const say = useSay()
  const desk = useDesk()
  const hub = useKeyHub()
  const format = useFormat()
  const readsJournal = useTerminal(
    (state) => state.status?.permissions.includes('read-journal') === true,
  )
  const laysAway = useTerminal((state) => state.shop?.laysAway === true)
  const ground = useMemo<ReportGround>(
    () => ({
      source: {
        name: 'terminal',
        longest: OWN_DAYS_LIMIT,
        dashboard: (period) => readReports(desk, period),
        receipts: (of, before) => readReceipts(desk, of, before),
        receipt: ({ sale }) => readReceipt(desk, sale),
        ...(readsJournal && { entries: (key) => lookAtEntries(desk, key, 'stock') }),
        ...(laysAway && { layaways: () => readLayaways(desk) }),
      },
      format,
      backKey: KEYMAP.back.print,
      onBackKey: (back) =>
        hub.add('screen', (press) => {
          if (actOf(press) !== 'back') return false
          back()
          return true
        }),
    }),
    [desk, hub, format, laysAway, readsJournal],
  )
  return (
    <div className="shell">
      <Bar />
      <ReportContext value={ground}>
        <Reports
          title={say('reports.own')}
          onLeave={() => desk.store.change({ kind: 'reading', what: null })}
        />
      </ReportContext>
      <Approval />
    </div>
  )
}
