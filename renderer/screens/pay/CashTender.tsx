/** Cash: a likely amount by one key, or what was given, typed; the change large. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import { minor, type Minor } from '../../../src/domain/money.ts'
import { changeFor } from '../../../src/domain/selling/tender.ts'
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
  const { exponent } = useFormat()
  const draft = useTerminal((state) => state.draft)
  const [typed, setTyped] = useState('')
  const due = draft?.total ?? minor(0)
  const given = readAmount(typed, exponent)
  const isEnough = changeFor(due, given ?? due) !== undefined
  // The first of the quick amounts is the exact one: Enter pays it.
  const quick = (draft?.quickAmounts ?? []).slice(1, 1 + QUICK.length)
  const pay = (amount: Minor | undefined) => {
    if (amount !== undefined) void payCash(desk, amount)
  }
  const key = (name: string): boolean => {
    const next = withKey(typed, name, exponent)
    if (next !== undefined) setTyped(next)
    return next !== undefined
  }
  useKeys('step', (press) => {
    const act = actOf(press)
    const position = QUICK.findIndex((each) => each === act)
    if (position >= 0) pay(quick[position])
    else if (act === 'confirm') pay(isEnough ? (given ?? due) : undefined)
    else return key(press.key)
    return true
  })
  return (
    <>
      <Given due={due} given={given} />
      <div className="pay-acts">
        <QuickAmounts amounts={quick} onPay={pay} />
        <Keypad onKey={key} extra="00" />
        <Button
          tone="pay"
          size="large"
          printedKey={KEYMAP.confirm.print}
          isDisabled={!isEnough}
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

/** What was given and what goes back, quiet until something was typed. */
function Given({ due, given }: { due: Minor; given: Minor | null }) {
  const say = useSay()
  const change = changeFor(due, given ?? due)
  const quiet = given === null ? { 'data-quiet': '' } : {}
  return (
    <div className="tender-rows">
      <div className="tender-row" {...quiet}>
        <span className="label">{say('cash.given')}</span>
        <output aria-label={say('cash.given')}>
          <Figure amount={given ?? due} size="strong" />
        </output>
      </div>
      <div className="tender-row" {...quiet}>
        <span className="label">{say(change === undefined ? 'cash.missing' : 'cash.change')}</span>
        <output aria-label={say('cash.change')}>
          <Figure
            amount={change ?? due - (given ?? due)}
            size={given === null ? 'strong' : 'large'}
          />
        </output>
      </div>
    </div>
  )
}

interface QuickAmountsProps {
  readonly amounts: readonly Minor[]
  readonly onPay: (amount: Minor) => void
}

function QuickAmounts({ amounts, onPay }: QuickAmountsProps) {
  const say = useSay()
  const format = useFormat()
  if (amounts.length === 0) return null
  return (
    <Group className="quick" aria-label={say('cash.quick')}>
      {amounts.map((amount, index) => (
        <Button
          key={amount}
          printedKey={KEYMAP[QUICK[index] ?? 'quick-1'].print}
          onPress={() => onPay(amount)}
        >
          {format.figure(amount)}
        </Button>
      ))}
    </Group>
  )
}
