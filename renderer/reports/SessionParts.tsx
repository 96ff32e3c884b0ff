/** What a till session is made of: its Z as it was printed, its sales and its cash. */
import { useState } from 'react'
import {
  SESSION_ENTRIES_AT_ONCE,
  SESSION_ENTRIES_SHOWN,
  type SessionEntry,
} from '../../src/contract/session-entries.ts'
import { Button } from '../design/Button.tsx'
import { Empty } from '../design/Empty.tsx'
import { Notice } from '../design/Notice.tsx'
import { useSay } from '../language/language.tsx'
import { troubleText } from '../language/trouble-text.ts'
import { ReceiptPaper } from '../screens/cart/ReceiptPaper.tsx'
import { asRows, askPages, type MakeFile } from './file.ts'
import { useAsked, useGround } from './ground.ts'
import type { View } from './Reports.tsx'
import { SaveButton } from './SaveButton.tsx'
import type { SessionSource } from './source.ts'
import { TablePage } from './TablePage.tsx'

interface SessionPartsProps {
  readonly source: SessionSource
  readonly session: string
  /** Whether it was closed with a Z; undefined where that is not known before it is asked for. */
  readonly hasZ: boolean | undefined
  /** Absent where one does not go down to receipts. */
  readonly onView?: ((view: View) => void) | undefined
}

export function SessionParts({ source, session, hasZ, onView }: SessionPartsProps) {
  const say = useSay()
  const [pages, setPages] = useState(1)
  return (
    <>
      {hasZ !== false && <Z source={source} session={session} />}
      <div className="reports-scroll">
        <table className="reports-table">
          <caption>{say('tills.entries')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('tills.entry.name')}</th>
              <th scope="col" className="tills-text">
                {say('tills.column.by')}
              </th>
              <th scope="col">{say('tills.column.turnover')}</th>
              <th scope="col">{say('tills.column.cash')}</th>
            </tr>
          </thead>
          {Array.from({ length: pages }, (_, page) => (
            <Page
              key={page}
              {...{ source, session, page, onView }}
              onMore={page === pages - 1 ? () => setPages(pages + 1) : null}
            />
          ))}
        </table>
      </div>
      <SaveButton name="till-session" file={entriesFile(source, session)} />
    </>
  )
}

/** One of this till's own, where there is no list of them. */
interface OwnSessionProps extends Omit<SessionPartsProps, 'hasZ'> {
  /** As one came here. */
  readonly title: string | undefined
}

export function OwnSession({ title, ...parts }: OwnSessionProps) {
  const say = useSay()
  return (
    <section className="reports-body" aria-label={say('tills.session')}>
      {title !== undefined && (
        <h2 className="reports-title">
          <bdi>{title}</bdi>
        </h2>
      )}
      <SessionParts {...parts} hasZ={undefined} />
    </section>
  )
}

/** Shown when it is wanted: it is as long as a receipt of a whole day. */
function Z({ source, session }: Pick<SessionPartsProps, 'source' | 'session'>) {
  const say = useSay()
  const [isShown, setShown] = useState(false)
  return (
    <section className="reports-z" aria-label={say('tills.z')}>
      <Button isOn={isShown} onPress={() => setShown(!isShown)}>
        {say('tills.z')}
      </Button>
      {isShown && <Paper source={source} session={session} />}
    </section>
  )
}

function Paper({ source, session }: Pick<SessionPartsProps, 'source' | 'session'>) {
  const say = useSay()
  const asked = useAsked(() => source.z(session), session)
  if (asked.state === 'loading') return <p role="status">{say('reports.loading')}</p>
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  return (
    <div className="reports-paper">
      <ReceiptPaper document={asked.value} />
    </div>
  )
}

const WIDTH = 4

interface PageProps extends Omit<SessionPartsProps, 'hasZ'> {
  readonly page: number
  readonly onMore: (() => void) | null
}

function Page({ source, session, page, onView, onMore }: PageProps) {
  const say = useSay()
  const skip = page * SESSION_ENTRIES_SHOWN
  const asked = useAsked(
    () => source.entries(session, skip, SESSION_ENTRIES_SHOWN),
    `${session} ${String(skip)}`,
  )
  return (
    <TablePage
      asked={asked}
      columns={WIDTH}
      isEmpty={({ entries }) => entries.length === 0 && page === 0}
      empty={<Empty title={say('stock.none')} />}
      rows={({ entries }) =>
        entries.map((entry, index) => <Row key={index} {...{ entry, onView }} />)
      }
      more={({ hasMore }) => (hasMore ? onMore : null)}
    />
  )
}

function Row({ entry, onView }: Pick<PageProps, 'onView'> & { readonly entry: SessionEntry }) {
  const say = useSay()
  const { format } = useGround()
  const { kind, name, at, person, currency, turnover, cash, sale } = entry
  return (
    <tr>
      <th scope="row">
        {sale !== null && onView ? (
          <button
            className="reports-door"
            type="button"
            onClick={() => onView({ kind: 'paper', receipt: { sale } })}
          >
            <bdi>{name}</bdi>
          </button>
        ) : (
          <bdi>{name}</bdi>
        )}
      </th>
      <td className="tills-text">
        <bdi>
          {say('move.by', { time: format.moment(at), name: person ?? say('reports.nobody') })}
        </bdi>
      </td>
      <td>
        <bdi>{kind === 'cash' ? '–' : format.money(turnover)}</bdi>
      </td>
      <td>
        <bdi>{format.in(currency).money(cash)}</bdi>
      </td>
    </tr>
  )
}

function entriesFile(source: SessionSource, session: string): MakeFile {
  return (say, format) => {
    const pages = askPages(
      0,
      (skip) => source.entries(session, skip, SESSION_ENTRIES_AT_ONCE),
      ({ entries, hasMore }, skip) => (hasMore ? skip + entries.length : null),
    )
    return {
      head: [
        ...[say('tills.entry.name'), say('reports.difference.when')],
        ...[say('reports.difference.person'), say('tills.column.turnover')],
        ...[say('move.currency'), say('tills.column.cash')],
      ],
      pages: asRows(pages, ({ entries }) =>
        entries.map(({ name, at, person, currency, turnover, cash }) => [
          ...[name, format.moment(at), person, { value: turnover, decimals: format.exponent }],
          ...[currency, { value: cash, decimals: format.in(currency).exponent }],
        ]),
      ),
    }
  }
}
