/** What a person gives: a share or an amount off a line or the whole sale, or another price. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import { unitPrice, UNIT_PRICE_SCALE } from '../../../src/domain/money.ts'
import type { Desk } from '../../acts/desk.ts'
import { changePrice, giveDiscount } from '../../acts/prices.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { readAmount, retyped } from '../../format/typed-amount.ts'
import { readPercent } from '../../format/typed-percent.ts'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Revealed } from '../Revealed.tsx'
import { GivenByHand } from './GivenByHand.tsx'
import { Reasons } from './Reasons.tsx'
import './prices.css'

type Way = 'percent' | 'amount' | 'price'

const WHOLE_SALE = { name: 'price', line: null } as const
const WAYS = ['percent', 'amount', 'price'] as const

/** Of one line, or of the whole sale where `line` is null. */
export function PriceForm({ line }: { line: string | null }) {
  const say = useSay()
  const desk = useDesk()
  const of = useTerminal(({ draft }) => draft?.lines.find(({ id }) => id === line)?.name)
  const [way, setWay] = useState<Way>('percent')
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const format = useFormat()
  const act = actFor({ way, typed, line, reason: reason.trim(), exponent: format.exponent })
  const confirm = () => act?.(desk)
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm') return false
    confirm()
    return true
  })
  const ways = line === null ? WAYS.filter((each) => each !== 'price') : WAYS
  return (
    <Revealed className="cart-form">
      <div className="price-head">
        <h3>{of ?? say('price.whole-sale')}</h3>
        {line !== null && (
          <Button
            tone="quiet"
            onPress={() => desk.store.change({ kind: 'step', step: WHOLE_SALE })}
          >
            {say('price.on-whole-sale')}
          </Button>
        )}
      </div>
      <GivenByHand line={line} />
      <Group className="price-choices" aria-label={say('price.way')}>
        {ways.map((each) => (
          <Button
            key={each}
            isOn={each === way}
            onPress={() => {
              setWay(each)
              setTyped('')
            }}
          >
            {say(`price.way.${each}`)}
          </Button>
        ))}
      </Group>
      <Typed key={way} way={way} typed={typed} onTyped={setTyped} />
      <Reasons reason={reason} onReason={setReason} />
      <div className="cart-form-row">
        <Button printedKey={KEYMAP.back.print} onPress={() => desk.store.change({ kind: 'back' })}>
          {say('cancel')}
        </Button>
        <Button
          tone="strong"
          printedKey={KEYMAP.confirm.print}
          isDisabled={act === undefined}
          onPress={confirm}
        >
          {say(way === 'price' ? 'price.set' : 'price.give')}
        </Button>
      </div>
    </Revealed>
  )
}

interface TypedProps {
  readonly way: Way
  readonly typed: string
  readonly onTyped: (text: string) => void
}

/** A share as it is written, an amount as a cash register fills it. */
function Typed({ way, typed, onTyped }: TypedProps) {
  const say = useSay()
  const format = useFormat()
  const amount = way === 'percent' ? null : readAmount(typed, format.exponent)
  const shown = amount === null ? '' : format.figure(amount)
  return (
    <Field
      label={say(`price.typed.${way}`)}
      value={way === 'percent' ? typed : shown}
      onChange={(text) => onTyped(way === 'percent' ? text : retyped(text, format.exponent))}
      align="end"
      maxLength={14}
      isFocusedAtOnce
    />
  )
}

interface Wanted extends Pick<TypedProps, 'way' | 'typed'> {
  readonly line: string | null
  readonly reason: string
  readonly exponent: number
}

/** What the form would do; undefined while something is missing. */
function actFor(wanted: Wanted): ((desk: Desk) => void) | undefined {
  const { way, typed, line, reason, exponent } = wanted
  if (reason === '') return undefined
  if (way === 'percent') {
    const rate = readPercent(typed)
    if (rate === null || rate === 0) return undefined
    return (desk) => void giveDiscount(desk, line, { kind: 'percent', rate }, reason)
  }
  const amount = readAmount(typed, exponent)
  if (amount === null) return undefined
  if (way === 'price') {
    if (line === null) return undefined
    return (desk) => void changePrice(desk, line, unitPrice(amount * UNIT_PRICE_SCALE), reason)
  }
  if (amount === 0) return undefined
  return (desk) => void giveDiscount(desk, line, { kind: 'amount', amount }, reason)
}
