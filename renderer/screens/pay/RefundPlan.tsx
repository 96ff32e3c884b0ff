/** Where the money goes that goes back, before it does. */
import { useSay } from '../../language/language.tsx'
import { useFormat, useTerminal } from '../../terminal-context.tsx'

export function RefundPlan() {
  const say = useSay()
  const format = useFormat()
  const refund = useTerminal((state) => state.draft?.refund ?? null)
  if (!refund) return null
  const { shares, cash, credit, beyond, unreached } = refund
  const online = shares.filter(({ kind }) => kind === 'online').map(({ detail }) => detail)
  if (shares.length === 0 && credit === 0 && beyond === 0) return null
  return (
    <section className="taken" aria-label={say('refund.title')}>
      <h3 className="label">{say('refund.title')}</h3>
      <dl className="done-rows">
        {shares.map(({ kind, amount, detail }, index) => (
          <div key={index}>
            <dt>
              {say(`tender.${kind}`)} <span className="taken-detail">{detail}</span>
            </dt>
            <dd>{format.figure(amount)}</dd>
          </div>
        ))}
        {cash > 0 && (
          <div>
            <dt>{say('tender.cash')}</dt>
            <dd>{format.figure(cash)}</dd>
          </div>
        )}
        {credit > 0 && (
          <div>
            <dt>{say('tender.store-credit')}</dt>
            <dd>{format.figure(credit)}</dd>
          </div>
        )}
        {beyond > 0 && (
          <div>
            <dt>{say('refund.beyond')}</dt>
            <dd>{format.figure(beyond)}</dd>
          </div>
        )}
      </dl>
      {[...new Set(online)].map((provider) => (
        <p key={provider} className="taken-hint">
          {say('refund.by-provider', { provider })}
        </p>
      ))}
      {beyond > 0 &&
        unreached.map((provider) => (
          <p key={provider} className="taken-hint">
            {say('refund.unreached', { provider })}
          </p>
        ))}
    </section>
  )
}
