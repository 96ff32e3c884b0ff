/** What the clocks of a store's tills are off by; those that are wrong are said before the rest. */
import type { TillClocks as Clocks } from '../../src/contract/backend/till-clocks.ts'
import { Notice } from '../design/Notice.tsx'
import { useSay, type Say } from '../language/language.tsx'
import { useGround } from './ground.ts'

interface TillClocksProps {
  readonly clocks: Clocks
}

const COLUMNS = ['till', 'clock', 'compared'] as const

export function WrongClocks({ clocks }: TillClocksProps) {
  const say = useSay()
  const wrong = clocks.filter(({ clock }) => clock.isWrong)
  if (wrong.length === 0) return null
  return (
    <Notice tone="caution" title={say('tills.clock.wrong', { count: wrong.length })}>
      <p>
        <bdi>{wrong.map(({ till }) => till).join(', ')}</bdi>
      </p>
      <p>{say('tills.clock.wrong.hint')}</p>
    </Notice>
  )
}

export function TillClocks({ clocks }: TillClocksProps) {
  const say = useSay()
  const { format } = useGround()
  if (clocks.length === 0) return null
  return (
    <div className="reports-scroll">
      <table className="reports-table">
        <caption>{say('tills.clocks')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="tills-text">
                {say(`tills.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {clocks.map(({ terminal, till, clock }) => (
            <tr key={terminal}>
              <th scope="row">
                <bdi>{till}</bdi>
              </th>
              <td className="tills-text">
                {offText(say, clock.ahead)}
                {clock.isWrong && <small className="tills-mark">{say('tills.clock.set')}</small>}
              </td>
              <td className="tills-text">
                <bdi>{format.moment(clock.at)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** In the largest unit of which there are two: nobody reads 250000 seconds. */
function offText(say: Say, ahead: number): string {
  const seconds = Math.round(Math.abs(ahead) / 1000)
  if (seconds === 0) return say('tills.clock.right')
  const [unit, size] = UNITS.find(([, each]) => seconds >= 2 * each) ?? ['seconds', 1]
  const off = say(`tills.clock.${unit}`, { count: Math.round(seconds / size) })
  return say(ahead > 0 ? 'tills.clock.ahead' : 'tills.clock.behind', { off })
}

const UNITS = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
] as const
