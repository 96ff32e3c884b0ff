/** What the customer gives on top: a share that is offered, or an amount that is typed. */
import { useState } from 'react'
import { minor, type Minor } from '../../../src/domain/money.ts'
import { setTip } from '../../acts/pay.ts'
import { Button } from '../../design/Button.tsx'
import { Figure } from '../../design/Figure.tsx'
import { Keypad } from '../../design/Keypad.tsx'
import { readAmount, withKey } from '../../format/typed-amount.ts'
import { actOf, KEYMAP, QUICK_KEYS } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { QuickAmounts } from './QuickAmounts.tsx'

const NO_TIPS: readonly Minor[] = []

export function TipForm() {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const offered = useTerminal((state) => state.draft?.tips) ?? NO_TIPS
  const [typed, setTyped] = useState('')
  const tip = readAmount(typed, format.exponent) ?? minor(0)
  const quick = offered.slice(0, QUICK_KEYS.length)
  const take = (amount: Minor) => void setTip(desk, amount)
  const key = (name: string): boolean => {
    const next = withKey(typed, name, format.exponent)
    if (next !== undefined) setTyped(next)
    return next !== undefined
  }
  useKeys('step', (press) => {
    const act = actOf(press)
    const chosen = quick[QUICK_KEYS.findIndex((each) => each === act)]
    if (chosen !== undefined) take(chosen)
    else if (act === 'confirm') take(tip)
    else return key(press.key)
    return true
  })
  return (
    <>
      <div className="tender-rows">
        <div className="tender-row" {...(typed === '' && { 'data-quiet': '' })}>
          <span className="label">{say('tip.title')}</span>
          <output aria-label={say('tip.title')}>
            <Figure amount={tip} size="large" />
          </output>
        </div>
      </div>
      <div className="pay-acts">
        <QuickAmounts label={say('tip.offered')} amounts={quick} currency={null} onPick={take} />
        <Keypad onKey={key} extra="00" />
        <Button tone="pay" size="large" printedKey={KEYMAP.confirm.print} onPress={() => take(tip)}>
          {say(tip === 0 ? 'tip.none' : 'tip.set')}
        </Button>
        <Button
          tone="quiet"
          printedKey={KEYMAP.back.print}
          onPress={() => desk.store.change({ kind: 'back' })}
        >
          {say('cash.back')}
        </Button>
      </div>
    </>
  )
}
