/** The count before the till is closed. It is blind: what should be there is said afterwards. */
import { useState } from 'react'
import { openDrawer } from '../../acts/till.ts'
import { Button } from '../../design/Button.tsx'
import { Figure } from '../../design/Figure.tsx'
import { Keypad } from '../../design/Keypad.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton, textFieldOf } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { Bar } from '../bar/Bar.tsx'
import { Count, isInCount, stepCount } from '../open-till/Count.tsx'
import { useCount } from '../open-till/use-count.ts'
import { ForeignCash, type ForeignCounts } from './ForeignCash.tsx'
import { isSumMissing, saidOf, Slips, type SlipCounts } from './Slips.tsx'
import { Sure } from './Sure.tsx'
import '../sign-in/sign-in.css'
import '../open-till/open-till.css'
import './close-till.css'

export function CloseTill() {
  const say = useSay()
  const { amount, counts, pieces, count, key } = useCount()
  const [slips, setSlips] = useState<SlipCounts>(new Map())
  const [isMissing, setMissing] = useState(false)
  const [isSure, setSure] = useState(false)
  const [foreign, setForeign] = useState<ForeignCounts>(new Map())
  return (
    <div className="shell">
      <Bar />
      <main className="open-till close-till">
        <header className="sign-in-head">
          <h1>{say('close.title')}</h1>
          <p>{say('close.hello')}</p>
        </header>
        <Count
          counts={counts}
          onCount={(coin, many) => {
            setSure(false)
            count(coin, many)
          }}
        />
        {!isSure && (
          <section className="count-others">
            <ForeignCash
              counts={foreign}
              onCount={(currency, counted) => {
                const others = [...foreign].filter(([other]) => other !== currency)
                setForeign(new Map(counted === null ? others : [...others, [currency, counted]]))
              }}
            />
            <Slips
              counts={slips}
              onCount={(kind, counted) => {
                setMissing(false)
                setSlips(new Map([...slips, [kind, counted]]))
              }}
            />
          </section>
        )}
        <section className="float">
          <output className="float-amount" aria-label={say('close.counted')}>
            <span className="label">{say('close.counted')}</span>
            <Figure amount={amount} size="large" />
          </output>
          <Approval />
          {isSure ? (
            <Sure
              counted={amount}
              pieces={pieces}
              foreign={foreign}
              tenders={saidOf(slips)}
              onBack={() => setSure(false)}
            />
          ) : (
            <>
              {isMissing && <p role="alert">{say('close.slips.missing')}</p>}
              <Counting
                onKey={key}
                onCounted={() => (isSumMissing(slips) ? setMissing(true) : setSure(true))}
              />
            </>
          )}
        </section>
      </main>
    </div>
  )
}

interface CountingProps {
  readonly onKey: (name: string) => boolean
  readonly onCounted: () => void
}

function Counting({ onKey, onCounted }: CountingProps) {
  const say = useSay()
  const desk = useDesk()
  const trouble = useTerminal((state) => state.trouble)
  const hasDrawer = useTerminal(
    ({ status }) =>
      (status?.printer ?? null) !== null && status?.permissions.includes('open-drawer') === true,
  )
  const leave = () => desk.store.change({ kind: 'closing', closing: null })
  useKeys('step', (press) => {
    const act = actOf(press)
    if (act === 'confirm' && isInCount()) stepCount(1)
    else if (act === 'confirm' && !isOnButton()) onCounted()
    else if (act === 'down' || act === 'up') stepCount(act === 'down' ? 1 : -1)
    else if (act === 'back') leave()
    else return textFieldOf(document.activeElement) === null && onKey(press.key)
    return true
  })
  return (
    <>
      {trouble && <p role="alert">{troubleText(say, trouble)}</p>}
      <p className="count-hint">{say('till.by-keys')}</p>
      <Keypad onKey={onKey} extra="00" />
      <Button tone="strong" size="large" printedKey={KEYMAP.confirm.print} onPress={onCounted}>
        {say('close.go')}
      </Button>
      {hasDrawer && (
        <Button onPress={() => void openDrawer(desk, say('close.drawer-reason'))}>
          {say('menu.drawer')}
        </Button>
      )}
      <Button tone="quiet" printedKey={KEYMAP.back.print} onPress={leave}>
        {say('cash.back')}
      </Button>
    </>
  )
}
