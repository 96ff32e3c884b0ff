/** The column at the hand that pays: what is due, and one step at a time how it is paid. */
import { useTerminal } from '../../terminal-context.tsx'
import { CardPayment } from './CardPayment.tsx'
import { CashTender } from './CashTender.tsx'
import { Done } from './Done.tsx'
import { Due } from './Due.tsx'
import { PayActs } from './PayActs.tsx'
import { Tenders } from './Tenders.tsx'
import { TipForm } from './TipForm.tsx'
import './pay.css'

export function PayColumn() {
  const step = useTerminal((state) => state.step)
  if (step.name === 'done') return <Done sale={step.sale} />
  const isPaying = step.name === 'cash' || step.name === 'card' || step.name === 'tip'
  // The keypad needs the room; what was taken is in the sum that is asked for.
  const hasKeypad = step.name === 'cash' || step.name === 'tip'
  return (
    <div className="pay">
      <Due />
      {!hasKeypad && <Tenders />}
      {step.name === 'cash' && <CashTender />}
      {step.name === 'tip' && <TipForm />}
      {step.name === 'card' && <CardPayment phase={step.phase} reason={step.reason} />}
      {!isPaying && <PayActs />}
    </div>
  )
}
