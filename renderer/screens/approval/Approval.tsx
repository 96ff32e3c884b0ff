/**
 * A second person's word, given on the spot: it slides in beside what it is for, and a scan goes
 * into the cart meanwhile as ever.
 */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { PersonView } from '../../../src/contract/terminal/views.ts'
import { minor } from '../../../src/domain/money.ts'
import { rate } from '../../../src/domain/rate.ts'
import { vouch } from '../../acts/people.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { actOf, digitOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import type { ApprovalAsked } from '../../state/approval.ts'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { PinPad } from '../pin/PinPad.tsx'
import { useReading } from '../use-reading.ts'
import './approval.css'

/** Nothing while nothing waits for it. */
export function Approval() {
  const asked = useTerminal((state) => state.approval)
  return asked && <Asked asked={asked} />
}

function Asked({ asked }: { asked: ApprovalAsked }) {
  const say = useSay()
  const desk = useDesk()
  const { permission, extent } = useExtent(asked)
  const people = useReading(
    (client) => client.staff.approvers({ permission, ...extent }),
    `approvers ${permission}`,
  )
  const list = people.state === 'ready' ? people.value : []
  const [chosen, setChosen] = useState<PersonView | null>(null)
  // Where only one person could, nobody has to choose.
  const person = chosen ?? (list.length === 1 ? (list[0] ?? null) : null)
  const leave = () => desk.store.change({ kind: 'approval', approval: null })
  useKeys('panel', (press) => {
    if (actOf(press) === 'back') {
      if (chosen) setChosen(null)
      else leave()
      return true
    }
    const digit = digitOf(press)
    if (person || digit === undefined) return false
    setChosen(list[digit - 1] ?? null)
    return true
  })
  return (
    <section className="approval" aria-label={say('approval.title')}>
      <Heading asked={asked} />
      <div className="approval-body">
        {people.state === 'ready' && list.length === 0 && (
          <Empty title={say('approval.nobody')} hint={say('approval.nobody.hint')} />
        )}
        <Approvers list={list} chosen={person} onChoose={setChosen} />
        {person && (
          <PinPad
            key={person.id}
            person={person}
            label={say('approval.give')}
            layer="panel"
            onPin={({ id }, pin) => vouch(desk, id, pin)}
          />
        )}
      </div>
      <Button tone="quiet" printedKey={KEYMAP.back.print} onPress={leave}>
        {say('approval.leave')}
      </Button>
    </section>
  )
}

function useExtent({ permission, percent, amount, count }: ApprovalAsked) {
  const extent = {
    ...(percent !== null && { percent: rate(percent) }),
    ...(amount !== null && { amount: minor(amount) }),
    ...(count !== null && { count }),
  }
  return { permission, extent }
}

function Heading({ asked: { permission, percent, amount, count } }: { asked: ApprovalAsked }) {
  const say = useSay()
  const format = useFormat()
  const figures = [
    ...(percent === null ? [] : [format.rate(percent)]),
    ...(amount === null ? [] : [format.money(amount)]),
    ...(count === null ? [] : [`${format.count(count)} ×`]),
  ]
  return (
    <header>
      <h3>{[say(`permission.${permission}`), ...figures].join(' · ')}</h3>
      <p>{say('approval.body')}</p>
    </header>
  )
}

interface ApproversProps {
  readonly list: readonly PersonView[]
  readonly chosen: PersonView | null
  readonly onChoose: (person: PersonView) => void
}

function Approvers({ list, chosen, onChoose }: ApproversProps) {
  const say = useSay()
  return (
    <Group className="approvers" aria-label={say('approval.who')}>
      {list.map((person, index) => (
        <Button
          key={person.id}
          isOn={person.id === chosen?.id}
          printedKey={!chosen && index < 9 ? String(index + 1) : undefined}
          onPress={() => onChoose(person)}
        >
          {person.name}
        </Button>
      ))}
    </Group>
  )
}
