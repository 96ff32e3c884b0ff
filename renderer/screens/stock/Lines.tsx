/** The goods on the sheet, what was written last first, each with its count to be changed. */
import { useEffect, useRef, useState } from 'react'
import type { SheetLineView, SheetView } from '../../../src/contract/terminal/stock.ts'
import { exponentOf } from '../../../src/domain/money.ts'
import { quantity, QUANTITY_SCALE } from '../../../src/domain/quantity.ts'
import { setCost, setCount, strikeLine } from '../../acts/stock.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { useSay } from '../../language/language.tsx'
import { readCost, writtenCost } from '../../format/typed-cost.ts'
import { readQuantity } from '../../state/entry.ts'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'

export function Lines({ sheet }: { readonly sheet: SheetView }) {
  const say = useSay()
  const lit = useTerminal((state) => state.bench.line)
  if (sheet.lines.length === 0) {
    return (
      <div className="stock-lines">
        <Empty title={say('stock-work.empty')} />
      </div>
    )
  }
  return (
    <ul className="stock-lines" aria-label={say('stock-work.lines')}>
      {sheet.lines.toReversed().map((line) => (
        <Line
          key={line.id}
          line={line}
          isLit={line.id === lit}
          // Of a count none may be there.
          least={sheet.kind === 'count' ? 0 : 1}
          hasCost={sheet.kind === 'receipt' && sheet.showsCosts && line.code === null}
        />
      ))}
    </ul>
  )
}

interface LineProps {
  readonly line: SheetLineView
  readonly isLit: boolean
  readonly least: 0 | 1
  readonly hasCost: boolean
}

function Line({ line, isLit, least, hasCost }: LineProps) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const row = useRef<HTMLLIElement>(null)
  const { id, size, sku, unit, onHand, code, isAgain } = line
  const name = code === null ? line.name : say('stock-work.unknown-code', { code })
  useEffect(() => {
    if (isLit) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isLit, line.quantity])
  const there =
    onHand === null ? '' : say('result.on-hand', { quantity: format.quantity(onHand, unit) })
  const coming =
    line.incoming === 0
      ? ''
      : say('stock-work.incoming', { quantity: format.quantity(line.incoming, unit) })
  const by = (more: number) => void setCount(desk, id, quantity(line.quantity + more))
  return (
    <li
      ref={row}
      className="stock-line"
      data-lit={isLit || undefined}
      data-unknown={code !== null || undefined}
      data-again={isAgain || undefined}
    >
      <div className="stock-line-goods">
        <span className="stock-line-name">
          <bdi>{name}</bdi>
        </span>
        <span className="result-detail">
          <bdi>
            {[isAgain ? say('stock-count.again') : '', size, sku, there, coming]
              .filter(Boolean)
              .join(' · ')}
          </bdi>
        </span>
      </div>
      {hasCost && <Cost key={line.cost} line={line} />}
      <div className="stock-line-count">
        <Button
          spoken={say('returns.fewer', { name })}
          isDisabled={line.quantity < QUANTITY_SCALE + least}
          onPress={() => by(-QUANTITY_SCALE)}
        >
          −
        </Button>
        <Count key={`${String(line.quantity)} ${String(line.isAgain)}`} line={line} least={least} />
        <Button spoken={say('returns.more', { name })} onPress={() => by(QUANTITY_SCALE)}>
          +
        </Button>
      </div>
      <Button
        tone="quiet"
        isDisabled={isAgain}
        spoken={say('stock-work.strike', { name })}
        onPress={() => void strikeLine(desk, id)}
      >
        ×
      </Button>
    </li>
  )
}

/** Typed and taken with Enter, or when the field is left; what is no quantity changes nothing. */
function Count({ line, least }: Pick<LineProps, 'line' | 'least'>) {
  const say = useSay()
  const desk = useDesk()
  const written = line.isAgain ? '' : String(line.quantity / QUANTITY_SCALE)
  const [text, setText] = useState(written)
  const take = () => {
    const wanted = least === 0 && text.trim() === '0' ? quantity(0) : readQuantity(text)
    if (wanted === null) setText(written)
    else if (wanted !== line.quantity || line.isAgain) void setCount(desk, line.id, wanted)
  }
  return (
    <input
      type="text"
      inputMode="decimal"
      aria-label={say('stock-work.count', { name: line.name })}
      maxLength={11}
      value={text}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}

/** What one of it cost; emptied it is not known. */
function Cost({ line }: { readonly line: SheetLineView }) {
  const say = useSay()
  const desk = useDesk()
  const exponent = exponentOf(useTerminal((state) => state.shop?.currency) ?? 'EUR')
  const written = line.cost === null ? '' : writtenCost(line.cost, exponent)
  const [text, setText] = useState(written)
  const take = () => {
    const cost = text.trim() === '' ? null : readCost(text, exponent)
    if (cost === undefined) setText(written)
    else if (cost !== line.cost) void setCost(desk, line.id, cost)
  }
  return (
    <input
      className="stock-line-cost"
      type="text"
      inputMode="decimal"
      aria-label={say('stock-work.cost', { name: line.name })}
      placeholder={say('stock-work.cost.short')}
      maxLength={14}
      value={text}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}
