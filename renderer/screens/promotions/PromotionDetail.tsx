/** One promotion in words; all that can be changed of it is its end, and what codes it has. */
import { useState } from 'react'
import type { Promotion } from '../../../src/domain/pricing/promotion.ts'
import { now } from '../../clock.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { usePlace } from '../office-prices/place.ts'
import { Coupons } from './Coupons.tsx'
import { EndPromotion } from './EndPromotion.tsx'
import { goodsWords, ruleWords, whenWords, whomWords, type Names } from './words.ts'

interface PromotionDetailProps {
  readonly promotion: Promotion
  readonly names: Names
  readonly isNew: boolean
  readonly onLeave: () => void
}

export function PromotionDetail({ promotion, names, isNew, onLeave }: PromotionDetailProps) {
  const say = useSay()
  const place = usePlace()
  const [shown, setShown] = useState(promotion)
  const words = { ...place, say, names }
  const isOver = shown.to !== null && shown.to <= now()
  const told = [
    ['does', ruleWords(shown.rule, say, place.format)],
    ['goods', goodsWords(shown.rule, words)],
    ['when', whenWords(shown, words)],
    ['whom', whomWords(shown, words).join(' · ')],
  ] as const
  return (
    <section className="office-prices-body" aria-label={shown.name}>
      <div className="office-prices-head">
        <Button onPress={onLeave}>{say('reports.back')}</Button>
        <h1>
          <bdi>{shown.name}</bdi>
        </h1>
      </div>
      {isNew && <Notice tone="plain" title={say('promotion.made')} />}
      <div className="promotion-cards">
        <div className="reports-card">
          <dl className="promotion-told">
            {told.map(([column, text]) => (
              <div key={column}>
                <dt>{say(`promotion.column.${column}`)}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
          {isOver ? (
            <p>{say('promotion.over')}</p>
          ) : (
            <EndPromotion promotion={shown} onEnded={setShown} />
          )}
        </div>
        {shown.needsCoupon && <Coupons promotion={shown} isOver={isOver} />}
      </div>
    </section>
  )
}
