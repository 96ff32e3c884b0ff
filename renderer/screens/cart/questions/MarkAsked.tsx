/** The number of this very one, or of its batch: scanned off the box, or typed. */
import { useState } from 'react'
import { isMark, markOf, resume } from '../../../acts/questions.ts'
import { Button } from '../../../design/Button.tsx'
import { Field } from '../../../design/Field.tsx'
import { actOf, KEYMAP } from '../../../keyboard/keymap.ts'
import { useSay } from '../../../language/language.tsx'
import type { Question } from '../../../state/questions.ts'
import { useDesk, useKeys } from '../../../terminal-context.tsx'

export function MarkAsked({ question, kind }: { question: Question; kind: 'serial' | 'lot' }) {
  const say = useSay()
  const desk = useDesk()
  const [text, setText] = useState('')
  const typed = text.trim()
  const isReady = isMark(question, typed)
  const confirm = () => {
    if (isReady) void resume(desk, question, markOf(question, typed))
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm') return false
    confirm()
    return true
  })
  return (
    <>
      <p className="question-asks">{say(`mark.asks.${kind}`)}</p>
      <Field
        label={say(`mark.field.${kind}`)}
        value={text}
        onChange={setText}
        maxLength={40}
        isFocusedAtOnce
      />
      <Button
        tone="strong"
        printedKey={KEYMAP.confirm.print}
        isDisabled={!isReady}
        onPress={confirm}
      >
        {say('question.add')}
      </Button>
    </>
  )
}
