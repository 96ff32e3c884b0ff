/** Whether a person comes in at the office, by what name, and for which stores. */
import { useState } from 'react'
import { passwordSchema, signInNameSchema, type Reach } from '../../../src/domain/office-account.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { Choice } from '../reports/Choice.tsx'
import { Card } from './Card.tsx'
import { NAME_LONGEST, PasswordField, Wrong } from './fields.tsx'
import type { OfPerson } from './PersonDetail.tsx'
import { useStaffPlace } from './place.ts'
import { changePerson } from './requests.ts'
import { useOneAct } from './use-one-act.ts'

export function OfficeCard({ person, onChanged }: OfPerson) {
  const say = useSay()
  const place = useStaffPlace()
  const { office } = person
  const [name, setName] = useState(office?.name ?? '')
  const [password, setPassword] = useState('')
  const [reach, setReach] = useState<Reach>(office?.reach ?? 'store')
  const take = useOneAct(() => changePerson(place, { person: person.id, office: null }), onChanged)
  const isName = signInNameSchema.safeParse(name).success
  const isPassword = passwordSchema.safeParse(password).success
  return (
    <Card
      title={say('staff.office')}
      hint={office ? say('staff.office.has', { name: office.name }) : say('staff.office.none')}
      label={say('staff.office.set')}
      isWhole={isName && isPassword}
      save={() => changePerson(place, { person: person.id, office: { name, password, reach } })}
      onSaved={(changed) => {
        setPassword('')
        onChanged(changed)
      }}
      done={say('staff.office.saved')}
      beside={
        office && (
          <Button tone="danger" isDisabled={take.isUnderWay} onPress={take.act}>
            {say('staff.office.take')}
          </Button>
        )
      }
    >
      {(trouble, touched) => {
        const isOfName = trouble?.code === 'sign-in-name-taken'
        const refused = isOfName ? null : (trouble ?? take.trouble)
        const nameWrong = name === '' || isName ? undefined : say('staff.office.name.wrong')
        return (
          <>
            <Field
              label={say('office.name')}
              value={name}
              onChange={(text) => {
                setName(text)
                touched()
              }}
              maxLength={NAME_LONGEST}
              wrong={isOfName ? troubleText(say, trouble) : nameWrong}
            />
            <PasswordField
              value={password}
              onChange={setPassword}
              wrong={password === '' || isPassword ? undefined : say('staff.office.password.wrong')}
            />
            {place.hasOtherStores && place.who.ofWholeShop && (
              <Choice
                label={say('staff.office.reach')}
                value={reach}
                onChange={(chosen) => setReach(chosen === 'shop' ? 'shop' : 'store')}
              >
                {(['store', 'shop'] as const).map((each) => [
                  each,
                  say(`staff.office.reach.${each}`),
                ])}
              </Choice>
            )}
            <Wrong text={refused ? troubleText(say, refused) : undefined} />
          </>
        )
      }}
    </Card>
  )
}
