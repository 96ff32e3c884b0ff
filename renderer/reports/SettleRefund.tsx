/** A person sees to a refund: the provider is asked again, or the customer has it otherwise. */
import { useState } from 'react'
import type { SettleInput, ShownRefund } from '../../src/contract/backend/refunds.ts'
import type { Trouble } from '../connection/trouble.ts'
import { Button } from '../design/Button.tsx'
import { Field } from '../design/Field.tsx'
import { Notice } from '../design/Notice.tsx'
import { useSay } from '../language/language.tsx'
import { troubleText } from '../language/trouble-text.ts'
import { useGround } from './ground.ts'
import type { Settle } from './source.ts'
import { refusalText } from './words.ts'

interface SettleRefundProps {
  readonly onSettle: Settle
  readonly refund: ShownRefund
  readonly onSettled: () => void
}

export function SettleRefund({ onSettle, refund: row, onSettled }: SettleRefundProps) {
  const say = useSay()
  const { format } = useGround()
  const [note, setNote] = useState('')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isUnderWay, setUnderWay] = useState(false)
  const { refund, order, receipt, amount, provider } = row
  const isNamed = note.trim() !== '' && !isUnderWay
  const settle = async (word: SettleInput) => {
    setUnderWay(true)
    const answer = await onSettle(word)
    setUnderWay(false)
    if (answer.ok) onSettled()
    else setTrouble(answer.trouble)
  }
  const byHand = async () => {
    if (isNamed) await settle({ as: 'by-hand', refund, note: note.trim() })
  }
  return (
    <form
      className="reports-card tills-close"
      onSubmit={(event) => {
        event.preventDefault()
        void byHand()
      }}
    >
      <h2>{say('refunds.settle', { order: order ?? receipt, amount: format.money(amount) })}</h2>
      <p>{refusalText(say, row.reason) ?? say(`refunds.state.${row.state}`)}</p>
      {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
      <Button isDisabled={isUnderWay} onPress={() => void settle({ as: 'again', refund })}>
        {say('refunds.again', { provider })}
      </Button>
      <p>{say('refunds.by-hand.hint')}</p>
      <Field label={say('refunds.note')} value={note} onChange={setNote} maxLength={200} />
      <Button tone="strong" isDisabled={!isNamed} onPress={() => void byHand()}>
        {say('refunds.by-hand')}
      </Button>
    </form>
  )
}
