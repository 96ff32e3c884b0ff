/** The coupons of the sale: what each of them brings or why not, and one more. */
import { useState } from 'react'
import { addCoupon, removeCoupon } from '../../acts/prices.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Revealed } from '../Revealed.tsx'
import './prices.css'

const CODE_LONGEST = 60

export function CouponForm() {
  const say = useSay()
  const desk = useDesk()
  const [code, setCode] = useState('')
  const isReady = code.trim() !== ''
  const confirm = () => {
    if (isReady) void addCoupon(desk, code.trim(), () => setCode(''))
    else desk.store.change({ kind: 'back' })
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm') return false
    confirm()
    return true
  })
  return (
    <Revealed className="cart-form">
      <h3>{say('coupon.title')}</h3>
      <Coupons />
      <Field
        label={say('coupon.code')}
        value={code}
        onChange={setCode}
        maxLength={CODE_LONGEST}
        isFocusedAtOnce
      />
      <div className="cart-form-row">
        <Button printedKey={KEYMAP.back.print} onPress={() => desk.store.change({ kind: 'back' })}>
          {say('cancel')}
        </Button>
        <Button tone="strong" printedKey={KEYMAP.confirm.print} onPress={confirm}>
          {say(isReady ? 'coupon.add' : 'coupon.ready')}
        </Button>
      </div>
    </Revealed>
  )
}

/** In the form each of them, in the cart those that bring nothing yet or are not confirmed. */
export function IdleCoupons() {
  const say = useSay()
  const coupons = useTerminal((state) => state.draft?.coupons)
  return (coupons ?? []).flatMap(({ code, name, why, isProvisional }) =>
    why === null && !isProvisional
      ? []
      : [
          <p key={code} className="cart-note">
            <bdi>{name}</bdi>
            {why !== null && ` · ${say(`coupon.why.${why}`)}`}
            {isProvisional && ` · ${say('coupon.provisional')}`}
          </p>,
        ],
  )
}

function Coupons() {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const coupons = useTerminal((state) => state.draft?.coupons) ?? []
  if (coupons.length === 0) return null
  return (
    <ul className="price-given" aria-label={say('coupon.given')}>
      {coupons.map(({ code, name, saving, why, isProvisional }) => (
        <li key={code}>
          <span>
            <bdi>{name}</bdi>
            <span className="price-why">
              {why === null ? code : `${code} · ${say(`coupon.why.${why}`)}`}
              {isProvisional && ` · ${say('coupon.provisional')}`}
            </span>
          </span>
          <span>{saving === 0 ? '' : format.figure(0 - saving)}</span>
          <Button
            spoken={say('price.take-back-named', { name })}
            onPress={() => void removeCoupon(desk, code)}
          >
            {say('price.take-back')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
