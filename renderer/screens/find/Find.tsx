/** Looking for goods: the entry, and below it tiles by department or what a search found. */
import { Button } from '../../design/Button.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'
import { Departments } from './Departments.tsx'
import { Entry } from './Entry.tsx'
import { Results } from './Results.tsx'
import './find.css'

export function Find() {
  const say = useSay()
  const desk = useDesk()
  const text = useTerminal((state) => state.entry.text)
  return (
    <div className="find">
      <Entry />
      <div className="find-body">
        {text.trim() === '' ? <Departments /> : <Results text={text} />}
      </div>
      <div className="find-foot">
        <Button
          printedKey={KEYMAP['open-item'].print}
          onPress={() =>
            desk.store.change({ kind: 'step', step: { name: 'open-item', label: '' } })
          }
        >
          {say('find.open-item')}
        </Button>
        <Button
          tone="quiet"
          printedKey={KEYMAP.help.print}
          onPress={() => desk.store.change({ kind: 'panel', panel: 'help' })}
        >
          {say('find.help')}
        </Button>
      </div>
    </div>
  )
}
