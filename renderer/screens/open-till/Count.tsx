/** Notes and coins with how many of each lie in the drawer. */
import { minor } from '../../../src/domain/money.ts'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { useFormat, useTerminal } from '../../terminal-context.tsx'

export interface CountProps {
  readonly counts: ReadonlyMap<number, number>
  readonly onCount: (coin: number, count: number) => void
  /** The small ones only, as a float is made of; a drawer that is emptied holds every kind. */
  readonly isFloat?: boolean
}

/** More of one coin than any drawer holds. */
const MOST = 999
/** The smallest so many make a float; the store lists the largest first. */
const IN_A_FLOAT = 10

export function Count({ counts, onCount, isFloat = false }: CountProps) {
  const say = useSay()
  const format = useFormat()
  const denominations = useTerminal((state) => state.shop?.denominations) ?? []
  const shown = isFloat ? denominations.slice(-IN_A_FLOAT) : denominations
  return (
    <ul className="count" aria-label={say('till.count')}>
      {shown.map((coin) => {
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
              <span className="count-of">{count}</span>
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
