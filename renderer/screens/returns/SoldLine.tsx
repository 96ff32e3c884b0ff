/** A line of a sale that may come back: how much of it, and whether it goes back to the shelf. */
import type { SoldLineView } from '../../../src/contract/terminal/returns.ts'
import { quantity, type Quantity } from '../../../src/domain/quantity.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Keypad } from '../../design/Keypad.tsx'
import { useSay } from '../../language/language.tsx'
import { useFormat } from '../../terminal-context.tsx'
import { countOf, stepped, type Choice } from './chosen.ts'

export interface SoldLineProps {
  readonly line: SoldLineView
  readonly choice: Choice | undefined
  readonly isRestocked: boolean
  /** How much of it, as it is being typed; null while it is not. */
  readonly typed: string | null
  readonly onCount: (count: Quantity) => void
  readonly onType: (text: string | null) => void
  readonly onRestock: (restock: boolean) => void
}

export function SoldLine(props: SoldLineProps) {
  const { line, choice, isRestocked, typed, onCount, onType, onRestock } = props
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
      {returnable > 0 && <Count {...props} />}
      {typed !== null && <Typing {...{ line, typed, left, onCount, onType }} />}
      {count > 0 && (
        <Button className="sold-line-shelf" onPress={() => onRestock(!isRestocked)}>
          {say(isRestocked ? 'returns.restock' : 'returns.no-restock')}
        </Button>
      )}
    </li>
  )
}

/** Fewer, more and all of it; what is between is typed. */
function Count({ line, choice, typed, onCount, onType }: SoldLineProps) {
  const say = useSay()
  const format = useFormat()
  const count = choice?.quantity ?? 0
  const { name, unit, returnable } = line
  const shown = format.quantity(count, unit)
  const set = (next: Quantity) => {
    onType(null)
    onCount(next)
  }
  return (
    <div className="sold-line-count">
      <Button
        spoken={say('returns.fewer', { name })}
        isDisabled={count === 0}
        onPress={() => set(stepped(line, count, -1))}
      >
        −
      </Button>
      <Button
        spoken={`${say('returns.count', { name })} ${shown}`}
        isOn={typed !== null}
        onPress={() => onType(typed === null ? '' : null)}
      >
        {shown}
      </Button>
      <Button
        className="sold-line-more"
        spoken={say('returns.more', { name })}
        isDisabled={count >= returnable}
        onPress={() => set(stepped(line, count, 1))}
      >
        +
      </Button>
      <Button
        spoken={say('returns.all', { name })}
        isDisabled={count === returnable}
        onPress={() => set(returnable)}
      >
        {say('returns.all.short')}
      </Button>
    </div>
  )
}

interface TypingProps extends Pick<SoldLineProps, 'line' | 'onCount' | 'onType'> {
  readonly typed: string
  /** How much can come back, said where more was typed. */
  readonly left: string
}

function Typing({ line, typed, left, onCount, onType }: TypingProps) {
  const say = useSay()
  const type = (text: string) => {
    onType(text)
    onCount(countOf(line, text) ?? quantity(0))
  }
  return (
    <div className="sold-line-typed">
      <Field
        label={say('returns.count', { name: line.name })}
        value={typed}
        onChange={type}
        align="end"
        maxLength={11}
        isFocusedAtOnce
        wrong={typed !== '' && countOf(line, typed) === undefined ? left : undefined}
      />
      <Keypad
        {...(line.unit !== 'piece' && { extra: '.' })}
        onKey={(key) => type(key === 'Backspace' ? typed.slice(0, -1) : typed + key)}
      />
    </div>
  )
}
