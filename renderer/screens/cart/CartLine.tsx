/** One line of the sale. Drawn again only when it changed itself: a cart may have hundreds. */
import { Fragment, memo, useEffect, useRef } from 'react'
import type { LineView } from '../../../src/contract/terminal/views.ts'
import { QUANTITY_SCALE } from '../../../src/domain/quantity.ts'
import { useSay, type Say } from '../../language/language.tsx'
import type { Store } from '../../state/store.ts'
import { useFormat } from '../../terminal-context.tsx'
import { explained } from '../prices/explained.ts'
import './cart-discount.css'
import { LineDetails } from './LineDetails.tsx'

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
  const rungAt = line.rungAt === null ? '' : format.unitPrice(line.rungAt)
  const before = rungAt === '' ? '' : say('cart.price-changed', { price: rungAt })
  const details = [line.size, each, before, ...returnedWords(line, say)].filter(Boolean)
  return (
    <li ref={row} aria-current={isSelected}>
      <button
        className="cart-line"
        type="button"
        {...(line.returned && { 'data-returned': '' })}
        // The arrows walk the cart; Tab passes it in one step.
        tabIndex={-1}
        {...(lit !== null && { 'data-lit': lit % 2 })}
        {...(line.belongsTo && { 'data-below': line.belongsTo.as })}
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
            {details.map((detail, index) => (
              <Fragment key={detail}>
                {index > 0 && ' · '}
                <bdi>{detail}</bdi>
              </Fragment>
            ))}
          </span>
          <LineDetails line={line} />
        </span>
        <span className="cart-amount">{format.figure(line.amount)}</span>
        {line.discounts.map((discount) => (
          <Discount key={discount.source} discount={discount} unit={line.unit} />
        ))}
      </button>
    </li>
  )
})

interface DiscountProps extends Pick<LineView, 'unit'> {
  readonly discount: LineView['discounts'][number]
}

/** What was taken off the line above it, and why. */
function Discount({ discount, unit }: DiscountProps) {
  const say = useSay()
  const format = useFormat()
  const { kind, name, amount } = discount
  const why = explained(discount, unit, say, format)
  const reason = kind === 'promotion' ? name : say('cart.discount.by-hand', { reason: name })
  return (
    <>
      <span className="cart-discount">
        <bdi>{reason}</bdi>
        {why !== '' && (
          <>
            {' · '}
            <bdi>{why}</bdi>
          </>
        )}
      </span>
      <span className="cart-discount-amount">{format.figure(0 - amount)}</span>
    </>
  )
}

/** Where goods come back from and why; and that nobody confirmed it, where nobody did. */
function returnedWords({ returned }: LineView, say: Say): readonly string[] {
  if (!returned) return []
  const { receipt, reason, word } = returned
  const from = [say('cart.returned', { receipt }), say(`return-reason.${reason}`)]
  return word === 'none' ? [...from, say('cart.unconfirmed')] : from
}
