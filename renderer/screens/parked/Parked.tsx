/** The carts on the hook: this till's own at once, those of the other tills when they are told. */
import { Fragment, useState } from 'react'
import type { ParkedCartView } from '../../../src/contract/terminal/parking.ts'
import { resumeCart } from '../../acts/take-up.ts'
import { Empty } from '../../design/Empty.tsx'
import { Key } from '../../design/Key.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf, digitOf } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { useMayMail } from '../mail/use-may-mail.ts'
import { useReading } from '../use-reading.ts'
import { MailQuote } from './MailQuote.tsx'
import './parked.css'

/** As many as there are number keys; the others are touched. */
const KEYS_AT_MOST = 9

export function Parked() {
  const say = useSay()
  const desk = useDesk()
  const count = useTerminal((state) => state.draft?.parked ?? 0)
  const came = useTerminal((state) => state.sales)
  const mayMail = useMayMail()
  const [mailed, setMailed] = useState<string | null>(null)
  const [turn, setTurn] = useState(0)
  const name = [count, came, turn].join(' ')
  const here = useReading((client) => client.parking.list({ everywhere: false }), name)
  const all = useReading((client) => client.parking.list({ everywhere: true }), name)
  const known = all.state === 'ready' ? all : here
  const carts = known.state === 'ready' ? known.value.carts : []
  // The one that was given last stands first: it is sent by a key.
  const newest = mayMail ? carts.find(({ isMailable }) => isMailable)?.park : undefined
  useKeys('panel', (press) => {
    if (mailed !== null) return false
    if (actOf(press) === 'mail' && newest !== undefined) {
      setMailed(newest)
      return true
    }
    const digit = digitOf(press)
    const cart = digit === undefined ? undefined : carts[digit - 1]
    if (!cart) return false
    void resumeCart(desk, cart.park)
    return true
  })
  return (
    <div className="parked" aria-live="polite">
      {all.state === 'ready' && all.value.asked === 'unreachable' && (
        <Notice tone="plain" title={say('parked.unreachable')} />
      )}
      {all.state === 'ready' && carts.length === 0 && (
        <Empty title={say('parked.none')} hint={say('parked.none.hint')} />
      )}
      {carts.map((cart, index) => (
        <Fragment key={cart.park}>
          <Cart
            cart={cart}
            number={mailed === null && index < KEYS_AT_MOST ? index + 1 : null}
            onTake={() => void resumeCart(desk, cart.park)}
          />
          {mayMail && cart.isMailable && (mailed === null || mailed === cart.park) && (
            <MailQuote
              cart={cart}
              isOpen={mailed === cart.park}
              hasKey={cart.park === newest}
              onOpen={() => setMailed(cart.park)}
              onClose={(isQueued) => {
                setMailed(null)
                if (isQueued) setTurn(turn + 1)
              }}
            />
          )}
        </Fragment>
      ))}
    </div>
  )
}

interface CartProps {
  readonly cart: ParkedCartView
  readonly number: number | null
  readonly onTake: () => void
}

function Cart({ cart, number, onTake }: CartProps) {
  const say = useSay()
  const format = useFormat()
  const { names, customer, note, by, lines, isHere, quote } = cart
  const who = [customer, note].filter((each) => each !== null).join(' · ')
  const elsewhere =
    by === null ? say('parked.elsewhere') : say('parked.elsewhere-for', { name: by })
  return (
    <button className="parked-cart" type="button" onClick={onTake}>
      <span className="parked-title">
        {isHere ? names.join(', ') : elsewhere}
        {number !== null && <Key>{String(number)}</Key>}
      </span>
      <span className="parked-total">{format.money(cart.total)}</span>
      <span className="parked-detail">
        {[format.moment(cart.at), isHere && by, who].filter(Boolean).join(' · ')}
      </span>
      <span className="parked-detail" data-end>
        {say('due.lines', { count: lines })}
      </span>
      {quote && (
        <span className="parked-detail" data-whole>
          {say('parked.until', { number: quote.quote, date: format.day(quote.until) })}
        </span>
      )}
    </button>
  )
}
