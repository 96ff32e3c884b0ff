/** What is known of one customer, and what can be done about it. */
import { useState } from 'react'
import type { CustomerView } from '../../../src/contract/terminal/views.ts'
import { eraseCustomer, setCustomer } from '../../acts/customers.ts'
import { Button } from '../../design/Button.tsx'
import { useSay, type MessageKey } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'

interface CardProps {
  readonly customer: CustomerView
  /** It is the one of this sale. */
  readonly isAttached: boolean
  readonly onEdit: () => void
  readonly onHistory: () => void
  readonly onLeave: () => void
}

export function CustomerCard(props: CardProps) {
  const { customer, isAttached, onEdit, onHistory, onLeave } = props
  const say = useSay()
  const desk = useDesk()
  const seesPurchases = useTerminal(
    (state) => state.status?.permissions.includes('see-purchases') ?? false,
  )
  return (
    <>
      <Known customer={customer} />
      <section className="panel-group">
        <Button
          tone="strong"
          onPress={() => void setCustomer(desk, isAttached ? null : customer.id)}
        >
          {say(isAttached ? 'customer.detach' : 'customer.attach')}
        </Button>
        {seesPurchases && <Button onPress={onHistory}>{say('customer.purchases')}</Button>}
        <Button onPress={onEdit}>{say('customer.edit')}</Button>
        <Button tone="quiet" onPress={onLeave}>
          {say('customer.back')}
        </Button>
      </section>
      <Erase customer={customer.id} onErased={onLeave} />
    </>
  )
}

function Known({ customer: { details, points, isProvisional } }: Pick<CardProps, 'customer'>) {
  const say = useSay()
  const consents = [
    ...(details.consents.email ? [say('customer.consent-email')] : []),
    ...(details.consents.phone ? [say('customer.consent-phone')] : []),
  ]
  const rows: readonly (readonly [MessageKey, string])[] = [
    ['customer.phone', details.phone],
    ['customer.email', details.email],
    ['customer.card', details.card],
    ['customer.tax-number', details.taxNumber],
    ['customer.consents', consents.join(', ')],
  ]
  return (
    <section className="customer-card">
      <h3 className="customer-name">{details.name || say('customer.unnamed')}</h3>
      <p className="customer-signs">
        {points !== null && <span>{say('customer.points', { count: points })}</span>}
        {details.exempt && <span>{say('customer.exempt')}</span>}
        {isProvisional && <span>{say('customer.unsent')}</span>}
      </p>
      <dl className="customer-rows">
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{say(label)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

/** Said twice, since nothing brings it back. */
function Erase({ customer, onErased }: { customer: string; onErased: () => void }) {
  const say = useSay()
  const desk = useDesk()
  const may = useTerminal((state) => state.status?.permissions.includes('erase-customer') ?? false)
  const [isSure, setSure] = useState(false)
  if (!may) return null
  if (!isSure) {
    return (
      <Button tone="danger" onPress={() => setSure(true)}>
        {say('customer.erase')}
      </Button>
    )
  }
  return (
    <div className="job">
      <p>{say('customer.erase.sure')}</p>
      <div className="cart-form-row">
        <Button onPress={() => setSure(false)}>{say('cancel')}</Button>
        <Button tone="danger" onPress={() => void eraseCustomer(desk, customer, onErased)}>
          {say('customer.erase.yes')}
        </Button>
      </div>
    </div>
  )
}
