/** The fiscal closings of this terminal: what is still open, what was closed, and its books. */
import { useState } from 'react'
import type { ClosingsView, ClosingView } from '../../../src/contract/terminal/fiscal.ts'
import { closeDay, listClosings } from '../../acts/fiscal.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { Bar } from '../bar/Bar.tsx'
import { Closing } from './Closing.tsx'
import { ClosingRow, COLUMNS } from './ClosingRow.tsx'
import '../../reports/reports.css'
import '../../reports/tables.css'
import './closings.css'

export function ClosingsScreen() {
  const say = useSay()
  const desk = useDesk()
  const trouble = useTerminal((state) => state.trouble)
  const [chosen, setChosen] = useState<ClosingView | null>(null)
  const back = () => {
    if (chosen) setChosen(null)
    else desk.store.change({ kind: 'reading', what: null })
  }
  useKeys('screen', (press) => {
    if (actOf(press) !== 'back') return false
    back()
    return true
  })
  return (
    <div className="shell">
      <Bar />
      <main className="reports">
        <header className="reports-head">
          <Button printedKey={KEYMAP.back.print} onPress={back}>
            {say(chosen ? 'reports.back' : 'close')}
          </Button>
          <h1>{say('closings.title')}</h1>
        </header>
        <section className="reports-body closings" aria-label={say('closings.title')}>
          {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
          {chosen ? <Closing closing={chosen} /> : <Closings onChosen={setChosen} />}
        </section>
      </main>
      <Approval />
    </div>
  )
}

function Closings({ onChosen }: { readonly onChosen: (closing: ClosingView) => void }) {
  const say = useSay()
  const desk = useDesk()
  const [closed, setClosed] = useState<ClosingsView | null>(null)
  const asked = useAsked(() => listClosings(desk), 'closings')
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  const view = closed ?? (asked.state === 'ready' ? asked.value : null)
  if (!view) return <p role="status">{say('closings.loading')}</p>
  return (
    <>
      <OpenDay {...view} onClose={() => void closeDay(desk, setClosed)} />
      {view.closings.length === 0 ? (
        <Empty title={say('closings.none')} hint={say('closings.none.hint')} />
      ) : (
        <div className="reports-scroll">
          <table className="reports-table closings-table" aria-label={say('closings.title')}>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col">
                    {say(`closings.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {view.closings.map((closing) => (
                <ClosingRow
                  key={`${closing.kind} ${String(closing.number)}`}
                  {...{ closing, onChosen }}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

interface OpenDayProps extends Pick<ClosingsView, 'day' | 'over'> {
  readonly onClose: () => void
}

/** What nobody closed yet, and whether it can be closed now. */
function OpenDay({ day, over, onClose }: OpenDayProps) {
  const say = useSay()
  const format = useFormat()
  const isAll = day === null && over.length === 0
  const open = day ? format.day(day.date) : over.map(({ period }) => period).join(' · ')
  const titleOf = () => {
    if (isAll) return say('closings.all')
    return day ? say('closings.day', { date: open }) : say('closings.over', { periods: open })
  }
  return (
    <section className="closings-open" data-open={!isAll} aria-label={say('closings.open')}>
      <h2>{titleOf()}</h2>
      <p>{say(hintOf(day, isAll))}</p>
      {!isAll && !day?.isTillOpen && (
        <Button tone="strong" size="large" onPress={onClose}>
          {day ? say('closings.close-day') : say('closings.close-over', { periods: open })}
        </Button>
      )}
    </section>
  )
}

function hintOf(day: ClosingsView['day'], isAll: boolean) {
  if (!day) return isAll ? 'closings.all.hint' : 'closings.over.hint'
  return day.isTillOpen ? 'closings.count-first' : 'closings.day.hint'
}
