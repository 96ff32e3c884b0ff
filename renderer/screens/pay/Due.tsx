/** The total: the largest thing on the screen, always at the same place. */
import { Figure } from '../../design/Figure.tsx'
import { useSay } from '../../language/language.tsx'
import { useFormat, useTerminal } from '../../terminal-context.tsx'

export function Due() {
  const say = useSay()
  const format = useFormat()
  const draft = useTerminal((state) => state.draft)
  const isTaxIncluded = useTerminal((state) => state.shop?.taxIncluded ?? true)
  const isSelling = useTerminal((state) => state.step.name !== 'cash' && state.step.name !== 'card')
  const count = draft?.lines.length ?? 0
  const total = draft?.total ?? 0
  const isRefund = total < 0
  return (
    <div className="due">
      <div className="due-head">
        <h2>{say(isRefund ? 'due.refund' : isSelling ? 'due.total' : 'due.due')}</h2>
        {count > 0 && <span>{say('due.lines', { count })}</span>}
      </div>
      <output aria-label={say('due.total')}>
        <Figure amount={Math.abs(total)} size="total" />
      </output>
      {isSelling && draft && draft.taxes.length > 0 && (
        <dl className="due-taxes">
          {!isTaxIncluded && (
            <div>
              <dt>{say('due.subtotal')}</dt>
              <dd>{format.figure(draft.subtotal)}</dd>
            </div>
          )}
          {draft.taxes.map((tax) => (
            <div key={`${tax.code} ${tax.name} ${tax.rate}`}>
              <dt>
                {say(isTaxIncluded ? 'due.tax-included' : 'due.tax-added', {
                  name: tax.name,
                  rate: format.rate(tax.rate),
                })}
              </dt>
              <dd>{format.figure(tax.tax)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
