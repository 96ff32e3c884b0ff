/** What a count differs in, line by line, and what nobody counted. */
import type { CountedView, CountReview } from '../../../src/contract/terminal/stock.ts'
import { varianceReasonSchema, type VarianceReason } from '../../../src/domain/stock/count.ts'
import type { Posting } from '../../acts/count.ts'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { useFormat } from '../../terminal-context.tsx'

interface VariancesProps {
  readonly lines: readonly CountedView[]
  readonly again: ReadonlySet<string>
  readonly toggle: (line: string) => void
  readonly reasons: Posting['reasons']
  readonly because: (line: string, reason: VarianceReason | null) => void
}

export function Variances({ lines, ...of }: VariancesProps) {
  const say = useSay()
  if (lines.length === 0) return <p className="stock-even">{say('stock-count.even')}</p>
  return (
    <ul aria-label={say('stock-count.variances')}>
      {lines.map((line) => (
        <Row key={line.id} line={line} {...of} />
      ))}
    </ul>
  )
}

type RowProps = Omit<VariancesProps, 'lines'> & { readonly line: CountedView }

function Row({ line, again, toggle, reasons, because }: RowProps) {
  const say = useSay()
  const format = useFormat()
  const { id, name, size, unit, counted, shelf, variance, worth, before, by, isUnsure, isAgain } =
    line
  const amount = (value: number) => format.quantity(value, unit)
  const figures = say('stock-count.figures', { counted: amount(counted), shelf: amount(shelf), by })
  const told = [
    isAgain ? say('stock-count.again') : figures,
    before.length > 0 ? say('stock-count.before', { figures: before.map(amount).join(', ') }) : '',
    isUnsure ? say('stock-count.unsure') : '',
  ]
  return (
    <li className="stock-variance" data-unsure={isUnsure || undefined}>
      <div className="stock-line-goods">
        <span className="stock-line-name">
          <bdi>{[name, size].filter(Boolean).join(' · ')}</bdi>
        </span>
        {told.filter(Boolean).map((each) => (
          <span key={each} className="result-detail">
            {each}
          </span>
        ))}
      </div>
      {!isAgain && (
        <div className="stock-variance-sum" data-less={variance < 0 || undefined}>
          <strong>{signed(variance, amount)}</strong>
          <span>{worth === null ? '' : format.money(worth)}</span>
        </div>
      )}
      {!isAgain && (
        <div className="stock-variance-acts">
          <select
            aria-label={say('stock-count.reason-of', { name })}
            value={reasons.get(id) ?? ''}
            onChange={(event) => because(id, reasonIn(event.target.value))}
          >
            <option value="">{say('stock-count.reason.all')}</option>
            {fitting(variance).map((each) => (
              <option key={each} value={each}>
                {say(`stock-work.reason.${each}`)}
              </option>
            ))}
          </select>
          <Button
            isOn={again.has(id)}
            spoken={say('stock-count.again.of', { name })}
            onPress={() => toggle(id)}
          >
            {say('stock-count.again.short')}
          </Button>
        </div>
      )}
    </li>
  )
}

function signed(variance: number, amount: (value: number) => string): string {
  return variance > 0 ? `+${amount(variance)}` : amount(variance).replace('-', '−')
}

export function reasonIn(value: string): VarianceReason | null {
  return varianceReasonSchema.safeParse(value).data ?? null
}

/** What is too much was found; what is missing was not. */
function fitting(variance: number): readonly VarianceReason[] {
  if (variance > 0) return ['unexplained', 'misbooked', 'found']
  return varianceReasonSchema.options.filter((each) => each !== 'found')
}

export function Missed({ review }: { readonly review: CountReview }) {
  const say = useSay()
  const format = useFormat()
  const { missed, missedMore } = review
  if (missed.length === 0) return null
  return (
    <section className="stock-missed" aria-label={say('stock-count.missed')}>
      <h3>{say('stock-count.missed.count', { count: missed.length })}</h3>
      {missedMore && <p>{say('stock-count.missed.more')}</p>}
      <ul>
        {missed.map(({ id, name, size, sku, shelf, unit }) => (
          <li key={id}>
            <bdi>{[name, size, sku].filter(Boolean).join(' · ')}</bdi>
            <span>{say('result.on-hand', { quantity: format.quantity(shelf, unit) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
