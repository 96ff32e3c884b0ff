/** The float in the drawer before the first sale. */
import { useState } from 'react'
import { beginClosings } from '../../acts/fiscal.ts'
import { signOut } from '../../acts/people.ts'
import { openTill } from '../../acts/till.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Figure } from '../../design/Figure.tsx'
import { Keypad } from '../../design/Keypad.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton, textFieldOf } from '../../keyboard/typing.ts'
import { useSay, type Say } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { Bar } from '../bar/Bar.tsx'
import { OpenCounts } from '../close-till/OpenCounts.tsx'
import { Waiting } from '../close-till/Waiting.tsx'
import { Count, isInCount, stepCount } from './Count.tsx'
import { useCount } from './use-count.ts'
import '../sign-in/sign-in.css'
import './open-till.css'

export function OpenTill() {
  const say = useSay()
  const desk = useDesk()
  const person = useTerminal((state) => state.status?.person)
  const isOwn = useTerminal((state) => state.shop?.ownDrawers === true)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const { amount: float, counts, pieces, count, key } = useCount()
  const [date, setDate] = useState<string | null>(null)
  const [asked, setAsked] = useState<Trouble | null>(null)
  const open = async () => {
    const answer = await openTill(desk, float, pieces, date)
    if (answer?.code === 'business-date-needed') {
      setDate(likelyDate(answer))
      setAsked(answer)
    }
    setTrouble(answer)
  }
  useKeys('screen', (press) => {
    const act = actOf(press)
    if (act === 'confirm' && isInCount()) stepCount(1)
    else if (act === 'confirm' && !isOnButton()) void open()
    else if (act === 'down' || act === 'up') stepCount(act === 'down' ? 1 : -1)
    else if (act === 'back') void signOut(desk)
    else return textFieldOf(document.activeElement) === null && key(press.key)
    return true
  })
  return (
    <div className="shell">
      <Bar />
      <main className="open-till">
        <header className="sign-in-head">
          <h1>{say(isOwn ? 'till.title.own' : 'till.title')}</h1>
          <p>{say('till.hello', { name: person?.name ?? '' })}</p>
        </header>
        <Count counts={counts} onCount={count} />
        <section className="float">
          <output className="float-amount" aria-label={say('till.float')}>
            <span className="label">{say('till.float')}</span>
            <Figure amount={float} size="large" />
          </output>
          {trouble && <p role="alert">{troubleText(say, trouble)}</p>}
          {date !== null && asked && (
            <>
              <p>{whyAsked(say, asked)}</p>
              <Field label={say('till.date')} value={date} onChange={setDate} maxLength={10} />
            </>
          )}
          <Approval />
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
        <Others />
      </main>
    </div>
  )
}

/** What is left of others before one's own is opened, and what a person of the tills may do. */
function Others() {
  const say = useSay()
  const desk = useDesk()
  const permissions = useTerminal((state) => state.status?.permissions) ?? []
  const mayCloseDay = permissions.includes('close-day')
  const isCounting = useTerminal(({ status }) => (status?.counting.length ?? 0) > 0)
  if (!mayCloseDay && !isCounting && !permissions.includes('close-till')) return null
  return (
    <section className="till-others">
      {/* Before what comes and goes by itself: a button that moves is missed. */}
      {mayCloseDay && (
        <Button tone="quiet" onPress={() => beginClosings(desk)}>
          {say('closings.title')}
        </Button>
      )}
      <OpenCounts />
      <Waiting />
    </section>
  )
}

function whyAsked(say: Say, { details }: Trouble): string {
  const [date, last, told] = ['date', 'last', 'told'].map((name) => String(details[name] ?? ''))
  // What the word decides goes before why it is asked for.
  if (details['others'] !== undefined) return say('till.date.others', { last: last ?? '' })
  if (!told) return say('till.date.why')
  return say('till.date.told', { date: date ?? '', told })
}

/**
 * The day by the server's clock where this one is known to be wrong; otherwise the later of the
 * clock's day and the last session's: what it most likely is. Where the clock is far ahead nothing
 * is likely, and whoever opens writes it.
 */
function likelyDate({ details }: Trouble): string {
  if (details['told'] !== undefined) return String(details['told'])
  if (details['clock'] === 'ahead') return ''
  const days = [details['date'], details['last']].map((day) => String(day ?? ''))
  return days.toSorted().at(-1) ?? ''
}
