/** The count before the till is closed. It is blind: what should be there is said afterwards. */
import { useState } from 'react'
import type { Minor } from '../../../src/domain/money.ts'
import { openDrawer } from '../../acts/till.ts'
import { Button } from '../../design/Button.tsx'
import { Figure } from '../../design/Figure.tsx'
import { Keypad } from '../../design/Keypad.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton, textFieldOf } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import type { TerminalState } from '../../state/state.ts'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { Bar } from '../bar/Bar.tsx'
import { Count, isInCount, stepCount } from '../open-till/Count.tsx'
import { useCount } from '../open-till/use-count.ts'
import { ForeignCash, type ForeignCounts } from './ForeignCash.tsx'
import { isSumMissing, saidOf, Slips, type SlipCounts } from './Slips.tsx'
import { Sure } from './Sure.tsx'
import { TakeAway } from './TakeAway.tsx'
import '../sign-in/sign-in.css'
import '../open-till/open-till.css'
import './close-till.css'

/** The session that is counted, where it is the one that sells; null where it is another. */
function ownSession({ closing, status }: TerminalState): string | null {
  const session = status?.till?.session ?? null
  return closing?.phase === 'count' && closing.session === session ? session : null
}

/** Of a drawer that went away the one at the till is another person's. */
function mayOpenDrawer({ closing, status }: TerminalState): boolean {
  if (!status || status.printer === null || closing?.phase !== 'count') return false
  const isAway = status.counting.some(({ session }) => session === closing.session)
  return !isAway && status.permissions.includes('open-drawer')
}

function withCounted(
  foreign: ForeignCounts,
  currency: string,
  counted: Minor | null,
): ForeignCounts {
  const others = [...foreign].filter(([other]) => other !== currency)
  return new Map(counted === null ? others : [...others, [currency, counted]])
}

export function CloseTill() {
  const say = useSay()
  const { amount, counts, pieces, count, key } = useCount()
  const [slips, setSlips] = useState<SlipCounts>(new Map())
  const [isMissing, setMissing] = useState(false)
  const [step, setStep] = useState<'count' | 'sure' | 'away'>('count')
  const [foreign, setForeign] = useState<ForeignCounts>(new Map())
  const own = useTerminal(ownSession)
  const toCount = () => setStep('count')
  return (
    <div className="shell">
      <Bar />
      <main className="open-till">
        <header className="sign-in-head">
          <h1>{say('close.title')}</h1>
          <p>{say('close.hello')}</p>
        </header>
        <Count
          counts={counts}
          onCount={(coin, many) => {
            toCount()
            count(coin, many)
          }}
        />
        {step === 'count' && (
          <section className="count-others">
            <ForeignCash
              counts={foreign}
              onCount={(currency, counted) => setForeign(withCounted(foreign, currency, counted))}
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
          {step === 'sure' && (
            <Sure
              counted={amount}
              pieces={pieces}
              foreign={foreign}
              tenders={saidOf(slips)}
              onBack={toCount}
            />
          )}
          {step === 'away' && own !== null && <TakeAway session={own} onBack={toCount} />}
          {step === 'count' && (
            <>
              {isMissing && <p role="alert">{say('close.slips.missing')}</p>}
              <Counting
                onKey={key}
                onCounted={() => (isSumMissing(slips) ? setMissing(true) : setStep('sure'))}
                onAway={own === null ? null : () => setStep('away')}
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
  /** Null where the drawer is not one that may go away: it did already, or is not one's own. */
  readonly onAway: (() => void) | null
}

function Counting({ onKey, onCounted, onAway }: CountingProps) {
  const say = useSay()
  const desk = useDesk()
  const trouble = useTerminal((state) => state.trouble)
  const hasDrawer = useTerminal(mayOpenDrawer)
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
      <div className="count-acts">
        {onAway && <Button onPress={onAway}>{say('counting.take')}</Button>}
        {hasDrawer && (
          <Button onPress={() => void openDrawer(desk, say('close.drawer-reason'))}>
            {say('menu.drawer')}
          </Button>
        )}
      </div>
      <Button tone="quiet" printedKey={KEYMAP.back.print} onPress={leave}>
        {say('cash.back')}
      </Button>
    </>
  )
}
