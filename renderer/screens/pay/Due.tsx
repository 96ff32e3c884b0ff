/** The total: the largest thing on the screen, always at the same place. */
import { Figure } from '../../design/Figure.tsx'
import { isPaying } from '../../state/state.ts'
import { useSay } from '../../language/language.tsx'
import { useFormat, useTerminal } from '../../terminal-context.tsx'

export function Due() {
  const say = useSay()
  const format = useFormat()
  const draft = useTerminal((state) => state.draft)
  const isTaxIncluded = useTerminal((state) => state.shop?.taxIncluded ?? true)
  const step = useTerminal((state) => state.step.name)
  const isPaid = draft !== null && (draft.tenders.length > 0 || draft.tip !== 0)
  const isSelling = !isPaid && !isPaying(step)
  // Notes and coins cannot pay every amount: what they are to pay is what is asked for.
  const total = draft?.total ?? 0
  const isRefund = total < 0 || (draft?.due ?? 0) < 0
  const due = (step === 'cash' || isRefund ? draft?.cashDue : draft?.due) ?? 0
  const rounding = due - (draft?.due ?? 0)
  const count = draft?.lines.length ?? 0
  return (
    <div className="due">
      <div className="due-head">
        <h2>{say(isRefund ? 'due.refund' : isSelling ? 'due.total' : 'due.due')}</h2>
        {count > 0 && <span>{say('due.lines', { count })}</span>}
      </div>
      <output aria-label={say(isSelling ? 'due.total' : 'due.due')}>
        <Figure amount={isRefund ? Math.abs(due) : isSelling ? total : due} size="total" />
      </output>
      {rounding !== 0 && (
        <p className="due-rounding">
          {say('due.rounding', {
            amount: format.figure(rounding),
            due: format.figure(due - rounding),
          })}
        </p>
      )}
      {isSelling && draft && draft.taxes.length > 0 && (
        <dl className="due-taxes">
          {draft.discount > 0 && (
            <div className="due-saved">
              <dt>{say('due.saved')}</dt>
              <dd>{format.figure(draft.discount)}</dd>
            </div>
          )}
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
