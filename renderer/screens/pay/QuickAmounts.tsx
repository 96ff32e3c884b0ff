/** Likely amounts, each taken by one key. */
import { Group } from 'react-aria-components/Group'
import type { Minor } from '../../../src/domain/money.ts'
import { Button } from '../../design/Button.tsx'
import { KEYMAP, QUICK_KEYS } from '../../keyboard/keymap.ts'
import { useFormat } from '../../terminal-context.tsx'

interface QuickAmountsProps {
  readonly label: string
  /** As many as there are keys for them at the most. */
  readonly amounts: readonly Minor[]
  /** Null for the store's own. */
  readonly currency: string | null
  readonly onPick: (amount: Minor) => void
}

export function QuickAmounts({ label, amounts, currency, onPick }: QuickAmountsProps) {
  const format = useFormat(currency ?? undefined)
  if (amounts.length === 0) return null
  return (
    <Group className="quick" aria-label={label}>
      {amounts.map((amount, index) => (
        <Button
          key={amount}
          printedKey={KEYMAP[QUICK_KEYS[index] ?? 'quick-1'].print}
          onPress={() => onPick(amount)}
        >
          {format.figure(amount)}
        </Button>
      ))}
    </Group>
  )
}
