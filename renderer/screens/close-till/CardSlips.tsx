/** What the card slips come to, where somebody adds them up. */
import type { Minor } from '../../../src/domain/money.ts'
import { Field } from '../../design/Field.tsx'
import { readAmount, retyped } from '../../format/typed-amount.ts'
import { useSay } from '../../language/language.tsx'
import { useFormat, useTerminal } from '../../terminal-context.tsx'

interface CardSlipsProps {
  readonly slips: Minor | null
  readonly onSlips: (slips: Minor | null) => void
}

/** Nothing where no cards are taken. */
export function CardSlips({ slips, onSlips }: CardSlipsProps) {
  const say = useSay()
  const format = useFormat()
  const takesCards = useTerminal((state) => state.shop?.takesCards ?? false)
  if (!takesCards) return null
  return (
    <div className="foreign-cash">
      <Field
        label={say('close.card-slips')}
        value={slips === null ? '' : format.figure(slips)}
        onChange={(text) => onSlips(readAmount(retyped(text, format.exponent), format.exponent))}
        align="end"
        maxLength={14}
      />
      <p className="count-hint">{say('close.card-slips.hint')}</p>
    </div>
  )
}
