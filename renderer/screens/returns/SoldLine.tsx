/** A line of a sale that may come back: fewer and more, and whether it goes back to the shelf. */
import type { SoldLineView } from '../../../src/contract/terminal/returns.ts'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { useFormat } from '../../terminal-context.tsx'
import type { Choice } from './chosen.ts'

export interface SoldLineProps {
  readonly line: SoldLineView
  readonly choice: Choice | undefined
  readonly isRestocked: boolean
  readonly onStep: (by: 1 | -1) => void
  readonly onRestock: (restock: boolean) => void
}

export function SoldLine({ line, choice, isRestocked, onStep, onRestock }: SoldLineProps) {
  const say = useSay()
  const format = useFormat()
  const count = choice?.quantity ?? 0
  const { name, unit, returnable, sold, amount } = line
  const serial = line.serial !== null && say('line.serial', { serial: line.serial })
  const left =
    returnable === 0
      ? say('returns.all-back')
      : say('returns.returnable', {
          returnable: format.quantity(returnable, unit),
          sold: format.quantity(sold, unit),
        })
  return (
    <li className="sold-line" {...(returnable === 0 && { 'data-gone': '' })}>
      <div className="sold-line-goods">
        <span className="cart-name">{name}</span>
        <span className="cart-detail">
          {[line.size, serial, left, format.money(amount)].filter(Boolean).join(' · ')}
        </span>
      </div>
      {returnable > 0 && (
        <div className="sold-line-count">
          <Button
            spoken={say('returns.fewer', { name })}
            isDisabled={count === 0}
            onPress={() => onStep(-1)}
          >
            −
          </Button>
          <output aria-label={say('returns.count', { name })}>
            {format.quantity(count, unit)}
          </output>
          <Button
            spoken={say('returns.more', { name })}
            isDisabled={count >= returnable}
            onPress={() => onStep(1)}
          >
            +
          </Button>
        </div>
      )}
      {count > 0 && (
        <Button className="sold-line-shelf" onPress={() => onRestock(!isRestocked)}>
          {say(isRestocked ? 'returns.restock' : 'returns.no-restock')}
        </Button>
      )}
    </li>
  )
}
