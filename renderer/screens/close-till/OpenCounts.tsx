/** Drawers that were taken away to be counted: whoever may goes on with the count, from nothing. */
import { countAgain } from '../../acts/till.ts'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'

/** Nothing where there are none. */
export function OpenCounts() {
  const say = useSay()
  const isAny = useTerminal(({ status }) => (status?.counting.length ?? 0) > 0)
  if (!isAny) return null
  return (
    <section className="panel-group">
      <h3>{say('counting.title')}</h3>
      <CountsToGoOnWith />
    </section>
  )
}

export function CountsToGoOnWith() {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const counting = useTerminal((state) => state.status?.counting) ?? []
  return counting.map(({ session, person, beganAt, mayCount }) => {
    const values = { name: person, time: format.moment(beganAt) }
    if (!mayCount) return <p key={session}>{say('counting.by', values)}</p>
    return (
      <Button key={session} onPress={() => countAgain(desk, session, 0)}>
        {say('counting.go-on', values)}
      </Button>
    )
  })
}
