/** A PIN, by keyboard or finger, and what happened to it. */
import { useEffect, useState } from 'react'
import type { PersonView } from '../../../src/contract/terminal/views.ts'
import { everyFull, now } from '../../clock.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Keypad } from '../../design/Keypad.tsx'
import { actOf, digitOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import type { KeyLayer } from '../../keyboard/hub.ts'
import { useKeys } from '../../terminal-context.tsx'
import './pin.css'

const PIN_SHORTEST = 4
const PIN_LONGEST = 12

/** Seconds until a locked PIN may be tried again, counting down; 0 where it may. */
function useCountdown(until: number): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (until === 0) return undefined
    return everyFull('second', (instant) =>
      setLeft(Math.max(0, Math.ceil((until - instant) / 1000))),
    )
  }, [until])
  return left
}

function lockedUntil(trouble: Trouble): number {
  if (trouble.code !== 'pin-locked') return 0
  const { until, seconds } = trouble.details
  if (typeof until === 'number') return until
  return typeof seconds === 'number' ? now() + seconds * 1000 : 0
}

interface PinPadProps {
  readonly person: PersonView | null
  /** What giving the PIN does. */
  readonly label: string
  readonly layer: KeyLayer
  /** Answers what kept the PIN from counting. */
  readonly onPin: (person: PersonView, pin: string) => Promise<Trouble | null>
}

export function PinPad({ person, label, layer, onPin }: PinPadProps) {
  const say = useSay()
  const [pin, setPin] = useState('')
  const [isAsking, setAsking] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [until, setUntil] = useState(0)
  const left = useCountdown(until)

  const key = (name: string) => {
    if (!person || isAsking || left > 0) return
    setTrouble(null)
    setPin((before) =>
      name === 'Backspace' ? before.slice(0, -1) : (before + name).slice(0, PIN_LONGEST),
    )
  }
  const confirm = async () => {
    if (!person || pin.length < PIN_SHORTEST || isAsking || left > 0) return
    setAsking(true)
    const failed = await onPin(person, pin)
    setAsking(false)
    setPin('')
    setTrouble(failed)
    if (failed) setUntil(lockedUntil(failed))
  }
  useKeys(layer, (press) => {
    if (!person) return false
    const digit = digitOf(press)
    if (digit !== undefined) key(String(digit))
    else if (press.key === 'Backspace') key('Backspace')
    else if (actOf(press) === 'confirm') void confirm()
    else return false
    return true
  })
  return (
    <section className="pin" aria-label={say('sign-in.pin')}>
      <output className="pin-dots" aria-label={say('pin.typed', { count: pin.length })}>
        {pin === ''
          ? (person?.name ?? say('sign-in.first'))
          : Array.from(pin, (_, index) => <i key={index} />)}
      </output>
      <p className="pin-trouble" role="alert">
        {left > 0 && say('pin.locked', { seconds: left })}
        {left === 0 && trouble && trouble.code !== 'pin-locked' && troubleText(say, trouble)}
      </p>
      <Keypad onKey={key} />
      <Button
        tone="strong"
        size="large"
        printedKey={KEYMAP.confirm.print}
        isDisabled={pin.length < PIN_SHORTEST || isAsking || left > 0}
        onPress={() => void confirm()}
      >
        {label}
      </Button>
    </section>
  )
}
