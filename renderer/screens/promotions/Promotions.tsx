/** The shop's promotions: those that run, are planned or ended, one of them, and a new one. */
import { useState } from 'react'
import type { Promotion } from '../../../src/domain/pricing/promotion.ts'
import { NewPromotion } from './NewPromotion.tsx'
import { PromotionDetail } from './PromotionDetail.tsx'
import { PromotionList, type ShownState } from './PromotionList.tsx'
import type { Names } from './words.ts'
import './promotions.css'

type View =
  | { readonly kind: 'list' }
  | { readonly kind: 'new' }
  | {
      readonly kind: 'one'
      readonly promotion: Promotion
      readonly names: Names
      readonly isNew: boolean
    }

export function Promotions() {
  const [state, setState] = useState<ShownState>('running')
  const [view, setView] = useState<View>({ kind: 'list' })
  const leave = () => setView({ kind: 'list' })
  if (view.kind === 'new') {
    return (
      <NewPromotion
        onMade={(promotion, names) => setView({ kind: 'one', promotion, names, isNew: true })}
        onLeave={leave}
      />
    )
  }
  if (view.kind === 'one') return <PromotionDetail {...view} onLeave={leave} />
  return (
    <PromotionList
      {...{ state }}
      onState={setState}
      onNew={() => setView({ kind: 'new' })}
      onChosen={(promotion, names) => setView({ kind: 'one', promotion, names, isNew: false })}
    />
  )
}
