/** Who stands at the till: a tile for each person, then a PIN. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { PersonView } from '../../../src/contract/terminal/views.ts'
import { roleSchema } from '../../../src/domain/permission.ts'
import type { KeyPress } from '../../../src/domain/barcode/keyboard.ts'
import { signIn } from '../../acts/people.ts'
import { Empty } from '../../design/Empty.tsx'
import { Button } from '../../design/Button.tsx'
import { actOf, digitOf } from '../../keyboard/keymap.ts'
import { useSay, type Say } from '../../language/language.tsx'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { Bar } from '../bar/Bar.tsx'
import { Languages } from '../panels/Languages.tsx'
import { useReading, type Reading } from '../use-reading.ts'
import { PinPad } from '../pin/PinPad.tsx'
import './sign-in.css'

type People = Reading<readonly PersonView[]>

export function SignIn() {
  const say = useSay()
  const desk = useDesk()
  const shop = useTerminal((state) => state.shop)
  const people: People = useReading((client) => client.staff.list(), 'people')
  const isVouching = useTerminal((state) => state.approval !== null)
  const [chosen, setChosen] = useState<PersonView | null>(null)
  useKeys('screen', (press: KeyPress) => {
    if (chosen) {
      if (actOf(press) !== 'back') return false
      setChosen(null)
      return true
    }
    const digit = digitOf(press)
    if (digit === undefined || people.state !== 'ready') return false
    setChosen(people.value[digit - 1] ?? null)
    return true
  })
  return (
    <div className="shell">
      <Bar />
      <main className={isVouching ? 'sign-in is-vouching' : 'sign-in'}>
        <header className="sign-in-head">
          <h1>{shop?.store}</h1>
          <p>{headline(say, chosen, isVouching)}</p>
        </header>
        {isVouching ? (
          <Approval />
        ) : (
          <>
            <PeopleTiles people={people} chosen={chosen} onChoose={setChosen} />
            {/* A new key for each person: a PIN typed for one must not be offered for the next. */}
            <PinPad
              key={chosen?.id ?? ''}
              person={chosen}
              label={say('sign-in.go')}
              layer="step"
              onPin={(person, pin) => signIn(desk, person.id, pin)}
            />
            <footer className="sign-in-languages">
              <Languages />
            </footer>
          </>
        )}
      </main>
    </div>
  )
}

function headline(say: Say, chosen: PersonView | null, isVouching: boolean): string {
  if (!chosen) return say('sign-in.who')
  return isVouching ? say('sign-in.vouch', { name: chosen.name }) : say('sign-in.pin')
}

function roleOf(say: Say, { role, roleName }: PersonView): string {
  const usual = roleSchema.safeParse(role)
  return usual.success ? say(`role.${usual.data}`) : (roleName ?? role)
}

interface PeopleTilesProps {
  readonly people: People
  readonly chosen: PersonView | null
  readonly onChoose: (person: PersonView) => void
}

function PeopleTiles({ people, chosen, onChoose }: PeopleTilesProps) {
  const say = useSay()
  if (people.state === 'loading') return <div className="people" aria-busy="true" />
  if (people.state === 'failed') return <Empty title={say('people.failed')} />
  if (people.value.length === 0)
    return <Empty title={say('people.none')} hint={say('people.none.hint')} />
  return (
    <Group className="people" aria-label={say('sign-in.who')}>
      {people.value.map((person, index) => (
        <Button
          key={person.id}
          isOn={person.id === chosen?.id}
          printedKey={!chosen && index < 9 ? String(index + 1) : undefined}
          onPress={() => onChoose(person)}
        >
          <span className="person-name">{person.name}</span>
          <span className="person-role">{roleOf(say, person)}</span>
        </Button>
      ))}
    </Group>
  )
}
