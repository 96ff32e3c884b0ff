/** Drawers beside one's own: those that wait for a review, and those somebody has open. */
import { Fragment } from 'react'
import type { ReportView } from '../../../src/contract/terminal/till.ts'
import { countAgain, readX, review } from '../../acts/till.ts'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'

interface WaitingProps {
  /** Where a report can be shown: the X of a drawer that another person has open, or counted. */
  readonly onReport?: (report: ReportView) => void
}

/** Nothing where there are none, or for somebody who may not review them. */
export function Waiting({ onReport }: WaitingProps) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const waiting = useTerminal((state) => state.status?.waiting) ?? []
  const underWay = useTerminal((state) => state.status?.underWay) ?? []
  const may = useTerminal((state) => state.status?.permissions.includes('close-till') ?? false)
  const mayRead = useTerminal((state) => state.status?.permissions.includes('read-till') ?? false)
  if (!may) return null
  return (
    <>
      {waiting.length > 0 && (
        <section className="panel-group">
          <h3>{say('review.waiting')}</h3>
          {waiting.map(({ session, person, countedAt }) => (
            <Fragment key={session}>
              <Button onPress={() => void review(desk, session)}>
                {say('review.body', { name: person, time: format.moment(countedAt) })}
              </Button>
              {onReport && mayRead && (
                <Button onPress={() => void readX(desk, onReport, session)}>
                  {say('drawers.x', { name: person })}
                </Button>
              )}
            </Fragment>
          ))}
        </section>
      )}
      {underWay.length > 0 && (
        <section className="panel-group">
          <h3>{say('drawers.title')}</h3>
          {underWay.map(({ session, person, openedAt }) => (
            <Fragment key={session}>
              <Button onPress={() => countAgain(desk, session, 0)}>
                {say('drawers.count', { name: person, time: format.moment(openedAt) })}
              </Button>
              {onReport && mayRead && (
                <Button onPress={() => void readX(desk, onReport, session)}>
                  {say('drawers.x', { name: person })}
                </Button>
              )}
            </Fragment>
          ))}
        </section>
      )}
    </>
  )
}
