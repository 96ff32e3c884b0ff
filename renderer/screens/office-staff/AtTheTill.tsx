/** How a person signs in at the till. What is set here is never shown again. */
import { useState } from 'react'
import { badgeCodeSchema } from '../../../src/domain/badge.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { Card } from './Card.tsx'
import { isPin, NO_PIN, PinFields } from './fields.tsx'
import type { OfPerson } from './PersonDetail.tsx'
import { useStaffPlace } from './place.ts'
import { changePerson } from './requests.ts'
import { useOneAct } from './use-one-act.ts'

export function NewPin({ person, onChanged }: OfPerson) {
  const say = useSay()
  const place = useStaffPlace()
  const [typed, setTyped] = useState(NO_PIN)
  return (
    <Card
      title={say('staff.pin.title')}
      hint={say('staff.pin.hint')}
      label={say('staff.pin.set')}
      isWhole={isPin(typed)}
      save={() => changePerson(place, { person: person.id, pin: typed.pin })}
      onSaved={(changed) => {
        setTyped(NO_PIN)
        onChanged(changed)
      }}
      done={say('staff.saved')}
    >
      {(trouble, touched) => (
        <PinFields
          typed={typed}
          onChange={(next) => {
            setTyped(next)
            touched()
          }}
          wrong={trouble ? troubleText(say, trouble) : undefined}
        />
      )}
    </Card>
  )
}

/** Scanned into the field: a scanner types it and presses Enter. */
export function BadgeCard({ person, onChanged }: OfPerson) {
  const say = useSay()
  const place = useStaffPlace()
  const [code, setCode] = useState('')
  const take = useOneAct(() => changePerson(place, { person: person.id, badge: null }), onChanged)
  const isBadge = badgeCodeSchema.safeParse(code).success
  return (
    <Card
      title={say('staff.badge')}
      hint={say(person.hasBadge ? 'staff.badge.has' : 'staff.badge.none')}
      label={say('staff.badge.set')}
      isWhole={isBadge}
      save={() => changePerson(place, { person: person.id, badge: code })}
      onSaved={(changed) => {
        setCode('')
        onChanged(changed)
      }}
      done={say('staff.saved')}
      beside={
        person.hasBadge && (
          <Button tone="danger" isDisabled={take.isUnderWay} onPress={take.act}>
            {say('staff.badge.take')}
          </Button>
        )
      }
    >
      {(trouble, touched) => (
        <Field
          label={say('staff.badge')}
          value={code}
          onChange={(text) => {
            setCode(text)
            touched()
          }}
          keeps="new-password"
          maxLength={64}
          wrong={
            wrongOf(trouble ?? take.trouble, (each) => troubleText(say, each)) ??
            // Said once it cannot become one any more by typing on.
            (code.length >= 8 && !isBadge ? say('staff.badge.wrong') : undefined)
          }
        />
      )}
    </Card>
  )
}

function wrongOf<Value>(value: Value | null, text: (value: Value) => string): string | undefined {
  return value === null ? undefined : text(value)
}
