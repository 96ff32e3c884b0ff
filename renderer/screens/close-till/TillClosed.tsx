/** How the count came out, in words and figures, until the person goes. */
import { CircleCheck, CircleMinus, CirclePlus } from 'lucide-react'
import type { ClosedTillView } from '../../../src/contract/terminal/till.ts'
import type { StatusView } from '../../../src/contract/terminal/views.ts'
import { balanceOf } from '../../../src/domain/till/count.ts'
import { beginClosings } from '../../acts/fiscal.ts'
import { signOut } from '../../acts/people.ts'
import { Button } from '../../design/Button.tsx'
import { Figure } from '../../design/Figure.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay, type MessageKey } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Bar } from '../bar/Bar.tsx'
import { openJobs } from '../bar/signs.ts'
import '../sign-in/sign-in.css'
import '../pay/pay.css'
import './close-till.css'

const MARKS = { exact: CircleCheck, over: CirclePlus, short: CircleMinus } as const

export function TillClosed() {
  const say = useSay()
  const desk = useDesk()
  const closing = useTerminal((state) => state.closing)
  const slip = useTerminal(({ status }) => (status ? slipText(status) : 'closed.slip'))
  const openAgain = () => desk.store.change({ kind: 'closing', closing: null })
  const toClosings = () => {
    openAgain()
    beginClosings(desk)
  }
  const mayCloseDay = useTerminal(
    (state) => state.status?.permissions.includes('close-day') ?? false,
  )
  useKeys('screen', (press) => {
    if (actOf(press) !== 'confirm' || isOnButton()) return false
    void signOut(desk)
    return true
  })
  if (closing?.phase !== 'closed') return null
  const { difference } = closing.till
  const balance = balanceOf(closing.till)
  const Mark = MARKS[balance]
  return (
    <div className="shell">
      <Bar />
      <main className="till-closed">
        <header className="sign-in-head">
          <h1>{say('closed.title')}</h1>
          <p aria-live="polite">{say(slip)}</p>
        </header>
        <section className="outcome" data-balance={balance} role="status">
          <h2>
            <Mark aria-hidden="true" size="1.25em" />
            {say(`closed.${balance}`)}
          </h2>
          <Figure amount={Math.abs(difference)} size="total" />
          <p>{say(`closed.${balance}.body`)}</p>
        </section>
        <section className="outcome-figures">
          <Figures />
          <div className="pay-acts">
            <Button onPress={openAgain}>{say('closed.open-again')}</Button>
            {mayCloseDay && <Button onPress={toClosings}>{say('closings.title')}</Button>}
            <Button
              tone="strong"
              size="large"
              printedKey={KEYMAP.confirm.print}
              onPress={() => void signOut(desk)}
            >
              {say('key.sign-out')}
            </Button>
          </div>
        </section>
      </main>
    </div>
  )
}

function slipText(status: StatusView): MessageKey {
  if (status.printer === null) return 'closed.no-printer'
  // The second is its copy, which takes its place.
  const waits = openJobs(status).some(({ kind }) => kind === 'close-slip' || kind === 'report-slip')
  return waits ? 'closed.slip-waits' : 'closed.slip'
}

function Figures() {
  const say = useSay()
  const format = useFormat()
  const closing = useTerminal((state) => state.closing)
  if (closing?.phase !== 'closed') return null
  const { till } = closing
  const rows = [
    [say('closed.z'), String(till.z)],
    [say('closed.opened'), format.moment(till.openedAt)],
    [say('closed.closed'), format.moment(till.closedAt)],
    [say('closed.sales'), format.count(till.sales)],
    [say('closed.float'), format.money(till.float)],
    [say('closed.expected'), format.money(till.expected)],
    [say('closed.counted'), format.money(till.counted)],
    ...(till.tips === 0 ? [] : [[say('closed.tips'), format.money(till.tips)] as const]),
  ] as const
  return (
    <dl className="done-rows">
      {rows.map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
      {till.foreign.map((each) => (
        <ForeignFigures key={each.currency} {...each} />
      ))}
    </dl>
  )
}

/** Counted, and what is missing or too much where it is not what should be there. */
function ForeignFigures({ currency, counted, difference }: ClosedTillView['foreign'][number]) {
  const say = useSay()
  const format = useFormat(currency)
  return (
    <>
      <div>
        <dt>{say('close.foreign', { currency })}</dt>
        <dd>{format.money(counted)}</dd>
      </div>
      {difference !== 0 && (
        <div>
          <dt>{say(`closed.${balanceOf({ difference })}`)}</dt>
          <dd>{format.money(Math.abs(difference))}</dd>
        </div>
      )}
    </>
  )
}
