/** One closing among the others: which period, what was sold in it, and since ever. */
import type { ClosingView } from '../../../src/contract/terminal/fiscal.ts'
import { Sign } from '../../design/Sign.tsx'
import type { Format } from '../../format/format.ts'
import { useSay } from '../../language/language.tsx'
import { useFormat } from '../../terminal-context.tsx'

export const COLUMNS = ['period', 'number', 'sales', 'turnover', 'tax', 'perpetual'] as const

interface RowProps {
  readonly closing: ClosingView
  readonly onChosen: (closing: ClosingView) => void
}

export function ClosingRow({ closing, onChosen }: RowProps) {
  const say = useSay()
  const format = useFormat(closing.currency)
  const { kind, number, figures, isLate, isTold, perpetual } = closing
  const amounts = [figures.turnover, figures.tax, perpetual]
  return (
    <tr data-kind={kind}>
      <th scope="row">
        <button type="button" className="reports-door" onClick={() => onChosen(closing)}>
          {periodName(format, closing)}
        </button>
        <small>{say(`closings.kind.${kind}`)}</small>
        {isTold && <Sign tone="plain">{say('closings.told')}</Sign>}
        {isLate && <Sign tone="caution">{say('closings.late')}</Sign>}
      </th>
      <td>{format.count(number)}</td>
      <td>{format.count(figures.sales)}</td>
      {amounts.map((amount, index) => (
        <td key={index}>
          <bdi>{format.money(amount)}</bdi>
        </td>
      ))}
    </tr>
  )
}

/** A month and a year are told by their own numbers in every language. */
export function periodName(format: Format, { kind, period }: ClosingView): string {
  return kind === 'day' ? format.day(period) : period
}
