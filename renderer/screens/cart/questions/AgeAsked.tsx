/** Is the customer old enough? Their date of birth is compared, and forgotten with the answer. */
import { useState } from 'react'
import type { Need } from '../../../../src/domain/selling/needs.ts'
import { resume } from '../../../acts/questions.ts'
import { Button } from '../../../design/Button.tsx'
import { Field } from '../../../design/Field.tsx'
import { dateOrder, readDate, spacedDate } from '../../../format/typed-date.ts'
import { actOf, KEYMAP } from '../../../keyboard/keymap.ts'
import { useSay } from '../../../language/language.tsx'
import type { Question } from '../../../state/questions.ts'
import { useDesk, useFormat, useKeys } from '../../../terminal-context.tsx'

interface AgeProps {
  readonly question: Question
  readonly need: Extract<Need, { kind: 'age' }>
}

export function AgeAsked({ question, need }: AgeProps) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const order = dateOrder(format.locale)
  const [digits, setDigits] = useState('')
  const bornOn = readDate(digits, order)
  const confirm = () => {
    if (bornOn === null) return
    void resume(desk, question, { age: { how: 'date-of-birth', bornOn } })
    // What was typed is not left standing on the screen.
    setDigits('')
  }
  const judge = () => void resume(desk, question, { age: { how: 'clearly-older' } })
  useKeys('step', (press) => {
    const act = actOf(press)
    if (act === 'confirm') confirm()
    else if (act === 'quantity' && need.mayJudge) judge()
    else return false
    return true
  })
  return (
    <>
      <p className="question-asks">{say('age.asks', { age: need.minimum })}</p>
      <p className="question-figure">{say('age.born-by', { date: format.day(need.bornBy) })}</p>
      <Field
        label={say(`age.field.${order[0] ?? 'day'}`)}
        value={spacedDate(digits, order)}
        onChange={(text) => setDigits(text.replaceAll(/\D/g, '').slice(0, 8))}
        maxLength={10}
        isFocusedAtOnce
      />
      <div className="cart-form-row">
        {need.mayJudge && (
          <Button printedKey={KEYMAP.quantity.print} onPress={judge}>
            {say('age.clearly-older')}
          </Button>
        )}
        <Button
          tone="strong"
          printedKey={KEYMAP.confirm.print}
          isDisabled={bornOn === null}
          onPress={confirm}
        >
          {say('age.confirm')}
        </Button>
      </div>
    </>
  )
}
