/** Cash goes into the drawer or out of it: how much, and why. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { CashMoveKind } from '../../../src/domain/till/cash-move.ts'
import { moveCash } from '../../acts/till.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { readAmount, retyped } from '../../format/typed-amount.ts'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { CashReason } from './CashReason.tsx'

interface MoveCashProps {
  readonly kind: CashMoveKind
  readonly onEnd: () => void
}

export function MoveCash({ kind, onEnd }: MoveCashProps) {
  const say = useSay()
  const desk = useDesk()
  const hasPrinter = useTerminal((state) => (state.status?.printer ?? null) !== null)
  const [currency, setCurrency] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const format = useFormat(currency ?? undefined)
  const amount = readAmount(typed, format.exponent)
  const isWhole = amount !== null && amount > 0 && reason.trim() !== ''
  const confirm = () => {
    if (!isWhole) return
    const words = { reason: reason.trim(), note: note.trim() }
    void moveCash(desk, { kind, currency, amount, ...words }, onEnd)
  }
  useKeys('panel', (press) => {
    const act = actOf(press)
    if (act === 'confirm' && !isOnButton()) confirm()
    else if (act === 'back') onEnd()
    else return false
    return true
  })
  return (
    <section className="till-form">
      <h3>{say(`move.${kind}`)}</h3>
      <Currencies chosen={currency} onChosen={setCurrency} />
      <Field
        label={say('move.amount')}
        value={amount === null ? '' : format.figure(amount)}
        onChange={(text) => setTyped(retyped(text, format.exponent))}
        align="end"
        maxLength={14}
        isFocusedAtOnce
      />
      <CashReason kind={kind} label={say('move.reason')} reason={reason} onReason={setReason} />
      <Field label={say('move.note')} value={note} onChange={setNote} maxLength={200} />
      <div className="cart-form-row">
        <Button printedKey={KEYMAP.back.print} onPress={onEnd}>
          {say('cancel')}
        </Button>
        <Button
          tone="strong"
          printedKey={KEYMAP.confirm.print}
          isDisabled={!isWhole}
          onPress={confirm}
        >
          {say(hasPrinter ? 'move.do' : 'move.do-plain')}
        </Button>
      </div>
    </section>
  )
}

interface CurrenciesProps {
  readonly chosen: string | null
  readonly onChosen: (currency: string | null) => void
}

/** Nothing where the store takes its own money only. */
function Currencies({ chosen, onChosen }: CurrenciesProps) {
  const say = useSay()
  const own = useTerminal((state) => state.shop?.currency)
  const foreign = useTerminal((state) => state.shop?.foreignCash) ?? []
  if (foreign.length === 0) return null
  return (
    <Group className="options" aria-label={say('move.currency')}>
      {[null, ...foreign.map(({ currency }) => currency)].map((currency) => (
        <Button key={currency ?? ''} isOn={currency === chosen} onPress={() => onChosen(currency)}>
          {currency ?? own ?? ''}
        </Button>
      ))}
    </Group>
  )
}
