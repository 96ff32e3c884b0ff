/** The one screen of selling: find, cart and pay, in three zones that never change place. */
import { useEffect } from 'react'
import { useSay } from '../../language/language.tsx'
import { useKeys, useTerminal } from '../../terminal-context.tsx'
import { Bar } from '../bar/Bar.tsx'
import { Cart } from '../cart/Cart.tsx'
import { Find } from '../find/Find.tsx'
import { Panel } from '../panels/Panel.tsx'
import { PayColumn } from '../pay/PayColumn.tsx'
import { useSellKeys } from './use-sell-keys.ts'
import './sell.css'

export function Sell() {
  const say = useSay()
  const step = useTerminal((state) => state.step.name)
  const panel = useTerminal((state) => state.panel)
  useKeys('screen', useSellKeys())
  return (
    <div className="shell">
      <Bar withMenu />
      <LeftFocus key={step} />
      <main className="sell">
        <section className="zone zone-find" aria-label={say('find.zone')}>
          {panel ? <Panel name={panel} /> : <Find />}
        </section>
        <section className="zone zone-cart" aria-label={say('cart.zone')}>
          <Cart />
        </section>
        <section className="zone zone-pay" aria-label={say('pay.zone')}>
          <PayColumn />
        </section>
      </main>
    </div>
  )
}

/** A button that was left with the focus must not answer the Enter of the next step. */
function LeftFocus() {
  useEffect(() => {
    if (document.activeElement instanceof HTMLButtonElement) document.activeElement.blur()
  }, [])
  return null
}
