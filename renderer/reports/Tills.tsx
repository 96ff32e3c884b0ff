/** Till sessions of a store, those that nobody closed first; from each a door to all of it. */
import { useState } from 'react'
import {
  SESSIONS_SHOWN,
  type TillSessions,
  type TillSessionView,
} from '../../src/contract/backend/tills.ts'
import { Empty } from '../design/Empty.tsx'
import { useSay } from '../language/language.tsx'
import { useAsked, useGround, type Asked } from './ground.ts'
import { SaveButton } from './SaveButton.tsx'
import { differenceOf, sessionsFile, stateText } from './sessions-file.ts'
import type { TillSource } from './source.ts'
import { TillClocks, WrongClocks } from './TillClocks.tsx'
import { TablePage } from './TablePage.tsx'

interface TillsProps {
  readonly tills: TillSource
  readonly onChosen: (session: string) => void
}

/** Texts begin where their column does; figures end there. */
const TEXTS: ReadonlySet<string> = new Set(['opened', 'state'])
const COLUMNS = ['till', 'opened', 'state', 'sales', 'turnover', 'expected', 'difference'] as const

export function Tills({ tills, onChosen }: TillsProps) {
  const say = useSay()
  const { source } = useGround()
  const first = useAsked(() => tills.sessions(0, SESSIONS_SHOWN), source.name)
  const [later, setLater] = useState<readonly number[]>([])
  const more = (skip: number) => setLater([...later, skip])
  const clocks = first.state === 'ready' ? first.value.clocks : []
  return (
    <section className="reports-body" aria-label={say('tills.title')}>
      <WrongClocks clocks={clocks} />
      <div className="reports-scroll">
        <table className="reports-table">
          <caption>{say('tills.title')}</caption>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className={TEXTS.has(column) ? 'tills-text' : ''}>
                  {say(`tills.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <Page
            {...{ asked: first, skip: 0, onChosen }}
            onMore={later.length === 0 ? more : null}
          />
          {later.map((skip, index) => (
            <LaterPage
              key={skip}
              {...{ tills, skip, onChosen }}
              onMore={index === later.length - 1 ? more : null}
            />
          ))}
        </table>
      </div>
      <SaveButton name="till-sessions" file={sessionsFile(tills)} />
      <TillClocks clocks={clocks} />
    </section>
  )
}

interface PageProps {
  readonly asked: Asked<TillSessions>
  readonly skip: number
  readonly onChosen: (session: string) => void
  readonly onMore: ((skip: number) => void) | null
}

function LaterPage({ tills, ...page }: Omit<PageProps, 'asked'> & Pick<TillsProps, 'tills'>) {
  const { source } = useGround()
  const { skip } = page
  const asked = useAsked(
    () => tills.sessions(skip, SESSIONS_SHOWN),
    `${source.name} ${String(skip)}`,
  )
  return <Page {...{ ...page, asked }} />
}

function Page({ asked, skip, onChosen, onMore }: PageProps) {
  const say = useSay()
  return (
    <TablePage
      asked={asked}
      columns={COLUMNS.length}
      isEmpty={({ sessions }) => sessions.length === 0 && skip === 0}
      empty={<Empty title={say('tills.none')} hint={say('tills.none.hint')} />}
      rows={({ sessions }) =>
        sessions.map((session) => (
          <Row key={session.session} session={session} onChosen={onChosen} />
        ))
      }
      more={({ sessions, hasMore }) =>
        hasMore && onMore ? () => onMore(skip + sessions.length) : null
      }
    />
  )
}

function Row({ session, onChosen }: Pick<PageProps, 'onChosen'> & { session: TillSessionView }) {
  const say = useSay()
  const { format } = useGround()
  const { openedAt, lastAt, sales, turnover, expected } = session
  const difference = differenceOf(session)
  const door = (
    <button className="reports-door" type="button" onClick={() => onChosen(session.session)}>
      <bdi>{session.till}</bdi>
    </button>
  )
  return (
    <tr>
      <th scope="row">{door}</th>
      <td className="tills-text">
        <bdi>{format.moment(openedAt ?? lastAt)}</bdi>
      </td>
      <td className="tills-text">
        <State session={session} />
      </td>
      <td>
        <bdi>{format.count(sales)}</bdi>
      </td>
      <td>
        <bdi>{turnover === null ? '–' : format.money(turnover)}</bdi>
      </td>
      <td>
        <bdi>{format.money(expected)}</bdi>
      </td>
      <td>
        <bdi>
          {difference === null && '–'}
          {difference === 0 && say('closed.exact')}
          {difference !== null && difference !== 0 && format.money(difference)}
        </bdi>
      </td>
    </tr>
  )
}

/** Words first; what asks for a look is marked beside them. */
function State({ session }: { readonly session: TillSessionView }) {
  const say = useSay()
  const { corrections, closedAgain } = session
  return (
    <>
      {stateText(say, session)}
      {corrections.count > 0 && (
        <small className="tills-mark">{say('tills.late', { count: corrections.count })}</small>
      )}
      {closedAgain > 0 && (
        <small className="tills-mark">{say('tills.again', { count: closedAgain })}</small>
      )}
    </>
  )
}
