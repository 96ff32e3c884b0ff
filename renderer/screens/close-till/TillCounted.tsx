/** The count stands, and somebody who may looks at it: the next session can begin meanwhile. */
import { signOut } from '../../acts/people.ts'
import { Button } from '../../design/Button.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { Bar } from '../bar/Bar.tsx'
import '../sign-in/sign-in.css'
import './close-till.css'

export function TillCounted() {
  const say = useSay()
  const desk = useDesk()
  // The next session may have begun while this one was counted.
  const isOpen = useTerminal(({ status }) => (status?.till ?? null) !== null)
  useKeys('screen', (press) => {
    if (actOf(press) !== 'confirm' || isOnButton()) return false
    void signOut(desk)
    return true
  })
  return (
    <div className="shell">
      <Bar />
      <main className="review">
        <header className="sign-in-head" role="status">
          <h1>{say('counted.title')}</h1>
          <p>{say('counted.body')}</p>
        </header>
        <Approval />
        <div className="review-acts">
          <Button onPress={() => desk.store.change({ kind: 'closing', closing: null })}>
            {say(isOpen ? 'cash.back' : 'closed.open-again')}
          </Button>
          <Button
            tone="strong"
            size="large"
            printedKey={KEYMAP.confirm.print}
            onPress={() => void signOut(desk)}
          >
            {say('key.sign-out')}
          </Button>
        </div>
      </main>
    </div>
  )
}
