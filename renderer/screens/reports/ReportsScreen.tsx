/** What this terminal sold, with or without a network; and all of the store, where one is there. */
import { useMemo, useState } from 'react'
import { channelSchema } from '../../../src/domain/reports/figure.ts'
import { OWN_DAYS_LIMIT } from '../../../src/contract/terminal/reports.ts'
import { officeSource, readPlace } from '../../acts/office.ts'
import {
  ownSessions,
  readDifferences,
  readEntries,
  readLayaways,
  readReceipt,
  readReceipts,
  readReports,
  readRows,
} from '../../acts/reports.ts'
import type { Desk } from '../../acts/desk.ts'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { ReportContext, useAsked } from '../../reports/ground.ts'
import { Reports } from '../../reports/Reports.tsx'
import type { ReportGround, ReportSource } from '../../reports/source.ts'
import { useDesk, useFormat, useKeyHub, useTerminal } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { Bar } from '../bar/Bar.tsx'
import { EntryProven } from '../journal/EntryProven.tsx'
import { Choice } from './Choice.tsx'
import '../journal/journal.css'
import './office.css'

export function ReportsScreen() {
  const desk = useDesk()
  const hub = useKeyHub()
  const format = useFormat()
  const [chosen, setChosen] = useState(OWN)
  const source = useSource(desk, chosen)
  const ground = useMemo<ReportGround>(
    () => ({
      source,
      format,
      backKey: KEYMAP.back.print,
      onBackKey: (back) =>
        hub.add('screen', (press) => {
          if (actOf(press) !== 'back') return false
          back()
          return true
        }),
    }),
    [source, hub, format],
  )
  return (
    <div className="shell">
      <Bar />
      <ReportContext value={ground}>
        <OwnOrOffice chosen={chosen} onChosen={setChosen} />
      </ReportContext>
      <Approval />
    </div>
  )
}

/** What is reported: this till, the store, a channel's name or another till's id. */
const OWN = 'own'
const STORE = 'store'

interface ReportedProps {
  readonly chosen: string
  readonly onChosen: (chosen: string) => void
}

function OwnOrOffice({ chosen, onChosen }: ReportedProps) {
  const say = useSay()
  const desk = useDesk()
  const isOwn = chosen === OWN
  return (
    <Reports
      // What one stood in of the one need not be there in the other.
      key={isOwn ? OWN : STORE}
      title={say(isOwn ? 'reports.own' : 'reports.title')}
      choice={<Reported chosen={chosen} onChosen={onChosen} />}
      onLeave={() => desk.store.change({ kind: 'reading', what: null })}
    />
  )
}

function useSource(desk: Desk, chosen: string): ReportSource {
  const permissions = useTerminal((state) => state.status?.permissions)
  const laysAway = useTerminal((state) => state.shop?.laysAway === true)
  return useMemo(() => {
    const layaways = laysAway && { layaways: () => readLayaways(desk) }
    if (chosen !== OWN) {
      const channel = channelSchema.safeParse(chosen).data ?? null
      const terminal = chosen === STORE || channel ? null : chosen
      return { ...officeSource(desk, { terminal, channel }, permissions ?? []), ...layaways }
    }
    return {
      name: 'terminal',
      longest: OWN_DAYS_LIMIT,
      dashboard: (period) => readReports(desk, period),
      rows: (of, skip, most) => readRows(desk, of, skip, most),
      receipts: (of, before, most) => readReceipts(desk, of, before, most),
      receipt: ({ sale }) => readReceipt(desk, sale),
      entries: (of, before, most) => readEntries(desk, of, before, most),
      differences: (of, before, most) => readDifferences(desk, of, before, most),
      ...(permissions?.includes('read-journal') === true && {
        entry: (place) => <EntryProven place={place} />,
      }),
      ...(permissions?.includes('read-till') === true && { session: ownSessions(desk) }),
      ...layaways,
    }
  }, [desk, chosen, permissions, laysAway])
}

/** Without a backend there is still this till; the store can be asked for again. */
function Reported({ chosen, onChosen }: ReportedProps) {
  const say = useSay()
  const desk = useDesk()
  const asked = useAsked(() => readPlace(desk), 'place')
  const terminals = asked.state === 'ready' ? asked.value.terminals : []
  const tills = terminals.filter(({ kind }) => kind === 'till')
  return (
    <Choice label={say('reports.of')} isLabelHidden value={chosen} onChange={onChosen}>
      {[
        [OWN, say('reports.of.own')],
        [STORE, say('reports.of.store')],
        ...(tills.length < terminals.length
          ? channelSchema.options.map((each) => [each, say(`channel.${each}`)] as const)
          : []),
        ...(tills.length > 1 ? tills.map(({ terminal, name }) => [terminal, name] as const) : []),
      ]}
    </Choice>
  )
}
