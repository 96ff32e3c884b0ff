/** Other currencies in the drawer, each counted in its own. */
import type { Minor } from '../../../src/domain/money.ts'
import { Field } from '../../design/Field.tsx'
import { readAmount, retyped } from '../../format/typed-amount.ts'
import { useSay } from '../../language/language.tsx'
import { useFormat, useTerminal } from '../../terminal-context.tsx'

export type ForeignCounts = ReadonlyMap<string, Minor>

interface ForeignCashProps {
  readonly counts: ForeignCounts
  readonly onCount: (currency: string, counted: Minor | null) => void
}

/** Nothing where the store takes no other currency. */
export function ForeignCash({ counts, onCount }: ForeignCashProps) {
  const foreign = useTerminal((state) => state.shop?.foreignCash) ?? []
  if (foreign.length === 0) return null
  return (
    <div className="foreign-cash">
      {foreign.map(({ currency }) => (
        <Counted
          key={currency}
          currency={currency}
          counted={counts.get(currency) ?? null}
          onCount={onCount}
        />
      ))}
    </div>
  )
}

interface CountedProps {
  readonly currency: string
  readonly counted: Minor | null
  readonly onCount: ForeignCashProps['onCount']
}

function Counted({ currency, counted, onCount }: CountedProps) {
  const say = useSay()
  const format = useFormat(currency)
  return (
    <Field
      label={say('close.foreign', { currency })}
      value={counted === null ? '' : format.figure(counted)}
      onChange={(text) => {
        onCount(currency, readAmount(retyped(text, format.exponent), format.exponent))
      }}
      align="end"
      maxLength={14}
    />
  )
}
