/** What does it cost today? Goods whose price is said at the till, within the shop's bounds. */
import { useState } from 'react'
import { unitPrice, UNIT_PRICE_SCALE } from '../../../../src/domain/money.ts'
import type { Need } from '../../../../src/domain/selling/needs.ts'
import { resume } from '../../../acts/questions.ts'
import { Button } from '../../../design/Button.tsx'
import { Field } from '../../../design/Field.tsx'
import { readAmount, retyped } from '../../../format/typed-amount.ts'
import { actOf, KEYMAP } from '../../../keyboard/keymap.ts'
import { useSay } from '../../../language/language.tsx'
import type { Question } from '../../../state/questions.ts'
import { useDesk, useFormat, useKeys } from '../../../terminal-context.tsx'

interface PriceProps {
  readonly question: Question
  readonly need: Extract<Need, { kind: 'price' }>
}

export function PriceAsked({ question, need }: PriceProps) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const { minimum, maximum, proposed } = need
  const [text, setText] = useState('')
  const amount = readAmount(text, format.exponent)
  const said = amount === null ? proposed : unitPrice(amount * UNIT_PRICE_SCALE)
  const isWithin = said !== null && said >= minimum && said <= maximum
  const confirm = () => {
    if (isWithin) void resume(desk, question, { unitPrice: said })
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm') return false
    confirm()
    return true
  })
  return (
    <>
      <p className="question-asks">
        {say('price.asks', {
          minimum: format.unitPrice(minimum),
          maximum: format.unitPrice(maximum),
        })}
      </p>
      <Field
        label={say('open-item.price')}
        value={amount === null ? '' : format.figure(amount)}
        placeholder={proposed === null ? '' : format.unitPrice(proposed)}
        onChange={(typed) => setText(retyped(typed, format.exponent))}
        align="end"
        maxLength={14}
        isFocusedAtOnce
      />
      <Button
        tone="strong"
        printedKey={KEYMAP.confirm.print}
        isDisabled={!isWithin}
        onPress={confirm}
      >
        {said === null ? say('question.add') : say('price.add', { price: format.unitPrice(said) })}
      </Button>
    </>
  )
}
