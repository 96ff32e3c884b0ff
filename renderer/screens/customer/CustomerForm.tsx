/** A new customer in as few fields as a queue has patience for, or a known one changed. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { ShopView } from '../../../src/contract/terminal/shop-view.ts'
import type { CustomerView } from '../../../src/contract/terminal/views.ts'
import {
  EMPTY_DETAILS,
  isFindable,
  patchOf,
  type CustomerDetails,
} from '../../../src/domain/customer/customer.ts'
import { minor } from '../../../src/domain/money.ts'
import { changeCustomer, createCustomer } from '../../acts/customers.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { readAmount, retyped } from '../../format/typed-amount.ts'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'

const FIELDS = [
  ['name', 'customer.name', 120],
  ['phone', 'customer.phone', 40],
  ['email', 'customer.email', 254],
  ['card', 'customer.card', 40],
  ['taxNumber', 'customer.tax-number', 40],
] as const

const NO_GROUPS: NonNullable<ShopView['customerGroups']> = []
const ADDRESS = ['customer.street', 'customer.town'] as const

interface FormProps {
  /** Null for a new one. */
  readonly customer: CustomerView | null
  /** What was searched for in vain: most likely it belongs into one of the fields. */
  readonly typed: string
  readonly onChanged: (customer: CustomerView) => void
  readonly onLeave: () => void
}

export function CustomerForm({ customer, typed, onChanged, onLeave }: FormProps) {
  const say = useSay()
  const desk = useDesk()
  const [details, setDetails] = useState(customer?.details ?? beginWith(typed))
  const set = (change: Partial<CustomerDetails>) => setDetails({ ...details, ...change })
  const isReady = isFindable(details)
  const save = () => {
    if (!isReady) return
    const patch = patchOf(customer?.details ?? EMPTY_DETAILS, details)
    if (customer) void changeCustomer(desk, customer.id, patch, onChanged)
    else void createCustomer(desk, patch)
  }
  useKeys('panel', (press) => {
    const isOnButton = document.activeElement instanceof HTMLButtonElement
    if (actOf(press) !== 'confirm' || isOnButton) return false
    save()
    return true
  })
  return (
    <>
      {FIELDS.map(([field, label, longest]) => (
        <Field
          key={field}
          label={say(label)}
          value={details[field]}
          onChange={(text) => set({ [field]: text })}
          maxLength={longest}
          isFocusedAtOnce={field === 'name'}
        />
      ))}
      <Address details={details} set={set} />
      <CreditLimit details={details} set={set} />
      <Groups details={details} set={set} />
      <Choices details={details} set={set} />
      <div className="cart-form-row">
        <Button onPress={onLeave}>{say('cancel')}</Button>
        <Button
          tone="strong"
          printedKey={KEYMAP.confirm.print}
          isDisabled={!isReady}
          onPress={save}
        >
          {say('customer.save')}
        </Button>
      </div>
    </>
  )
}

interface ChoicesProps {
  readonly details: CustomerDetails
  readonly set: (change: Partial<CustomerDetails>) => void
}

/** Where invoices go to; further lines, which other programs may have written, stay. */
function Address({ details: { address }, set }: ChoicesProps) {
  const say = useSay()
  const change = (place: number, text: string) => {
    const lines = Array.from({ length: Math.max(2, address.length) }, (_, at) => address[at] ?? '')
    set({ address: lines.with(place, text) })
  }
  return ADDRESS.map((label, place) => (
    <Field
      key={label}
      label={say(label)}
      value={address[place] ?? ''}
      onChange={(text) => change(place, text)}
      maxLength={80}
    />
  ))
}

/** How much the customer may owe; empty is nothing. */
function CreditLimit({ details: { creditLimit }, set }: ChoicesProps) {
  const say = useSay()
  const { exponent, figure } = useFormat()
  return (
    <Field
      label={say('customer.credit-limit')}
      value={creditLimit === undefined ? '' : figure(creditLimit)}
      onChange={(text) => {
        const limit = readAmount(retyped(text, exponent), exponent)
        set({ creditLimit: limit ?? minor(0) })
      }}
      align="end"
      maxLength={14}
    />
  )
}

/** What the customer may buy by, where the store has groups. */
function Groups({ details: { groups }, set }: ChoicesProps) {
  const say = useSay()
  const known = useTerminal((state) => state.shop?.customerGroups) ?? NO_GROUPS
  if (known.length === 0) return null
  return (
    <Group className="customer-choices" aria-label={say('customer.groups')}>
      {known.map(({ id, name }) => {
        const isIn = groups.includes(id)
        const others = groups.filter((each) => each !== id)
        return (
          <Button
            key={id}
            isOn={isIn}
            onPress={() => set({ groups: isIn ? others : [...groups, id] })}
          >
            {name}
          </Button>
        )
      })}
    </Group>
  )
}

/** Nobody has said yes to anything before they were asked. */
function Choices({ details: { consents, exempt }, set }: ChoicesProps) {
  const say = useSay()
  const choose = (change: Partial<CustomerDetails['consents']>) =>
    set({ consents: { ...consents, ...change } })
  return (
    <div className="customer-choices">
      <Button isOn={consents.email} onPress={() => choose({ email: !consents.email })}>
        {say('customer.consent-email')}
      </Button>
      <Button isOn={consents.phone} onPress={() => choose({ phone: !consents.phone })}>
        {say('customer.consent-phone')}
      </Button>
      <Button isOn={exempt} onPress={() => set({ exempt: !exempt })}>
        {say('customer.exempt')}
      </Button>
    </div>
  )
}

function beginWith(typed: string): CustomerDetails {
  if (typed.includes('@')) return { ...EMPTY_DETAILS, email: typed }
  if (/^[\d\s()+/.-]+$/.test(typed)) return { ...EMPTY_DETAILS, phone: typed }
  return { ...EMPTY_DETAILS, name: typed }
}
