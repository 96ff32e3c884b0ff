/** A paper voucher of somebody else: whose, its number, and what its face says. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import { payByVoucher } from '../../acts/accounts.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { readAmount, retyped } from '../../format/typed-amount.ts'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'

const NUMBER_LONGEST = 40
const NO_NAMES: readonly string[] = []

export function VoucherForm() {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const names = useTerminal((state) => state.shop?.vouchers) ?? NO_NAMES
  const due = useTerminal((state) => state.draft?.due ?? 0)
  const [chosen, choose] = useState<string | null>(null)
  const [number, setNumber] = useState('')
  const [typed, setTyped] = useState('')
  const name = chosen ?? names[0] ?? ''
  const face = readAmount(typed, format.exponent)
  const isReady = name !== '' && face !== null && face > 0
  const pay = () => {
    if (isReady) void payByVoucher(desk, { name, number: number.trim(), face })
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm') return false
    pay()
    return true
  })
  return (
    <div className="pay-acts">
      <Group className="options currencies" aria-label={say('voucher.name')}>
        {names.map((each) => (
          <Button key={each} isOn={each === name} onPress={() => choose(each)}>
            {each}
          </Button>
        ))}
      </Group>
      <Field
        label={say('voucher.face')}
        value={face === null ? '' : format.figure(face)}
        onChange={(text) => setTyped(retyped(text, format.exponent))}
        align="end"
        maxLength={14}
        isFocusedAtOnce
      />
      <Field
        label={say('voucher.number')}
        value={number}
        onChange={setNumber}
        maxLength={NUMBER_LONGEST}
      />
      {face !== null && face > due && <p className="pay-hint">{say('voucher.no-change')}</p>}
      <Button
        tone="pay"
        size="large"
        printedKey={KEYMAP.confirm.print}
        isDisabled={!isReady}
        onPress={pay}
      >
        {say('voucher.take')}
      </Button>
      <Button
        tone="quiet"
        printedKey={KEYMAP.back.print}
        onPress={() => desk.store.change({ kind: 'back' })}
      >
        {say('cash.back')}
      </Button>
    </div>
  )
}
