/** Says to screen readers what a scan or an act did. */
import { useSay } from '../../language/language.tsx'
import { useFormat, useTerminal } from '../../terminal-context.tsx'

export function Spoken() {
  const say = useSay()
  const format = useFormat()
  const lit = useTerminal((state) => state.lit)
  const draft = useTerminal((state) => state.draft)
  const line = draft?.lines.find((each) => each.id === lit?.line)
  return (
    <p className="spoken-only" aria-live="polite">
      {line &&
        say('cart.spoken', {
          quantity: format.quantity(line.quantity, line.unit),
          name: line.name,
          amount: format.money(line.amount),
          total: format.money(draft?.total ?? 0),
        })}
    </p>
  )
}
