/** All of one till session: what came of it, who closed it, and what no close contains. */
import { useState } from 'react'
import type {
  TillClosing,
  TillSessionDetail,
  TillSessionView,
} from '../../src/contract/backend/tills.ts'
import { Notice } from '../design/Notice.tsx'
import { useSay } from '../language/language.tsx'
import { troubleText } from '../language/trouble-text.ts'
import { CloseElsewhere } from './CloseElsewhere.tsx'
import { Corrections } from './Corrections.tsx'
import { useAsked, useGround } from './ground.ts'
import type { TillSource } from './source.ts'
import { TenderTable } from './TenderTable.tsx'
import type { View } from './Reports.tsx'
import { SessionParts } from './SessionParts.tsx'
import { stateText } from './sessions-file.ts'
import { WatchedTable } from './WatchedTable.tsx'

interface TillSessionProps {
  readonly tills: TillSource
  readonly session: string
  /** Absent where one does not go down to receipts. */
  readonly onView?: (view: View) => void
}

export function TillSession({ tills, session, onView }: TillSessionProps) {
  const say = useSay()
  const { source } = useGround()
  const [closed, setClosed] = useState<TillSessionDetail | null>(null)
  const asked = useAsked(() => tills.session(session), `${source.name} ${session}`)
  if (asked.state === 'loading') return <p role="status">{say('reports.loading')}</p>
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  const detail = closed ?? asked.value
  return (
    <section className="reports-body" aria-label={say('tills.session')}>
      <Headline session={detail.session} />
      <Tenders {...detail} />
      <WatchedTable {...detail} />
      <Closes {...detail} />
      {detail.corrections.length > 0 && <Corrections {...detail} />}
      {source.session && (
        <SessionParts
          {...{ session, onView }}
          source={source.session}
          hasZ={(detail.session.closing?.z ?? null) !== null}
        />
      )}
      {tills.closeElsewhere && isToSay(detail.session) && (
        <CloseElsewhere
          key={detail.session.elsewhere?.at ?? 0}
          onClose={tills.closeElsewhere}
          speaker={tills.speaker}
          session={detail.session}
          onClosed={setClosed}
        />
      )}
    </section>
  )
}

/** Nobody closed it, or a person did whose word does not yet stand for good. */
function isToSay({ state, elsewhere }: TillSessionView): boolean {
  if (state === 'closed-elsewhere') return elsewhere?.isFinal === false
  return state === 'open' || state === 'counted'
}

function Headline({ session }: { readonly session: TillSessionView }) {
  const say = useSay()
  const { format } = useGround()
  const { till, openedAt, openedBy, lastAt, float, sales, turnover, expected } = session
  const opened = openedAt === null ? '–' : format.moment(openedAt)
  const figures = [
    { name: till, figure: stateText(say, session), beside: `${opened} · ${openedBy ?? '–'}` },
    {
      name: say('tills.column.turnover'),
      figure: turnover === null ? '–' : format.money(turnover),
      beside: say('tills.sales', { count: sales }),
    },
    {
      name: say('tills.column.expected'),
      figure: format.money(expected),
      beside: float === null ? '' : `${say('closed.float')}: ${format.money(float)}`,
    },
    { name: say('tills.last'), figure: format.time(lastAt), beside: format.moment(lastAt) },
  ]
  return (
    <dl className="reports-headline">
      {figures.map(({ name, figure, beside }) => (
        <div key={name} className="reports-stat">
          <dt>
            <bdi>{name}</bdi>
          </dt>
          <dd className="reports-value">
            <bdi>{figure}</bdi>
          </dd>
          <dd className="reports-beside">
            <bdi>{beside}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Tenders({ tenders, change }: Pick<TillSessionDetail, 'tenders' | 'change'>) {
  const { format } = useGround()
  return <TenderTable tenders={tenders} change={change} format={format} />
}

const COLUMNS = ['by', 'sales', 'turnover', 'expected', 'counted', 'difference'] as const

type Close = Pick<TillClosing, 'at' | 'person' | 'sales' | 'turnover' | 'expected' | 'reason'> & {
  readonly name: string
  readonly counted: number | null
  readonly note: string
}

/** The terminal's own close, a person's word from elsewhere, and whatever closed it again. */
function Closes({ session, others, correctedWords }: TillSessionDetail) {
  const say = useSay()
  const { closing, elsewhere } = session
  const named = (close: TillClosing, isOther: boolean): Close => {
    const { z, unsent } = close
    const name = z === null ? say('closed.closed') : say('report.z', { number: z })
    const note = unsent.entries === 0 ? '' : say('tills.unsent', unsent)
    return { ...close, name: isOther ? say('tills.other', { name }) : name, note }
  }
  const word = elsewhere && {
    ...elsewhere,
    name: say('tills.state.closed-elsewhere'),
    note: closing ? '' : say(elsewhere.isFinal ? 'tills.final' : 'tills.provisional'),
  }
  const closes = [
    ...(closing ? [named(closing, false)] : []),
    ...(word ? [word] : []),
    ...correctedWords.map((each) => ({ ...each, name: say('tills.corrected'), note: '' })),
    ...others.map((each) => named(each, true)),
  ]
  if (closes.length === 0) return null
  return (
    <div className="reports-scroll">
      <table className="reports-table">
        <caption>{say('tills.closes')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('tills.column.state')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={column === 'by' ? 'tills-text' : ''}>
                {say(`tills.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {closes.map((close) => (
            <CloseRow key={`${close.name} ${String(close.at)}`} close={close} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CloseRow({ close }: { readonly close: Close }) {
  const say = useSay()
  const { format } = useGround()
  const { name, note, reason, at, person, sales, turnover, expected, counted } = close
  const difference = counted === null ? null : counted - expected
  const cells = [
    say('move.by', { time: format.moment(at), name: person }),
    format.count(sales),
    turnover === null ? '–' : format.money(turnover),
    format.money(expected),
    counted === null ? '–' : format.money(counted),
    difference === null ? '–' : format.money(difference),
  ]
  return (
    <tr>
      <th scope="row" className="tills-close-name">
        <bdi>{name}</bdi>
        {[reason, note].map(
          (text) =>
            text && (
              <small key={text} className="tills-note">
                <bdi>{text}</bdi>
              </small>
            ),
        )}
      </th>
      {cells.map((cell, index) => (
        <td key={COLUMNS[index]} className={index === 0 ? 'tills-text' : ''}>
          <bdi>{cell}</bdi>
        </td>
      ))}
    </tr>
  )
}
