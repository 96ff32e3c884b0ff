/** What a search found, to be walked through by arrows and taken by Enter or touch. */
import { useEffect, useRef, useState } from 'react'
import type { SellableView } from '../../../src/contract/terminal/views.ts'
import { add } from '../../acts/cart.ts'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { isNumber } from '../../state/entry.ts'
import { useDesk, useFormat, useKeys } from '../../terminal-context.tsx'
import { RESULTS_ID } from './Entry.tsx'
import type { Found } from './use-search.ts'

/** More than this nobody reads at a counter: another letter is quicker. */
const SHOWN_AT_MOST = 50

export function Results({ text, found }: { text: string; found: Found }) {
  const say = useSay()
  const desk = useDesk()
  const goods = found.state === 'found' ? found.goods.slice(0, SHOWN_AT_MOST) : []
  // A number is looked up as it is unless the person walked into the list; a name takes the first.
  const first = isNumber(text) ? -1 : 0
  const [walked, setWalked] = useState({ text, position: first })
  const position = walked.text === text ? walked.position : first
  const choose = (chosen: SellableView | undefined) => {
    if (!chosen) return false
    void add(desk, chosen)
    return true
  }
  useKeys('step', (press) => {
    const act = actOf(press)
    if (act === 'confirm') {
      // What is shown may still answer an earlier text: only its own Enter may take from it.
      const isCurrent = found.state === 'found' && found.text === text.trim()
      return isCurrent ? choose(goods[position]) : position >= 0
    }
    if (act !== 'up' && act !== 'down') return false
    const next = position + (act === 'down' ? 1 : -1)
    setWalked({ text, position: Math.max(first, Math.min(next, goods.length - 1)) })
    return true
  })
  if (found.state === 'loading') return <div aria-busy="true" />
  if (found.state === 'failed') {
    return <Notice tone="caution" title={troubleText(say, found.trouble)} />
  }
  if (goods.length === 0) {
    const hint = isNumber(text) ? say('results.none.number') : say('results.none.name')
    return <Empty title={say('results.none', { text: text.trim() })} hint={hint} />
  }
  return (
    <>
      <div className="results" role="listbox" id={RESULTS_ID} aria-label={say('results')}>
        {goods.map((each, index) => (
          <Result
            key={each.variant + (each.barcode ?? '')}
            goods={each}
            isSelected={index === position}
            onChoose={choose}
          />
        ))}
      </div>
      {found.goods.length >= SHOWN_AT_MOST && (
        <p className="find-more">{say('results.more', { count: SHOWN_AT_MOST })}</p>
      )}
    </>
  )
}

interface ResultProps {
  readonly goods: SellableView
  readonly isSelected: boolean
  readonly onChoose: (goods: SellableView) => void
}

export function Result({ goods, isSelected, onChoose }: ResultProps) {
  const say = useSay()
  const format = useFormat()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  const { onHand, unitPrice } = goods
  return (
    <div
      ref={row}
      className="result"
      role="option"
      aria-selected={isSelected}
      // The entry keeps the focus; the list is walked from there.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onChoose(goods)}
    >
      <span className="result-name">{goods.name}</span>
      <span className="result-price">
        {unitPrice === null ? say('result.no-price') : format.unitPrice(unitPrice)}
      </span>
      <span className="result-detail">{[goods.size, goods.sku].filter(Boolean).join(' · ')}</span>
      <span className="result-detail" data-end>
        {onHand !== null &&
          say('result.on-hand', { quantity: format.quantity(onHand, goods.unit) })}
      </span>
    </div>
  )
}
