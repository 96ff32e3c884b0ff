/** One line of the sale. Drawn again only when it changed itself: a cart may have hundreds. */
import { memo, useEffect, useRef } from 'react'
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

export const CartLine = memo(function CartLine(props: CartLineProps) {
  const { line, isSelected, lit, onSelect } = props
  const say = useSay()
  const format = useFormat()
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isSelected || lit !== null) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected, lit])
  const isMany = line.quantity !== QUANTITY_SCALE
  const each = isMany ? say('cart.each', { price: format.unitPrice(line.unitPrice) }) : ''
  return (
    <li ref={row} aria-current={isSelected}>
      <button
        className="cart-line"
        type="button"
        // The arrows walk the cart; Tab passes it in one step.
        tabIndex={-1}
        {...(lit !== null && { 'data-lit': lit % 2 })}
        onClick={() => onSelect({ kind: 'selected', line: line.id })}
      >
        <span className="cart-quantity" {...(isMany && { 'data-many': '' })}>
          {format.quantity(line.quantity, line.unit)}
        </span>
        <span>
          <span className="cart-name">
            <bdi>{line.name}</bdi>
          </span>
          <span className="cart-detail">
            <bdi>{line.size}</bdi>
            {line.size !== '' && each !== '' && ' · '}
            <bdi>{each}</bdi>
          </span>
        </span>
        <span className="cart-amount">{format.figure(line.amount)}</span>
      </button>
    </li>
  )
})
