/** One person: what they are called and may do, how they sign in, and whether they work here. */
import { useState } from 'react'
import type { Person } from '../../../src/contract/backend/staff.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { BadgeCard, NewPin } from './AtTheTill.tsx'
import { Card } from './Card.tsx'
import { NameField, RoleField } from './fields.tsx'
import { LetGo } from './LetGo.tsx'
import { OfficeCard } from './OfficeCard.tsx'
import { useStaffPlace } from './place.ts'
import { changePerson } from './requests.ts'

interface PersonDetailProps {
  readonly person: Person
  readonly isNew: boolean
  readonly onLeave: () => void
}

/** What each card is given of whom it changes. */
export interface OfPerson {
  readonly person: Person
  readonly onChanged: (person: Person) => void
}

export function PersonDetail({ person, isNew, onLeave }: PersonDetailProps) {
  const say = useSay()
  const { who } = useStaffPlace()
  const [shown, setShown] = useState(person)
  const isSelf = who.person?.id === shown.id
  const of = { person: shown, onChanged: setShown }
  return (
    <section className="office-prices-body" aria-label={shown.name}>
      <div className="office-prices-head">
        <Button onPress={onLeave}>{say('reports.back')}</Button>
        <h1>
          <bdi>{shown.name}</bdi>
        </h1>
        {!isSelf && <LetGo {...of} />}
      </div>
      {isNew && <Notice tone="plain" title={say('staff.hired', { name: shown.name })} />}
      {isSelf && <p className="staff-self">{say('staff.self')}</p>}
      <div className="staff-cards">
        <NameAndRole {...{ ...of, isSelf }} />
        <NewPin {...of} />
        <BadgeCard {...of} />
        {!isSelf && <OfficeCard {...of} />}
      </div>
    </section>
  )
}

function NameAndRole({ person, onChanged, isSelf }: OfPerson & { readonly isSelf: boolean }) {
  const say = useSay()
  const place = useStaffPlace()
  const [name, setName] = useState(person.name)
  const [role, setRole] = useState(person.role)
  const isChanged = name.trim() !== person.name || role !== person.role
  return (
    <Card
      title={say(isSelf ? 'staff.name' : 'staff.name-role')}
      label={say('staff.save')}
      isWhole={name.trim() !== '' && isChanged}
      save={() =>
        changePerson(place, {
          person: person.id,
          name: name.trim(),
          ...(role !== person.role && { role }),
        })
      }
      onSaved={onChanged}
      done={say('staff.saved')}
    >
      {(trouble, touched) => (
        <>
          <NameField {...{ value: name, onChange: setName, trouble }} />
          {!isSelf && (
            <RoleField
              {...{ value: role, trouble }}
              onChange={(next) => {
                setRole(next)
                touched()
              }}
            />
          )}
        </>
      )}
    </Card>
  )
}
