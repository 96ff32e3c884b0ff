/** What is being sold: the lines, and in their place whatever did not become one. */
import { useEffect, useRef } from 'react'
import { Empty } from '../../design/Empty.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'
import { CartLine } from './CartLine.tsx'
import { CartTools } from './CartTools.tsx'
import { OpenItemForm } from './OpenItemForm.tsx'
import { QuantityForm } from './QuantityForm.tsx'
import { ReceiptPaper } from './ReceiptPaper.tsx'
import { ScanNotice } from './ScanNotice.tsx'
import { Spoken } from './Spoken.tsx'
import { TroubleNotice } from './TroubleNotice.tsx'
import './cart.css'

export function Cart() {
  const step = useTerminal((state) => state.step)
  return (
    <div className="cart">
      <Spoken />
      <div className="cart-body">
        {step.name === 'done' ? <ReceiptPaper document={step.sale.document} /> : <Lines />}
        <Below />
      </div>
      <CartTools />
    </div>
  )
}

/** What stands where the next line would: scrolled to when it appears. */
function Below() {
  const step = useTerminal((state) => state.step)
  const notice = useTerminal((state) => state.notice)
  const trouble = useTerminal((state) => state.trouble)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.lastElementChild?.scrollIntoView({ block: 'end' })
  }, [step, notice, trouble])
  return (
    <div ref={place}>
      {notice && <ScanNotice notice={notice} />}
      {trouble && <TroubleNotice trouble={trouble} />}
      {step.name === 'open-item' && <OpenItemForm label={step.label} />}
      {step.name === 'quantity' && <QuantityForm key={step.line} line={step.line} />}
    </div>
  )
}

function Lines() {
  const say = useSay()
  const desk = useDesk()
  const lines = useTerminal((state) => state.draft?.lines)
  const selected = useTerminal((state) => state.selected)
  const lit = useTerminal((state) => state.lit)
  const isFree = useTerminal(
    (state) => !state.notice && !state.trouble && state.step.name !== 'open-item',
  )
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [selected, lit])
  if (!lines || lines.length === 0) {
    return isFree && <Empty title={say('cart.empty')} hint={say('cart.empty.hint')} />
  }
  return (
    <div className="cart-list" role="listbox" aria-label={say('cart.lines')} ref={list}>
      {lines.map((line) => (
        <CartLine
          key={line.id}
          line={line}
          isSelected={line.id === selected}
          lit={line.id === lit?.line ? lit.turn : null}
          onSelect={desk.store.change}
        />
      ))}
    </div>
  )
}
