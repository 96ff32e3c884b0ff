/** What is being sold: the lines, and in their place whatever did not become one. */
import { Empty } from '../../design/Empty.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { CouponForm, IdleCoupons } from '../prices/CouponForm.tsx'
import { PriceForm } from '../prices/PriceForm.tsx'
import { BroughtForm } from './BroughtForm.tsx'
import { BroughtNumber } from './BroughtNumber.tsx'
import { CartCustomer } from './CartCustomer.tsx'
import { CartLine } from './CartLine.tsx'
import { CartTools } from './CartTools.tsx'
import { askedDay, DayNotice } from './DayNotice.tsx'
import { DepositsForm } from './DepositsForm.tsx'
import { NoteForm } from './NoteForm.tsx'
import { OpenItemForm } from './OpenItemForm.tsx'
import { Questions } from './questions/QuestionForm.tsx'
import { QuantityForm } from './QuantityForm.tsx'
import { ReceiptPaper } from './ReceiptPaper.tsx'
import { ScanNotice } from './ScanNotice.tsx'
import { Spoken } from './Spoken.tsx'
import { TroubleNotice } from './TroubleNotice.tsx'
import './cart.css'

export function Cart() {
  const step = useTerminal((state) => state.step)
  const notice = useTerminal((state) => state.notice)
  const trouble = useTerminal((state) => state.trouble)
  const day = useTerminal(askedDay)
  return (
    <div className="cart">
      <Spoken />
      {step.name !== 'done' && <CartCustomer />}
      <div className="cart-body">
        {step.name === 'done' ? <ReceiptPaper document={step.sale.document} /> : <Lines />}
        {notice && <ScanNotice notice={notice} />}
        {day && <DayNotice day={day} />}
        {trouble && trouble.code !== 'day-passed' && <TroubleNotice trouble={trouble} />}
        {step.name === 'open-item' && <OpenItemForm label={step.label} />}
        <Questions />
        {step.name === 'note' && <NoteForm key={step.line} line={step.line} />}
        {step.name === 'deposits' && <DepositsForm />}
        {step.name === 'brought' && step.numbered === null && (
          <BroughtForm key={step.sought} step={step} />
        )}
        {step.name === 'brought' && step.numbered && (
          <BroughtNumber step={step} goods={step.numbered} />
        )}
        {step.name === 'price' && <PriceForm key={step.line} line={step.line} />}
        {step.name === 'coupon' && <CouponForm />}
        {step.name === 'quantity' && <QuantityForm key={step.line} line={step.line} />}
      </div>
      <Approval />
      <CartTools />
    </div>
  )
}

function Lines() {
  const say = useSay()
  const desk = useDesk()
  const lines = useTerminal((state) => state.draft?.lines)
  const selected = useTerminal((state) => state.selected)
  const lit = useTerminal((state) => state.lit)
  const isQuiet = useTerminal(
    ({ notice, trouble, step, questions }) =>
      !notice && !trouble && step.name === 'sell' && questions.length === 0,
  )
  const isAsked = useTerminal((state) => askedDay(state) !== null)
  if (!lines || lines.length === 0) {
    return isQuiet && !isAsked && <Empty title={say('cart.empty')} hint={say('cart.empty.hint')} />
  }
  return (
    <>
      <ol className="cart-list" aria-label={say('cart.lines')}>
        {lines.map((line) => (
          <CartLine
            key={line.id}
            line={line}
            isSelected={line.id === selected}
            lit={line.id === lit?.line ? lit.turn : null}
            onSelect={desk.store.change}
          />
        ))}
      </ol>
      <IdleCoupons />
      <SaleNote />
    </>
  )
}

function SaleNote() {
  const note = useTerminal((state) => state.draft?.note)
  return note === undefined ? null : <p className="cart-note">{note}</p>
}
