/** The thin bar above everything: where, who, since when; and quietly, what is not as usual. */
import { useEffect, useState, type ReactNode } from 'react'
import { everyFull } from '../../clock.ts'
import { Button } from '../../design/Button.tsx'
import { Sign } from '../../design/Sign.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useSay, type Say } from '../../language/language.tsx'
import type { Panel } from '../../state/state.ts'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'
import { concernsOf, type Concern } from './concerns.ts'
import { networkSign, printerSign, unsentSign, type SignText } from './signs.ts'
import './bar.css'

function Clock() {
  const format = useFormat()
  const [time, setTime] = useState('')
  useEffect(() => everyFull('minute', (instant) => setTime(format.time(instant))), [format])
  return <time className="bar-clock">{time}</time>
}

function ShownSign({ sign }: { sign: SignText | null }) {
  const say = useSay()
  return sign && <Sign tone={sign.tone}>{say(sign.key, sign.values)}</Sign>
}

/** The worst in its own words; of the others only how many there are. */
function concernSign(concerns: readonly Concern[], say: Say) {
  const [first, ...others] = concerns
  if (!first) return null
  const text = say(first.key, first.values)
  if (others.length === 0) return { tone: first.tone, text }
  return { tone: first.tone, text: say('bar.more', { text, count: others.length }) }
}

interface PressedSignProps {
  readonly isPressable: boolean
  readonly isOn: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

/** A sign that opens the panel where something can be done about it. */
function PressedSign({ isPressable, isOn, onPress, children }: PressedSignProps) {
  if (!isPressable) return children
  return (
    <Button tone="quiet" isOn={isOn} onPress={onPress}>
      {children}
    </Button>
  )
}

export function Bar({ withMenu = false }: { withMenu?: boolean }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const shop = useTerminal((state) => state.shop)
  const status = useTerminal((state) => state.status)
  const link = useTerminal((state) => state.link)
  const panel = useTerminal((state) => state.panel)
  const isUnsold = useTerminal((state) => state.aside?.kind === 'unsold')
  const person = status?.person
  const openedAt = status?.till?.openedAt
  const day = status?.till?.day
  const toggle = (name: Panel) =>
    desk.store.change({ kind: 'panel', panel: panel === name ? null : name })
  const printer = status && printerSign(status)
  const concern = status && concernSign(concernsOf(status, format), say)
  return (
    <header className="bar">
      <span className="bar-place">
        <strong>{shop?.store}</strong> <span className="bar-quiet">{shop?.terminal}</span>
      </span>
      {person && <span>{person.name}</span>}
      {openedAt !== undefined && (
        <span className="bar-quiet bar-till">
          {say('bar.till-open', { time: format.time(openedAt) })}
        </span>
      )}
      <div className="bar-signs" aria-live="polite">
        {link !== 'open' && <Sign tone="caution">{say('bar.link-lost')}</Sign>}
        {day && day.date !== day.today && (
          <Sign tone="caution">{say('bar.day', { date: format.day(day.date) })}</Sign>
        )}
        {isUnsold && <Sign tone="caution">{say('bar.unsold')}</Sign>}
        {concern && (
          <PressedSign
            isPressable={withMenu}
            isOn={panel === 'terminal'}
            onPress={() => toggle('terminal')}
          >
            <Sign tone={concern.tone}>{concern.text}</Sign>
          </PressedSign>
        )}
        {status && <ShownSign sign={networkSign(status, format)} />}
        {status && <ShownSign sign={unsentSign(status)} />}
        <PressedSign
          isPressable={withMenu && printer !== null && printer.tone !== 'plain'}
          isOn={panel === 'printer'}
          onPress={() => toggle('printer')}
        >
          <ShownSign sign={printer} />
        </PressedSign>
      </div>
      <Clock />
      {withMenu && (
        <Button
          tone="quiet"
          printedKey={KEYMAP.menu.print}
          isOn={panel === 'menu'}
          onPress={() => toggle('menu')}
        >
          {say('bar.menu')}
        </Button>
      )}
    </header>
  )
}
