/** What was taken by kind of tender, what went back the same way, and what is left of both. */
import type { TenderFigures } from '../../src/domain/till/tender-figures.ts'
import type { Format } from '../format/format.ts'
import { messageKey, useSay, type Say } from '../language/language.tsx'

interface TenderTableProps {
  readonly tenders: TenderFigures
  /** What of the cash did not stay: a tender is what was handed over. */
  readonly change: number
  readonly format: Format
}

export function TenderTable({ tenders, change, format }: TenderTableProps) {
  const say = useSay()
  if (tenders.length === 0) return null
  return (
    <div className="reports-scroll">
      <table className="reports-table">
        <caption>{say('tenders.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('review.tender-head')}</th>
            <th scope="col">{say('tenders.taken')}</th>
            <th scope="col">{say('tenders.back')}</th>
            <th scope="col">{say('tenders.balance')}</th>
          </tr>
        </thead>
        <tbody>
          {tenders.map(({ kind, taken, back, count, amount }) => (
            <tr key={kind}>
              <th scope="row">{tenderName(say, kind)}</th>
              <Sum sum={taken} format={format} />
              <Sum sum={back} format={format} />
              <Sum sum={{ count, amount }} format={format} />
            </tr>
          ))}
          {change !== 0 && (
            <tr>
              <th scope="row">{say('closings.change')}</th>
              <td>–</td>
              <td>
                <bdi>{format.money(change)}</bdi>
              </td>
              <td>
                <bdi>{format.money(0 - change)}</bdi>
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

interface SumProps extends Pick<TenderTableProps, 'format'> {
  /** Undefined of what was added up before it was told apart. */
  readonly sum: TenderFigures[number]['taken']
}

function Sum({ sum, format }: SumProps) {
  if (!sum) return <td>–</td>
  return (
    <td>
      <small className="reports-times">
        <bdi>{format.count(sum.count)}</bdi>
      </small>
      <bdi>{format.money(sum.amount)}</bdi>
    </td>
  )
}

/** Cash of other currencies apart; a kind of a later version is called as it calls itself. */
export function tenderName(say: Say, kind: string): string {
  if (kind === 'foreign-cash') return say('tenders.foreign-cash')
  const key = messageKey(`tender.${kind}`)
  return key ? say(key) : kind
}
