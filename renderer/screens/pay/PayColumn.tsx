/** The column at the hand that pays: what is due, and one step at a time how it is paid. */
import { isPaying } from '../../state/state.ts'
import { useTerminal } from '../../terminal-context.tsx'
import { AccountTender } from './AccountTender.tsx'
import { CardPayment } from './CardPayment.tsx'
import { CashTender } from './CashTender.tsx'
import { Done } from './Done.tsx'
import { Due } from './Due.tsx'
import { GiftCard } from './GiftCard.tsx'
import { PayActs } from './PayActs.tsx'
import { RefundPlan } from './RefundPlan.tsx'
import { Tenders } from './Tenders.tsx'
import { TipForm } from './TipForm.tsx'
import { VoucherForm } from './VoucherForm.tsx'
import './pay.css'

export function PayColumn() {
  const step = useTerminal((state) => state.step)
  if (step.name === 'done') return <Done sale={step.sale} />
  const isBusy = isPaying(step.name)
  // The keypad needs the room; what was taken is in the sum that is asked for.
  const hasKeypad = isBusy && step.name !== 'card'
  return (
    <div className="pay">
      <Due />
      {!hasKeypad && <Tenders />}
      {!hasKeypad && <RefundPlan />}
      {step.name === 'cash' && <CashTender />}
      {step.name === 'tip' && <TipForm />}
      {step.name === 'gift-card' && <GiftCard code={step.code} />}
      {step.name === 'account' && <AccountTender />}
      {step.name === 'voucher' && <VoucherForm />}
      {step.name === 'card' && <CardPayment phase={step.phase} reason={step.reason} />}
      {!isBusy && <PayActs />}
    </div>
  )
}
