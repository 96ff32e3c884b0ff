/** Lets a person go, or takes them back: said with from when on it counts, and where later. */
import { useState } from 'react'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import type { OfPerson } from './PersonDetail.tsx'
import { useStaffPlace } from './place.ts'
import { changePerson } from './requests.ts'
import { useOneAct } from './use-one-act.ts'

export function LetGo({ person, onChanged }: OfPerson) {
  const say = useSay()
  const place = useStaffPlace()
  const [isAsked, setAsked] = useState(false)
  const { id, name, disabled } = person
  const change = useOneAct(
    () => changePerson(place, { person: id, disabled: !disabled }),
    (changed) => {
      setAsked(false)
      onChanged(changed)
    },
  )
  const { trustedOfflineDays: days } = place.rules.staffing
  const refused = change.trouble && (
    <Notice tone="danger" title={troubleText(say, change.trouble)} />
  )
  if (disabled) {
    return (
      <>
        <Button tone="strong" isDisabled={change.isUnderWay} onPress={change.act}>
          {say('staff.in')}
        </Button>
        <p className="staff-out">{say('staff.is-out')}</p>
        {refused}
      </>
    )
  }
  if (!isAsked) {
    return (
      <Button tone="danger" onPress={() => setAsked(true)}>
        {say('staff.out')}
      </Button>
    )
  }
  return (
    <div className="staff-out">
      <Notice
        tone="caution"
        title={say('staff.out.sure', { name })}
        acts={
          <>
            <Button onPress={() => setAsked(false)}>{say('cancel')}</Button>
            <Button tone="danger" isDisabled={change.isUnderWay} onPress={change.act}>
              {say('staff.out')}
            </Button>
          </>
        }
      >
        <p>{days === 0 ? say('staff.out.hint.never') : say('staff.out.hint', { days })}</p>
      </Notice>
      {refused}
    </div>
  )
}
