/** What makes the sum to be paid another one than the total: money that was taken, and the tip. */
import { Undo2 } from 'lucide-react'
import type { TenderView } from '../../../src/contract/terminal/views.ts'
import { undoTender } from '../../acts/pay.ts'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'

export function Tenders() {
  const say = useSay()
  const format = useFormat()
  const draft = useTerminal((state) => state.draft)
  const isFree = useTerminal((state) => state.step.name !== 'card')
  if (!draft || (draft.tenders.length === 0 && draft.tip === 0)) return null
  return (
    <section className="taken" aria-label={say('taken.title')}>
      <dl className="done-rows">
        <div>
          <dt>{say('due.total')}</dt>
          <dd>{format.figure(draft.total)}</dd>
        </div>
        {draft.tip !== 0 && (
          <div>
            <dt>{say('tip.title')}</dt>
            <dd>{format.figure(draft.tip)}</dd>
          </div>
        )}
      </dl>
      <ul>
        {draft.tenders.map((tender) => (
          <Tender key={tender.id} tender={tender} isFree={isFree} />
        ))}
      </ul>
    </section>
  )
}

function Tender({ tender, isFree }: { tender: TenderView; isFree: boolean }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const { kind, amount, detail } = tender
  const name = say(`tender.${kind}`)
  return (
    <li className="taken-row">
      <span>
        {name} {detail !== '' && <span className="taken-detail">{detail}</span>}
      </span>
      <span className="taken-amount">{format.figure(0 - amount)}</span>
      <Button
        isDisabled={!isFree}
        spoken={say('taken.undo', { tender: name, amount: format.money(amount) })}
        onPress={() => void undoTender(desk, tender)}
      >
        <Undo2 aria-hidden="true" size="1.25em" />
      </Button>
    </li>
  )
}
