/** The number of goods that come back without a receipt: scanned off the box, or typed. */
import { useState } from 'react'
import type { BringGoods } from '../../../src/contract/terminal/returns.ts'
import { serialSchema } from '../../../src/domain/selling/line-detail.ts'
import { bringBack } from '../../acts/returns.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import type { Brought } from '../../state/state.ts'
import { useDesk, useKeys } from '../../terminal-context.tsx'
import { Revealed } from '../Revealed.tsx'

interface NumberProps {
  readonly step: Brought
  readonly goods: BringGoods['goods']
}

export function BroughtNumber({ step, goods }: NumberProps) {
  const say = useSay()
  const desk = useDesk()
  const [text, setText] = useState('')
  const serial = text.trim()
  const isReady = serialSchema.safeParse(serial).success
  const confirm = () => {
    if (isReady) void bringBack(desk, step, goods, serial)
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm') return false
    confirm()
    return true
  })
  return (
    <Revealed className="cart-form">
      <h3>{say('brought.title')}</h3>
      <p className="cart-detail">{say('mark.asks.serial')}</p>
      <Field
        label={say('mark.field.serial')}
        value={text}
        onChange={setText}
        maxLength={40}
        isFocusedAtOnce
      />
      <div className="cart-form-row">
        <Button
          printedKey={KEYMAP.back.print}
          onPress={() => desk.store.change({ kind: 'step', step: { ...step, numbered: null } })}
        >
          {say('cancel')}
        </Button>
        <Button
          tone="strong"
          printedKey={KEYMAP.confirm.print}
          isDisabled={!isReady}
          onPress={confirm}
        >
          {say('returns.take')}
        </Button>
      </div>
    </Revealed>
  )
}
