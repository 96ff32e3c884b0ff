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
import { useReading } from '../use-reading.ts'

/** More than this nobody reads at a counter: another letter is quicker. */
const SHOWN_AT_MOST = 50

export function Results({ text }: { text: string }) {
  const say = useSay()
  const desk = useDesk()
  const wanted = text.trim()
  const found = useReading((client) => client.catalogue.search({ text: wanted }), wanted)
  const goods = found.state === 'ready' ? found.value.slice(0, SHOWN_AT_MOST) : []
  // A number is looked up as it is unless the person walked into the list; a name takes the first.
  const first = isNumber(wanted) ? -1 : 0
  const [walked, setWalked] = useState({ wanted, position: first })
  const position = walked.wanted === wanted ? walked.position : first
  useKeys('step', (press) => {
    const act = actOf(press)
    if (act === 'up' || act === 'down') {
      const next = position + (act === 'down' ? 1 : -1)
      setWalked({ wanted, position: Math.max(first, Math.min(next, goods.length - 1)) })
      return true
    }
    if (act !== 'confirm' || position < 0) return false
    // What is shown may still answer an earlier text: Enter takes only what was asked for.
    const chosen = found.state === 'ready' && found.name === wanted ? goods[position] : undefined
    if (chosen) void add(desk, chosen)
    return true
  })
  if (found.state === 'loading') return <div aria-busy="true" />
  if (found.state === 'failed') {
    return <Notice tone="caution" title={troubleText(say, found.trouble)} />
  }
  if (goods.length === 0) {
    const hint = isNumber(wanted) ? say('results.none.number') : say('results.none.name')
    return <Empty title={say('results.none', { text: wanted })} hint={hint} />
  }
  return (
    <>
      <ul className="results" aria-label={say('results')}>
        {goods.map((each, index) => (
          <Result
            key={each.variant + (each.barcode ?? '')}
            goods={each}
            isSelected={index === position}
            onChoose={() => void add(desk, each)}
          />
        ))}
      </ul>
      {found.state === 'ready' && found.value.length >= SHOWN_AT_MOST && (
        <p className="find-more">{say('results.more', { count: SHOWN_AT_MOST })}</p>
      )}
    </>
  )
}

interface ResultProps {
  readonly goods: SellableView
  readonly isSelected: boolean
  readonly onChoose: () => void
}

export function Result({ goods, isSelected, onChoose }: ResultProps) {
  const say = useSay()
  const format = useFormat()
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  const { onHand, unitPrice, family } = goods
  const stock = onHand === null ? '' : format.quantity(onHand, goods.unit)
  return (
    <li ref={row} aria-current={isSelected}>
      <button className="result" type="button" onClick={onChoose}>
        <span className="result-name">
          <bdi>{family?.name ?? goods.name}</bdi>
        </span>
        <span className="result-price">
          {unitPrice === null ? say('result.no-price') : format.unitPrice(unitPrice)}
        </span>
        <span className="result-detail">
          <bdi>
            {family
              ? say('result.variants', { count: family.variants })
              : [goods.size, goods.sku].filter(Boolean).join(' · ')}
          </bdi>
        </span>
        <span className="result-detail" data-end>
          {stock !== '' && say('result.on-hand', { quantity: stock })}
        </span>
      </button>
    </li>
  )
}
