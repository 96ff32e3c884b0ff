/** The float in the drawer before the first sale: typed as an amount, or counted coin by coin. */
import { useState } from 'react'
import { minor, sum } from '../../../src/domain/money.ts'
import { openTill, signOut } from '../../acts/people.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Figure } from '../../design/Figure.tsx'
import { Keypad } from '../../design/Keypad.tsx'
import { readAmount, withKey } from '../../format/typed-amount.ts'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Bar } from '../bar/Bar.tsx'
import { Count } from './Count.tsx'
import '../sign-in/sign-in.css'
import './open-till.css'

export function OpenTill() {
  const say = useSay()
  const desk = useDesk()
  const { exponent } = useFormat()
  const person = useTerminal((state) => state.status?.person)
  const [typed, setTyped] = useState('')
  const [counts, setCounts] = useState<ReadonlyMap<number, number>>(new Map())
  const [trouble, setTrouble] = useState<Trouble | null>(null)

  const counted = sum([...counts].map(([coin, count]) => minor(coin * count)))
  const float = readAmount(typed, exponent) ?? counted
  const key = (name: string): boolean => {
    const next = withKey(typed, name, exponent)
    if (next === undefined) return false
    setTyped(next)
    setCounts(new Map())
    return true
  }
  const open = async () => setTrouble(await openTill(desk, float))
  useKeys('screen', (press) => {
    const act = actOf(press)
    if (act === 'confirm') void open()
    else if (act === 'back') void signOut(desk)
    else return key(press.key)
    return true
  })
  return (
    <div className="shell">
      <Bar />
      <main className="open-till">
        <header className="sign-in-head">
          <h1>{say('till.title')}</h1>
          <p>{say('till.hello', { name: person?.name ?? '' })}</p>
        </header>
        <Count
          counts={counts}
          onCount={(coin, count) => {
            setTyped('')
            setCounts(new Map(counts).set(coin, count))
          }}
        />
        <section className="float">
          <output className="float-amount">
            <span className="label">{say('till.float')}</span>
            <Figure amount={float} size="large" />
          </output>
          {trouble && <p role="alert">{troubleText(say, trouble)}</p>}
          <Keypad onKey={key} extra="00" />
          <Button
            tone="strong"
            size="large"
            printedKey={KEYMAP.confirm.print}
            onPress={() => void open()}
          >
            {say('till.open')}
          </Button>
          <Button tone="quiet" printedKey={KEYMAP.back.print} onPress={() => void signOut(desk)}>
            {say('till.not-me')}
          </Button>
        </section>
      </main>
    </div>
  )
}
