/** Entries that no close of a till session contains: each with its number and what it adds. */
import type { TillSessionDetail } from '../../src/contract/backend/tills.ts'
import { useSay } from '../language/language.tsx'
import { useGround } from './ground.ts'

type CorrectionsProps = Pick<TillSessionDetail, 'session' | 'corrections'>

export function Corrections({ session, corrections }: CorrectionsProps) {
  const say = useSay()
  const { format } = useGround()
  const { count, turnover, cash } = session.corrections
  return (
    <div className="reports-scroll">
      <table className="reports-table">
        <caption>{say('tills.late', { count })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('tills.column.number')}</th>
            <th scope="col" className="tills-text">
              {say('tills.column.by')}
            </th>
            <th scope="col">{say('tills.column.turnover')}</th>
            <th scope="col">{say('tills.column.cash')}</th>
          </tr>
        </thead>
        <tbody>
          {corrections.map((each) => (
            <Correction key={each.number} late={each} />
          ))}
          <tr>
            <th scope="row" colSpan={2}>
              {say('tills.together')}
            </th>
            <td>
              <bdi>{format.money(turnover)}</bdi>
            </td>
            <td>
              <bdi>{format.money(cash)}</bdi>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

/** One that moved no money has no sums, and is called by what it adds where nobody named it. */
function Correction({ late }: { readonly late: CorrectionsProps['corrections'][number] }) {
  const say = useSay()
  const { format } = useGround()
  const { number, kind, name, at, person, turnover, cash, watched } = late
  const adds = watched.map(({ figure, count, amount }) => {
    const times = count > 1 ? ` × ${format.count(count)}` : ''
    const worth = amount === undefined ? '' : ` · ${format.money(amount)}`
    return `${say(`watched.of.${figure}`)}${times}${worth}`
  })
  const [title = '', ...beside] = name === '' ? adds : [name, ...adds]
  const sums = kind === 'other' ? ['–', '–'] : [turnover, cash].map((sum) => format.money(sum))
  return (
    <tr>
      <th scope="row" className="tills-close-name">
        <bdi>{`${format.count(number)} · ${title}`}</bdi>
        {beside.map((text) => (
          <small key={text} className="tills-note">
            <bdi>{text}</bdi>
          </small>
        ))}
      </th>
      <td className="tills-text">
        <bdi>{say('move.by', { time: format.moment(at), name: person ?? '' })}</bdi>
      </td>
      <td>
        <bdi>{sums[0]}</bdi>
      </td>
      <td>
        <bdi>{sums[1]}</bdi>
      </td>
    </tr>
  )
}
