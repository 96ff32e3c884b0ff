/** Past its date: somebody who may decides whether it is sold nevertheless. */
import { resume } from '../../../acts/questions.ts'
import { Button } from '../../../design/Button.tsx'
import { actOf, KEYMAP } from '../../../keyboard/keymap.ts'
import { useSay } from '../../../language/language.tsx'
import type { Question } from '../../../state/questions.ts'
import { useDesk, useFormat, useKeys } from '../../../terminal-context.tsx'

export function ExpiredAsked({ question, expiry }: { question: Question; expiry: string }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const sell = () => void resume(desk, question, { sellExpired: true })
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm') return false
    sell()
    return true
  })
  return (
    <>
      <p className="question-asks">{say('expired.asks', { date: format.day(expiry) })}</p>
      <Button tone="danger" printedKey={KEYMAP.confirm.print} onPress={sell}>
        {say('expired.sell')}
      </Button>
    </>
  )
}
