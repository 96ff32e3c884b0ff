/** The carts on the hook: this till's own at once, those of the other tills when they are told. */
import { Fragment, useState } from 'react'
import { resumeCart } from '../../acts/take-up.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf, digitOf } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import { useMayMail } from '../mail/use-may-mail.ts'
import { useReading } from '../use-reading.ts'
import { Cart } from './Cart.tsx'
import { FindQuote } from './FindQuote.tsx'
import { MailQuote } from './MailQuote.tsx'
import './parked.css'

/** As many as there are number keys; the others are touched. */
const KEYS_AT_MOST = 9

export function Parked() {
  const desk = useDesk()
  const [isFinding, setFinding] = useState(false)
  if (!isFinding) return <OnHook onFind={() => setFinding(true)} />
  return (
    <FindQuote
      onTake={({ park }) => void resumeCart(desk, park)}
      onClose={() => setFinding(false)}
    />
  )
}

function OnHook({ onFind }: { readonly onFind: () => void }) {
  const say = useSay()
  const desk = useDesk()
  const count = useTerminal((state) => state.draft?.parked ?? 0)
  const came = useTerminal((state) => state.sales)
  const mayMail = useMayMail()
  const givesQuotes = useTerminal((state) => state.shop?.givesQuotes === true)
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
      {givesQuotes && mailed === null && (
        <Button tone="quiet" onPress={onFind}>
          {say('parked.find')}
        </Button>
      )}
    </div>
  )
}
