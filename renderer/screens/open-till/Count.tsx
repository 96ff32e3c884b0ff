/** Notes and coins with how many of each lie in the drawer. */
import { minor } from '../../../src/domain/money.ts'
import { Button } from '../../design/Button.tsx'
import { textFieldOf } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { useFormat, useTerminal } from '../../terminal-context.tsx'

export interface CountProps {
  readonly counts: ReadonlyMap<number, number>
  readonly onCount: (coin: number, count: number) => void
}

/** More of one coin than any drawer holds. */
const MOST = 999

export function Count({ counts, onCount }: CountProps) {
  const say = useSay()
  const format = useFormat()
  const denominations = useTerminal((state) => state.shop?.denominations) ?? []
  return (
    <ul className="count" aria-label={say('till.count')}>
      {denominations.map((coin) => {
        const count = counts.get(coin) ?? 0
        const name = format.money(coin)
        return (
          <li key={coin}>
            <span className="count-coin">{name}</span>
            <span className="count-steps">
              <Button
                tone="quiet"
                spoken={say('till.fewer', { coin: name })}
                isDisabled={count === 0}
                onPress={() => onCount(coin, count - 1)}
              >
                −
              </Button>
              <input
                className="count-of"
                inputMode="numeric"
                data-count
                aria-label={say('till.pieces', { coin: name })}
                value={count === 0 ? '' : String(count)}
                placeholder="0"
                maxLength={3}
                onFocus={(event) => event.currentTarget.select()}
                onChange={(event) => {
                  const digits = event.currentTarget.value.replaceAll(/\D/g, '')
                  onCount(coin, Math.min(Number(digits), MOST))
                }}
              />
              <Button
                tone="quiet"
                spoken={say('till.more', { coin: name })}
                isDisabled={count === MOST}
                onPress={() => onCount(coin, count + 1)}
              >
                +
              </Button>
            </span>
            <span className="count-sum">{count > 0 && format.money(minor(coin * count))}</span>
          </li>
        )
      })}
    </ul>
  )
}

/**
 * Moves through the fields of the count: Enter and ↓ to the next, ↑ to the one before; from outside
 * to the first. False where there is none to go to.
 */
export function stepCount(by: 1 | -1): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>('[data-count]')]
  const at = fields.findIndex((field) => field === document.activeElement)
  const next = fields[at + by]
  next?.focus()
  return next !== undefined
}

/** Whether a field of the count has the focus. */
export function isInCount(): boolean {
  return textFieldOf(document.activeElement)?.dataset['count'] !== undefined
}
