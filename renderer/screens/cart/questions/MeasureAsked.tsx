/** How heavy, how long, how much: typed from a scale that the till does not read. */
import { useState } from 'react'
import type { Unit } from '../../../../src/domain/catalogue/documents.ts'
import { resume } from '../../../acts/questions.ts'
import { Button } from '../../../design/Button.tsx'
import { Field } from '../../../design/Field.tsx'
import { actOf, KEYMAP } from '../../../keyboard/keymap.ts'
import { useSay } from '../../../language/language.tsx'
import { readQuantity } from '../../../state/entry.ts'
import type { Question } from '../../../state/questions.ts'
import { useDesk, useFormat, useKeys } from '../../../terminal-context.tsx'

export function MeasureAsked({ question, unit }: { question: Question; unit: Unit }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const [text, setText] = useState('')
  const measure = readQuantity(text)
  const confirm = () => {
    if (measure !== null) void resume(desk, question, { measure })
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm') return false
    confirm()
    return true
  })
  const price = question.asks.kind === 'needs' ? question.asks.goods.unitPrice : null
  return (
    <>
      <p className="question-asks">
        {price === null
          ? say('measure.asks')
          : say('measure.asks.price', {
              price: format.unitPrice(price),
              unit: say(`unit.${unit}`),
            })}
      </p>
      <Field
        label={say('measure.field', { unit: say(`unit.${unit}`) })}
        value={text}
        onChange={setText}
        align="end"
        maxLength={11}
        isFocusedAtOnce
      />
      <Button
        tone="strong"
        printedKey={KEYMAP.confirm.print}
        isDisabled={measure === null}
        onPress={confirm}
      >
        {measure === null
          ? say('question.add')
          : say('measure.add', { quantity: format.quantity(measure, unit) })}
      </Button>
    </>
  )
}
