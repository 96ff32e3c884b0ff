/** Goods come back without a receipt: why, in what state, and the code on each. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import { goodsConditionSchema, returnReasonSchema } from '../../../src/domain/returns/returned.ts'
import { bringBack } from '../../acts/returns.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import type { Brought } from '../../state/state.ts'
import { useDesk, useKeys } from '../../terminal-context.tsx'
import { Revealed } from '../Revealed.tsx'

export function BroughtForm({ step }: { step: Brought }) {
  const say = useSay()
  const desk = useDesk()
  const [code, setCode] = useState('')
  const choose = (change: Partial<Brought>) =>
    desk.store.change({ kind: 'step', step: { ...step, ...change } })
  const bring = () => {
    const text = code.trim()
    if (text === '') return
    setCode('')
    void bringBack(desk, step, text)
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm' || isOnButton()) return false
    bring()
    return true
  })
  return (
    <Revealed className="cart-form">
      <h3>{say('brought.title')}</h3>
      <p className="cart-detail">{say('brought.hint')}</p>
      <p className="field-label">{say('returns.reason')}</p>
      <Group className="return-choices" aria-label={say('returns.reason')}>
        {returnReasonSchema.options.map((reason) => (
          <Button key={reason} isOn={reason === step.reason} onPress={() => choose({ reason })}>
            {say(`return-reason.${reason}`)}
          </Button>
        ))}
      </Group>
      <p className="field-label">{say('returns.condition')}</p>
      <Group className="return-choices" aria-label={say('returns.condition')}>
        {goodsConditionSchema.options.map((condition) => (
          <Button
            key={condition}
            isOn={condition === step.condition}
            onPress={() => choose({ condition, restock: condition === 'as-new' })}
          >
            {say(`goods-condition.${condition}`)}
          </Button>
        ))}
      </Group>
      <Button onPress={() => choose({ restock: !step.restock })}>
        {say(step.restock ? 'returns.restock' : 'returns.no-restock')}
      </Button>
      <Field label={say('brought.code')} value={code} onChange={setCode} isFocusedAtOnce />
      <div className="cart-form-row">
        <Button printedKey={KEYMAP.back.print} onPress={() => desk.store.change({ kind: 'back' })}>
          {say('deposits.done')}
        </Button>
        <Button
          tone="strong"
          printedKey={KEYMAP.confirm.print}
          isDisabled={code.trim() === ''}
          onPress={bring}
        >
          {say('returns.take')}
        </Button>
      </div>
    </Revealed>
  )
}
