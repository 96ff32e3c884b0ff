/** Somebody is taken on: by their name, a role, and the PIN that they sign in with at a till. */
import { useState } from 'react'
import type { Person } from '../../../src/contract/backend/staff.ts'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { Card } from './Card.tsx'
import { isPin, NameField, NO_PIN, PinFields, RoleField } from './fields.tsx'
import { useStaffPlace } from './place.ts'
import { hire } from './requests.ts'

interface HireProps {
  readonly onHired: (person: Person) => void
  readonly onLeave: () => void
}

export function Hire({ onHired, onLeave }: HireProps) {
  const say = useSay()
  const place = useStaffPlace()
  const [name, setName] = useState('')
  const [role, setRole] = useState('cashier')
  const [typed, setTyped] = useState(NO_PIN)
  return (
    <section className="office-prices-body" aria-label={say('staff.hire')}>
      <div className="office-prices-head">
        <Button onPress={onLeave}>{say('cancel')}</Button>
        <h1>{say('staff.hire')}</h1>
      </div>
      <div className="staff-cards staff-alone">
        <Card
          title={say('staff.hire')}
          isTitleHidden
          hint={say('staff.pin.hint')}
          label={say('staff.hire.do')}
          isWhole={name.trim() !== '' && isPin(typed)}
          save={() => hire(place, { name: name.trim(), role, pin: typed.pin })}
          onSaved={onHired}
          done=""
        >
          {(trouble, touched) => (
            <>
              <NameField {...{ value: name, onChange: setName, trouble }} isFocusedAtOnce />
              <RoleField
                {...{ value: role, trouble }}
                onChange={(next) => {
                  setRole(next)
                  touched()
                }}
              />
              <PinFields typed={typed} onChange={setTyped} />
            </>
          )}
        </Card>
      </div>
    </section>
  )
}
