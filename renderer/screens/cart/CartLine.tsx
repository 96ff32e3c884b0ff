/** One line of the sale. Drawn again only when it changed itself: a cart may have hundreds. */
import { memo } from 'react'
import type { LineView } from '../../../src/contract/terminal/views.ts'
import { QUANTITY_SCALE } from '../../../src/domain/quantity.ts'
import { useSay } from '../../language/language.tsx'
import type { Store } from '../../state/store.ts'
import { useFormat } from '../../terminal-context.tsx'

export interface CartLineProps {
  readonly line: LineView
  readonly isSelected: boolean
  /** Which time it lights up; null where it does not. */
  readonly lit: number | null
  readonly onSelect: Store['change']
}

export const CartLine = memo(function CartLine({ line, isSelected, lit, onSelect }: CartLineProps) {
  const say = useSay()
  const format = useFormat()
  const isMany = line.quantity !== QUANTITY_SCALE
  const each = isMany ? say('cart.each', { price: format.unitPrice(line.unitPrice) }) : ''
  return (
    <div
      className="cart-line"
      role="option"
      aria-selected={isSelected}
      {...(lit !== null && { 'data-lit': lit % 2 })}
      onClick={() => onSelect({ kind: 'selected', line: line.id })}
    >
      <span className="cart-quantity" {...(isMany && { 'data-many': '' })}>
        {format.quantity(line.quantity, line.unit)}
      </span>
      <span>
        <span className="cart-name">{line.name}</span>
        <span className="cart-detail">{[line.size, each].filter(Boolean).join(' · ')}</span>
      </span>
      <span className="cart-amount">{format.figure(line.amount)}</span>
    </div>
  )
})
