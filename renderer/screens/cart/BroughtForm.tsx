/** Goods come back without a receipt: why, in what state, and the code on each. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { SellableView } from '../../../src/contract/terminal/views.ts'
import { goodsConditionSchema, returnReasonSchema } from '../../../src/domain/returns/returned.ts'
import { bringBack, bringChosen } from '../../acts/returns.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { isNumber } from '../../state/entry.ts'
import type { Brought } from '../../state/state.ts'
import { useDesk, useKeys } from '../../terminal-context.tsx'
import { FoundGoods, GoodsList } from '../find/Lookup.tsx'
import { Revealed } from '../Revealed.tsx'

/** More than this nobody reads at a counter: another letter is quicker. */
const SHOWN_AT_MOST = 8

export function BroughtForm({ step }: { step: Brought }) {
  const say = useSay()
  const desk = useDesk()
  const [text, setText] = useState(step.sought)
  const [variants, setVariants] = useState<readonly SellableView[]>([])
  const wanted = text.trim()
  const choose = (change: Partial<Brought>) =>
    desk.store.change({ kind: 'step', step: { ...step, ...change } })
  const seek = (sought: string) => {
    setText(sought)
    setVariants([])
  }
  const bring = () => {
    if (wanted === '') return
    seek('')
    void bringBack(desk, step, { by: 'code', text: wanted })
  }
  const take = async (goods: SellableView) => {
    const others = await bringChosen(desk, step, goods)
    if (others.length > 0) setVariants(others)
    else seek('')
  }
  useKeys('step', (press) => {
    // Of a name the first that is found is taken: the list answers Enter.
    if (actOf(press) !== 'confirm' || isOnButton() || !isNumber(wanted)) return false
    bring()
    return true
  })
  return (
    <Revealed className="cart-form">
      <h3>{say('brought.title')}</h3>
      <p className="cart-detail">{say('brought.hint')}</p>
      <WhyBack step={step} choose={choose} />
      <Field label={say('brought.code')} value={text} onChange={seek} isFocusedAtOnce />
      {variants.length > 0 && (
        <GoodsList name={say('results')} goods={variants} onChoose={(goods) => void take(goods)} />
      )}
      {variants.length === 0 && wanted !== '' && (
        <FoundGoods
          of="step"
          text={wanted}
          most={SHOWN_AT_MOST}
          onChoose={(goods) => void take(goods)}
        />
      )}
      <div className="cart-form-row">
        <Button printedKey={KEYMAP.back.print} onPress={() => desk.store.change({ kind: 'back' })}>
          {say('deposits.done')}
        </Button>
        <Button
          tone="strong"
          printedKey={KEYMAP.confirm.print}
          isDisabled={!isNumber(wanted)}
          onPress={bring}
        >
          {say('returns.take')}
        </Button>
      </div>
    </Revealed>
  )
}

interface WhyBackProps {
  readonly step: Brought
  readonly choose: (change: Partial<Brought>) => void
}

function WhyBack({ step, choose }: WhyBackProps) {
  const say = useSay()
  return (
    <>
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
    </>
  )
}
