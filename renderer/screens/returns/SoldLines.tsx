/** The lines of a sale that was found, and how much of each comes back. */
import { useLayoutEffect, useRef } from 'react'
import type { SoldSaleView } from '../../../src/contract/terminal/returns.ts'
import type { GoodsCondition } from '../../../src/domain/returns/returned.ts'
import { useSay } from '../../language/language.tsx'
import { useKeyHub } from '../../terminal-context.tsx'
import { withCount, type Chosen, type Typed } from './chosen.ts'
import { SoldLine } from './SoldLine.tsx'

interface SoldLinesProps {
  readonly lines: SoldSaleView['lines']
  readonly chosen: Chosen
  readonly condition: GoodsCondition
  readonly typed: Typed | null
  readonly onChosen: (chosen: Chosen) => void
  readonly onTyped: (typed: Typed | null) => void
}

const ONE_MORE = '.sold-line-more:not(:disabled)'

export function SoldLines(props: SoldLinesProps) {
  const { lines, chosen, condition, typed, onChosen, onTyped } = props
  const say = useSay()
  const keys = useKeyHub()
  const list = useRef<HTMLUListElement>(null)
  useLayoutEffect(() => {
    // Where Enter counts at once.
    if (keys.isByKey()) list.current?.querySelector<HTMLElement>(ONE_MORE)?.focus()
  }, [keys])
  return (
    <ul ref={list} className="sold-lines" aria-label={say('returns.lines')}>
      {lines.map((line) => (
        <SoldLine
          key={line.id}
          line={line}
          choice={chosen[line.id]}
          isRestocked={chosen[line.id]?.restock ?? condition === 'as-new'}
          typed={typed?.line === line.id ? typed.text : null}
          onCount={(count) => onChosen(withCount(chosen, line, count))}
          onType={(text) => onTyped(text === null ? null : { line: line.id, text })}
          onRestock={(restock) => {
            const choice = chosen[line.id]
            if (choice) onChosen({ ...chosen, [line.id]: { ...choice, restock } })
          }}
        />
      ))}
    </ul>
  )
}
