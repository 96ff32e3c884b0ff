/** What goes back to payments made online, and how it stands; what was refused comes first. */
import { useState } from 'react'
import type { ShownRefund, ToldRefunds } from '../../src/contract/backend/refunds.ts'
import { Empty } from '../design/Empty.tsx'
import { Notice } from '../design/Notice.tsx'
import { useSay } from '../language/language.tsx'
import { troubleText } from '../language/trouble-text.ts'
import { useAsked, useGround } from './ground.ts'
import { SettleRefund } from './SettleRefund.tsx'
import type { RefundSource } from './source.ts'
import { refusalText } from './words.ts'

export function Refunds({ refunds }: { readonly refunds: RefundSource }) {
  const say = useSay()
  const { source } = useGround()
  const [turn, setTurn] = useState(0)
  const [chosen, setChosen] = useState<string | null>(null)
  const asked = useAsked(() => refunds.told(), `${source.name} ${String(turn)}`)
  const told =
    asked.state === 'ready' ? asked.value : asked.state === 'loading' ? asked.before : null
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  if (!told) return <p role="status">{say('reports.loading')}</p>
  const { settle } = refunds
  const settling = told.refunds.find(({ refund }) => refund === chosen)
  const isSettled = () => {
    setChosen(null)
    setTurn(turn + 1)
  }
  return (
    <section className="reports-body" aria-label={say('refunds.title')}>
      {told.providers.length === 0 && <Notice tone="plain" title={say('refunds.no-provider')} />}
      <Sums counts={told.counts} />
      {settling && settle && (
        <SettleRefund
          key={settling.refund}
          {...{ onSettle: settle, refund: settling, onSettled: isSettled }}
        />
      )}
      <Rows rows={told.refunds} onChosen={settle ? setChosen : null} />
    </section>
  )
}

function Sums({ counts }: Pick<ToldRefunds, 'counts'>) {
  const say = useSay()
  const { format } = useGround()
  const figures = [
    { name: say('refunds.state.refused'), count: counts.refused },
    { name: say('refunds.open'), count: counts.queued + counts.asked },
    { name: say('refunds.state.done'), count: counts.done },
    { name: say('refunds.state.settled'), count: counts.settled },
  ]
  return (
    <dl className="reports-headline">
      {figures.map(({ name, count }) => (
        <div key={name} className="reports-stat">
          <dt>{name}</dt>
          <dd className="reports-value">
            <bdi>{format.count(count)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const COLUMNS = ['order', 'state', 'receipt', 'provider', 'at', 'amount'] as const

interface RowsProps {
  readonly rows: readonly ShownRefund[]
  /** Null for who may not settle any. */
  readonly onChosen: ((refund: string) => void) | null
}

function Rows({ rows, onChosen }: RowsProps) {
  const say = useSay()
  if (rows.length === 0) return <Empty title={say('refunds.none')} />
  return (
    <div className="reports-scroll">
      <table className="reports-table" aria-label={say('refunds.title')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={column === 'amount' ? '' : 'tills-text'}>
                {say(`refunds.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.refund} row={row} onChosen={onChosen} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row, onChosen }: Pick<RowsProps, 'onChosen'> & { readonly row: ShownRefund }) {
  const say = useSay()
  const { format } = useGround()
  const { refund, order, state, receipt, provider, payment, at, amount, note } = row
  const name = <bdi>{order ?? '–'}</bdi>
  const isOver = state === 'done' || state === 'settled'
  const reason = isOver ? note : refusalText(say, row.reason)
  return (
    <tr>
      <th scope="row">
        {isOver || !onChosen ? (
          name
        ) : (
          <button className="reports-door" type="button" onClick={() => onChosen(refund)}>
            {name}
          </button>
        )}
      </th>
      <td className="tills-text">
        {say(`refunds.state.${state}`)}
        {reason !== null && (
          <span className={state === 'refused' ? 'tills-mark' : 'tills-note'}>{reason}</span>
        )}
      </td>
      <td className="tills-text">
        <bdi>{receipt}</bdi>
      </td>
      <td className="tills-text">
        <bdi>{provider}</bdi>
        <span className="tills-note">
          <bdi>{payment}</bdi>
        </span>
      </td>
      <td className="tills-text">
        <bdi>{format.moment(at)}</bdi>
      </td>
      <td>
        <bdi>{format.money(amount)}</bdi>
      </td>
    </tr>
  )
}
