/** Sessions that were counted, for whoever may review them. */
import { review } from '../../acts/till.ts'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'

/** Nothing where none waits, or for somebody who may not. */
export function Waiting() {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const waiting = useTerminal((state) => state.status?.waiting) ?? []
  const may = useTerminal((state) => state.status?.permissions.includes('close-till') ?? false)
  if (!may || waiting.length === 0) return null
  return (
    <section className="panel-group">
      <h3>{say('review.waiting')}</h3>
      {waiting.map(({ session, person, countedAt }) => (
        <Button key={session} onPress={() => void review(desk, session)}>
          {say('review.body', { name: person, time: format.moment(countedAt) })}
        </Button>
      ))}
    </section>
  )
}
