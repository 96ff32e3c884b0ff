/** What of a till session is looked at beside its money, and what of that no close contains. */
import type { TillSessionDetail } from '../../src/contract/backend/tills.ts'
import type { Watched } from '../../src/domain/till/watched.ts'
import { useSay } from '../language/language.tsx'
import { useGround } from './ground.ts'

export function WatchedTable({ watched: { all, late } }: Pick<TillSessionDetail, 'watched'>) {
  const say = useSay()
  if (all.length === 0) return null
  return (
    <div className="reports-scroll">
      <table className="reports-table">
        <caption>{say('watched.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('watched.what')}</th>
            <th scope="col">{say('watched.all')}</th>
            {late.length > 0 && <th scope="col">{say('watched.late')}</th>}
          </tr>
        </thead>
        <tbody>
          {all.map((sum) => (
            <tr key={sum.figure}>
              <th scope="row">{say(`watched.of.${sum.figure}`)}</th>
              <Sum sum={sum} />
              {late.length > 0 && <Sum sum={late.find(({ figure }) => figure === sum.figure)} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Sum({ sum }: { readonly sum: Watched[number] | undefined }) {
  const { format } = useGround()
  if (!sum) return <td>–</td>
  const { count, amount } = sum
  if (amount === undefined) {
    return (
      <td>
        <bdi>{format.count(count)}</bdi>
      </td>
    )
  }
  return (
    <td>
      <small className="reports-times">
        <bdi>{format.count(count)}</bdi>
      </small>
      <bdi>{format.money(amount)}</bdi>
    </td>
  )
}
