/** The column at the hand that pays: what is due, and one step at a time how it is paid. */
import { useTerminal } from '../../terminal-context.tsx'
import { CardPayment } from './CardPayment.tsx'
import { CashTender } from './CashTender.tsx'
import { Done } from './Done.tsx'
import { Due } from './Due.tsx'
import { PayActs } from './PayActs.tsx'
import './pay.css'

export function PayColumn() {
  const step = useTerminal((state) => state.step)
  if (step.name === 'done') return <Done sale={step.sale} />
  return (
    <div className="pay">
      <Due />
      {step.name === 'cash' && <CashTender />}
      {step.name === 'card' && <CardPayment phase={step.phase} reason={step.reason} />}
      {step.name !== 'cash' && step.name !== 'card' && <PayActs />}
    </div>
  )
}
