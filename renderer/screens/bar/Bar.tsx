/** The thin bar above everything: where, who, since when; and quietly, what is not as usual. */
import { useEffect, useState } from 'react'
import { everyFull } from '../../clock.ts'
import { Button } from '../../design/Button.tsx'
import { Sign } from '../../design/Sign.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'
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

export function Bar({ withMenu = false }: { withMenu?: boolean }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const shop = useTerminal((state) => state.shop)
  const status = useTerminal((state) => state.status)
  const link = useTerminal((state) => state.link)
  const panel = useTerminal((state) => state.panel)
  const person = status?.person
  const openedAt = status?.till?.openedAt
  const toggle = (name: 'menu' | 'printer') =>
    desk.store.change({ kind: 'panel', panel: panel === name ? null : name })
  const printer = status && printerSign(status)
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
        {status && <ShownSign sign={networkSign(status, format)} />}
        {status && <ShownSign sign={unsentSign(status)} />}
        {printer && withMenu && printer.tone !== 'plain' ? (
          <Button tone="quiet" isOn={panel === 'printer'} onPress={() => toggle('printer')}>
            <ShownSign sign={printer} />
          </Button>
        ) : (
          <ShownSign sign={printer} />
        )}
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
