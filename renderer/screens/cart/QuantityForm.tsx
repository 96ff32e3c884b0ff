/** How many of a line. */
import { useState } from 'react'
import { setQuantity } from '../../acts/cart.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { readQuantity } from '../../state/entry.ts'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Revealed } from '../Revealed.tsx'

export function QuantityForm({ line }: { line: string }) {
  const say = useSay()
  const desk = useDesk()
  const name = useTerminal((state) => state.draft?.lines.find((each) => each.id === line)?.name)
  const [text, setText] = useState('')
  const quantity = readQuantity(text)
  const confirm = () => {
    if (quantity !== null) void setQuantity(desk, line, quantity)
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm') return false
    confirm()
    return true
  })
  return (
    <Revealed className="cart-form">
      <h3>{name}</h3>
      <Field
        label={say('quantity.label')}
        value={text}
        onChange={setText}
        align="end"
        maxLength={11}
        isFocusedAtOnce
      />
      <div className="cart-form-row">
        <Button printedKey={KEYMAP.back.print} onPress={() => desk.store.change({ kind: 'back' })}>
          {say('cancel')}
        </Button>
        <Button
          tone="strong"
          printedKey={KEYMAP.confirm.print}
          isDisabled={quantity === null}
          onPress={confirm}
        >
          {say('quantity.set')}
        </Button>
      </div>
    </Revealed>
  )
}
