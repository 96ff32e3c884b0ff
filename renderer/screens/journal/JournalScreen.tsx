/** The journal of this terminal: looked through newest first, and down to what proves an entry. */
import { useState } from 'react'
import type { JournalRow } from '../../../src/contract/terminal/journal.ts'
import { Button } from '../../design/Button.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import type { ScanAside } from '../../state/state.ts'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { Bar } from '../bar/Bar.tsx'
import { EntryProven } from './EntryProven.tsx'
import { JournalList } from './JournalList.tsx'
import { Verification } from './Verification.tsx'
import '../../reports/reports.css'
import '../../reports/tables.css'
import './journal.css'

interface Shown {
  /** An entry, or the proof of all of them. */
  readonly what: JournalRow | 'proof'
  /** The scan beside which it was chosen. */
  readonly beside: ScanAside | null
}

export function JournalScreen() {
  const say = useSay()
  const desk = useDesk()
  const lookedUp = useTerminal(({ aside }) => (aside?.kind === 'look-up' ? aside : null))
  const [shown, setShown] = useState<Shown | null>(null)
  // A scan looks for entries of its own, whatever was looked at before.
  const what = shown?.beside === lookedUp ? shown.what : null
  const back = () => {
    if (what) setShown(null)
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
            {say(what ? 'reports.back' : 'close')}
          </Button>
          <h1>{say('journal.title')}</h1>
          {what !== 'proof' && (
            <Button onPress={() => setShown({ what: 'proof', beside: lookedUp })}>
              {say('journal.verify')}
            </Button>
          )}
        </header>
        {/* It stays as it was left, with what was found and how far it was looked through. */}
        <div className="journal-list" hidden={what !== null}>
          <JournalList
            key={lookedUp?.turn ?? 0}
            wanted={{ text: lookedUp?.text ?? '', subject: null }}
            onChosen={(chosen) => setShown({ what: chosen, beside: lookedUp })}
            isOpen={what === null}
          />
        </div>
        {what === 'proof' && <Verification />}
        {what && what !== 'proof' && <EntryProven place={what.place} />}
      </main>
      <Approval />
    </div>
  )
}
