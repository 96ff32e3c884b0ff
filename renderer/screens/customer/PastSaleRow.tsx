/** One sale in a customer's history: when, where, how much, and what it was. */
import type { PastSaleView } from '../../../src/contract/terminal/history.ts'
import { itemsOf } from '../../../src/domain/customer/history.ts'
import { Joined } from '../../design/Joined.tsx'
import { useSay, type Say } from '../../language/language.tsx'
import { useFormat } from '../../terminal-context.tsx'

interface RowProps {
  readonly sale: PastSaleView
  readonly onChoose: (from: HTMLElement) => void
}

export function PastSaleRow({ sale, onChoose }: RowProps) {
  const say = useSay()
  const format = useFormat(sale.currency)
  const names = sale.lines.filter(({ isItem }) => isItem).map(({ name }) => name)
  return (
    <li>
      <button
        className="past-sale"
        type="button"
        onClick={(event) => onChoose(event.currentTarget)}
      >
        <span className="past-sale-when">{format.moment(sale.at)}</span>
        <span className="past-sale-total">{format.money(sale.total)}</span>
        <span className="past-sale-goods">
          <Joined texts={[...itemsTexts(say, sale), [...new Set(names)].join(', ')]} />
        </span>
        <span className="past-sale-detail" data-end>
          <Joined texts={pointsTexts(say, sale)} />
        </span>
        <span className="past-sale-detail" data-whole>
          <Joined texts={placeTexts(say, sale)} />
        </span>
      </button>
    </li>
  )
}

/** Where it was made, and by which receipt. */
export function placeTexts(say: Say, { channel, store, till, receipt }: PastSaleView) {
  const where = channel === 'web' ? [say('channel.web')] : [store, till]
  return [...where, receipt]
}

export function itemsTexts(say: Say, sale: PastSaleView): string[] {
  const { sold, back } = itemsOf(sale)
  return [
    ...(sold > 0 ? [say('history.items', { count: sold })] : []),
    ...(back > 0 ? [say('history.items-back', { count: back })] : []),
  ]
}

/** Points that a return takes back, or gives back, are below zero. */
export function pointsTexts(say: Say, { points }: PastSaleView): string[] {
  const { earned, redeemed } = points ?? { earned: 0, redeemed: 0 }
  return [
    ...(earned > 0 ? [say('history.earned', { count: earned })] : []),
    ...(earned < 0 ? [say('history.taken-back', { count: -earned })] : []),
    ...(redeemed > 0 ? [say('history.redeemed', { count: redeemed })] : []),
    ...(redeemed < 0 ? [say('history.redeemed-back', { count: -redeemed })] : []),
  ]
}
