/** One cart on the hook: pressed, it is gone on with. */
import type { ParkedCartView } from '../../../src/contract/terminal/parking.ts'
import { Key } from '../../design/Key.tsx'
import { useSay } from '../../language/language.tsx'
import { useFormat } from '../../terminal-context.tsx'
import './parked.css'

interface CartProps {
  readonly cart: ParkedCartView
  readonly number: number | null
  readonly onTake: () => void
}

export function Cart({ cart, number, onTake }: CartProps) {
  const say = useSay()
  const format = useFormat()
  const { names, customer, note, by, lines, isHere, quote } = cart
  const who = [customer, note].filter((each) => each !== null).join(' · ')
  const elsewhere =
    by === null ? say('parked.elsewhere') : say('parked.elsewhere-for', { name: by })
  return (
    <button className="parked-cart" type="button" onClick={onTake}>
      <span className="parked-title">
        {isHere ? names.join(', ') : elsewhere}
        {number !== null && <Key>{String(number)}</Key>}
      </span>
      <span className="parked-total">{format.money(cart.total)}</span>
      <span className="parked-detail">
        {[format.moment(cart.at), isHere && by, who].filter(Boolean).join(' · ')}
      </span>
      <span className="parked-detail" data-end>
        {say('due.lines', { count: lines })}
      </span>
      {quote && (
        <span className="parked-detail" data-whole>
          {say('parked.until', { number: quote.quote, date: format.day(quote.until) })}
        </span>
      )}
    </button>
  )
}
