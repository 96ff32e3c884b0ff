/** Digits for a finger. The keyboard's own do the same. */
import { Group } from 'react-aria-components/Group'
import { Delete } from 'lucide-react'
import { useSay } from '../language/language.tsx'
import { Button } from './Button.tsx'
import './keypad.css'

export interface KeypadProps {
  /** A digit, what stands on the third key of the last row, or `Backspace`. */
  readonly onKey: (key: string) => void
  /** The key beside zero: `00` for amounts, a sign for what is measured; nothing for a PIN. */
  readonly extra?: '00' | '.'
}

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3']

export function Keypad({ onKey, extra }: KeypadProps) {
  const say = useSay()
  return (
    <Group className="keypad" aria-label={say('keypad')}>
      {DIGITS.map((digit) => (
        <Button key={digit} onPress={() => onKey(digit)}>
          {digit}
        </Button>
      ))}
      {extra === undefined ? <span /> : <Button onPress={() => onKey(extra)}>{extra}</Button>}
      <Button onPress={() => onKey('0')}>0</Button>
      <Button onPress={() => onKey('Backspace')} spoken={say('keypad.delete')}>
        <Delete className="mirrored" aria-hidden="true" size="1.25em" />
      </Button>
    </Group>
  )
}
