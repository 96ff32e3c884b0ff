/** What was done at the office: who, when, what, and how it ended where it did not simply end. */
import { useState } from 'react'
import { officeActsSchema, type OfficeAct } from '../../../src/contract/backend/acts.ts'
import { ask, type OfficeToken } from '../../connection/backend-api.ts'
import { troubleOf } from '../../connection/trouble.ts'
import { Empty } from '../../design/Empty.tsx'
import type { Format } from '../../format/format.ts'
import { messageKey, useSay, type Say } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { TablePage } from '../../reports/TablePage.tsx'
import '../../reports/reports.css'
import '../../reports/tables.css'
import '../../reports/tills.css'

interface ActsProps {
  readonly token: OfficeToken
  /** Of one store; absent for all of the shop. */
  readonly store: string | undefined
  readonly format: Format
}

const COLUMNS = ['at', 'who', 'what', 'store'] as const

export function Acts(props: ActsProps) {
  const say = useSay()
  const [pages, setPages] = useState<readonly string[]>([''])
  return (
    <main className="reports">
      <section className="reports-body" aria-label={say('acts.title')}>
        <div className="reports-scroll">
          <table className="reports-table">
            <caption>{say('acts.title')}</caption>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col" className="tills-text">
                    {say(`acts.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            {pages.map((before, index) => (
              <Page
                key={before}
                {...{ ...props, before }}
                onMore={index === pages.length - 1 ? (next) => setPages([...pages, next]) : null}
              />
            ))}
          </table>
        </div>
      </section>
    </main>
  )
}

interface PageProps extends ActsProps {
  readonly before: string
  readonly onMore: ((before: string) => void) | null
}

function Page({ token, store, format, before, onMore }: PageProps) {
  const say = useSay()
  const place = { store, before: before === '' ? undefined : before }
  const asked = useAsked(() => ask(token, '../acts', place, officeActsSchema), before)
  return (
    <TablePage
      asked={asked}
      columns={COLUMNS.length}
      isEmpty={({ acts }) => acts.length === 0 && before === ''}
      empty={<Empty title={say('acts.none')} />}
      rows={({ acts }) => acts.map((act) => <Row key={act.id} {...{ act, format }} />)}
      more={({ next }) => (next !== null && onMore ? () => onMore(next) : null)}
    />
  )
}

function Row({ act, format }: { readonly act: OfficeAct; readonly format: Format }) {
  const say = useSay()
  const { at, person, store, subject, outcome } = act
  const ended = endText(say, outcome)
  return (
    <tr>
      <th scope="row">
        <bdi>{format.moment(at)}</bdi>
      </th>
      <td className="tills-text">
        <bdi>{person?.name ?? say('office.token')}</bdi>
      </td>
      <td className="tills-text">
        {actText(say, act)}
        {subject !== null && (
          <>
            {' · '}
            <bdi>{subject}</bdi>
          </>
        )}
        {ended !== null && <small className="tills-mark">{ended}</small>}
      </td>
      <td className="tills-text">
        <bdi>{store ?? '–'}</bdi>
      </td>
    </tr>
  )
}

/** By its own words, by those of what it needs, or as the API calls it. */
function actText(say: Say, { act, permission }: OfficeAct): string {
  const key = messageKey(`act.${act}`) ?? messageKey(`permission.${permission ?? ''}`)
  return key ? say(key) : act
}

/** Nothing where it was done. */
function endText(say: Say, outcome: string | null): string | null {
  if (outcome === 'done') return null
  if (outcome === null) return say('acts.unknown')
  if (outcome === 'credential-wrong') return say('office.wrong')
  return troubleText(say, troubleOf(outcome))
}
