/** What the customer has here, may owe or has earned: one of them pays, wholly or in part. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { DraftView } from '../../../src/contract/terminal/views.ts'
import { minor } from '../../../src/domain/money.ts'
import { payByWay, settleAccount, waysOf, type Way } from '../../acts/accounts.ts'
import { Button } from '../../design/Button.tsx'
import { Figure } from '../../design/Figure.tsx'
import { Keypad } from '../../design/Keypad.tsx'
import { readAmount, withKey } from '../../format/typed-amount.ts'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'

export function AccountTender() {
  const draft = useTerminal((state) => state.draft)
  const [chosen, choose] = useState<Way | null>(null)
  if (!draft) return null
  const ways = waysOf(draft)
  const way = ways.find((each) => each === chosen) ?? ways[0]
  if (!way) return null
  return (
    <>
      <Ways ways={ways} chosen={way} onChoose={choose} />
      <Amount key={way} way={way} draft={draft} />
    </>
  )
}

interface WaysProps {
  readonly ways: readonly Way[]
  readonly chosen: Way
  readonly onChoose: (way: Way) => void
}

function Ways({ ways, chosen, onChoose }: WaysProps) {
  const say = useSay()
  // One alone is no choice, and would look like what is to be pressed.
  if (ways.length === 1) return <h3 className="due-head">{say(`tender.${chosen}`)}</h3>
  return (
    <Group className="options currencies" aria-label={say('account.ways')}>
      {ways.map((way) => (
        <Button key={way} isOn={way === chosen} onPress={() => onChoose(way)}>
          {say(`tender.${way}`)}
        </Button>
      ))}
    </Group>
  )
}

interface Held {
  /** Minor units, or points. */
  readonly most: number
  readonly balance: number
  readonly worth: number
}

function heldBy({ accounts, points }: DraftView, way: Way): Held {
  if (way === 'points') {
    const { most = 0, balance = 0, worth = 0 } = points ?? {}
    return { most, balance, worth }
  }
  const { most = 0, balance = 0 } = accounts.find(({ kind }) => kind === way) ?? {}
  return { most, balance, worth: most }
}

interface AmountProps {
  readonly way: Way
  readonly draft: DraftView
}

function Amount({ way, draft }: AmountProps) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const held = heldBy(draft, way)
  const exponent = way === 'points' ? 0 : format.exponent
  const given = readAmount(typed, exponent)
  const isRefund = draft.due < 0
  const mayPay = isRefund || held.most > 0
  const pay = () => {
    if (!mayPay) return
    const isWhole = isRefund || given === null || given === 0
    void payByWay(desk, way, isWhole ? undefined : given)
  }
  useKeys('step', (press) => {
    if (actOf(press) === 'confirm') pay()
    else {
      const next = withKey(typed, press.key, exponent)
      if (next === undefined) return false
      setTyped(next)
    }
    return true
  })
  const owes = way === 'on-account' && held.balance < 0
  return (
    <>
      <Balance way={way} balance={held.balance} />
      <div className="pay-acts">
        {!isRefund && (
          <Keypad onKey={(name) => setTyped(withKey(typed, name, exponent) ?? typed)} extra="00" />
        )}
        {mayPay && (
          <Button tone="pay" size="large" printedKey={KEYMAP.confirm.print} onPress={pay}>
            {payText(say, format, { way, held, given, due: draft.due })}
          </Button>
        )}
        {owes && !isRefund && (
          <Button onPress={() => void settleAccount(desk, given ?? minor(0 - held.balance))}>
            {say('account.settle', { amount: format.money(given ?? 0 - held.balance) })}
          </Button>
        )}
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

interface PayText {
  readonly way: Way
  readonly held: Held
  readonly given: number | null
  readonly due: number
}

function payText(
  say: ReturnType<typeof useSay>,
  format: ReturnType<typeof useFormat>,
  { way, held, given, due }: PayText,
): string {
  if (due < 0) return say('account.refund', { amount: format.money(0 - due) })
  const much = given === null || given === 0 ? held.most : given
  if (way !== 'points') return say('account.pay', { amount: format.money(much) })
  const worth = held.most === 0 ? 0 : (held.worth / held.most) * much
  return say('account.pay-points', { count: much, amount: format.money(worth) })
}

function Balance({ way, balance }: { readonly way: Way; readonly balance: number }) {
  const say = useSay()
  const format = useFormat()
  const isOwed = way === 'on-account' && balance < 0
  return (
    <div className="tender-rows">
      <div className="tender-row">
        <span className="label">{say(isOwed ? 'account.owes' : 'account.has')}</span>
        <output aria-label={say('account.balance')}>
          {way === 'points' ? (
            <span className="figure">{format.count(balance)}</span>
          ) : (
            <Figure amount={isOwed ? 0 - balance : balance} size="large" />
          )}
        </output>
      </div>
    </div>
  )
}
