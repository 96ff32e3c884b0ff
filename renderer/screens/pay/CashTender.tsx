/** Cash: a likely amount by one key, or what was given, typed; the change large. */
import { useState } from 'react'
import { changeFor } from '../../../src/domain/selling/tender.ts'
import { minor } from '../../../src/domain/money.ts'
import { payCash } from '../../acts/pay.ts'
import { Button } from '../../design/Button.tsx'
import { Figure } from '../../design/Figure.tsx'
import { Keypad } from '../../design/Keypad.tsx'
import { readAmount, withKey } from '../../format/typed-amount.ts'
import { actOf, KEYMAP, type KeyAct } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'

const QUICK = ['quick-1', 'quick-2', 'quick-3'] as const satisfies readonly KeyAct[]

export function CashTender() {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const draft = useTerminal((state) => state.draft)
  const [typed, setTyped] = useState('')
  const due = draft?.total ?? minor(0)
  // The first of the quick amounts is the exact one: Enter pays it.
  const quick = (draft?.quickAmounts ?? []).slice(1, 1 + QUICK.length)
  const given = readAmount(typed, format.exponent)
  const change = changeFor(due, given ?? due)
  const pay = (amount: number | undefined) => {
    if (amount !== undefined) void payCash(desk, minor(amount))
  }
  const key = (name: string): boolean => {
    const next = withKey(typed, name, format.exponent)
    if (next !== undefined) setTyped(next)
    return next !== undefined
  }
  useKeys('step', (press) => {
    const act = actOf(press)
    const position = QUICK.findIndex((each) => each === act)
    if (position >= 0) pay(quick[position])
    else if (act === 'confirm') pay(change === undefined ? undefined : (given ?? due))
    else return key(press.key)
    return true
  })
  return (
    <>
      <div className="tender-rows">
        <div className="tender-row" data-quiet={given === null ? '' : undefined}>
          <span className="label">{say('cash.given')}</span>
          <span role="status" aria-label={say('cash.given')}>
            <Figure amount={given ?? due} size="strong" />
          </span>
        </div>
        <div className="tender-row" data-quiet={given === null ? '' : undefined}>
          <span className="label">
            {say(change === undefined ? 'cash.missing' : 'cash.change')}
          </span>
          <span role="status" aria-label={say('cash.change')}>
            <Figure
              amount={change ?? due - (given ?? due)}
              size={given === null ? 'strong' : 'large'}
            />
          </span>
        </div>
      </div>
      <div className="pay-acts">
        {quick.length > 0 && (
          <div className="quick" role="group" aria-label={say('cash.quick')}>
            {quick.map((amount, index) => (
              <Button
                key={amount}
                printedKey={KEYMAP[QUICK[index] ?? 'quick-1'].print}
                onPress={() => pay(amount)}
              >
                {format.figure(amount)}
              </Button>
            ))}
          </div>
        )}
        <Keypad onKey={key} extra="00" />
        <Button
          tone="pay"
          size="large"
          printedKey={KEYMAP.confirm.print}
          isDisabled={change === undefined}
          onPress={() => pay(given ?? due)}
        >
          {given === null ? say('cash.exact') : say('cash.take')}
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
