/** The journal of this terminal: looked through newest first, and down to what proves an entry. */
import { useState } from 'react'
import type { JournalRow } from '../../../src/contract/terminal/journal.ts'
import { Button } from '../../design/Button.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useKeys } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { Bar } from '../bar/Bar.tsx'
import { EntryProven } from './EntryProven.tsx'
import { JournalList } from './JournalList.tsx'
import '../../reports/reports.css'
import '../../reports/tables.css'
import './journal.css'

export function JournalScreen() {
  const say = useSay()
  const desk = useDesk()
  const [shown, setShown] = useState<JournalRow | null>(null)
  const back = () => {
    if (shown) setShown(null)
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
            {say(shown ? 'reports.back' : 'close')}
          </Button>
          <h1>{say('journal.title')}</h1>
        </header>
        {/* It stays as it was left, with what was found and how far it was looked through. */}
        <div className="journal-list" hidden={shown !== null}>
          <JournalList onChosen={setShown} isOpen={shown === null} />
        </div>
        {shown && <EntryProven row={shown} />}
      </main>
      <Approval />
    </div>
  )
}
