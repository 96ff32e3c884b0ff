/** Promotions and price lists, where the office sees and makes them. */
import type { OfficeToken } from '../../connection/backend-api.ts'
import { useMemo, useState } from 'react'
import type { ReportedStore } from '../../../src/contract/backend/reports.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import type { Format } from '../../format/format.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { PriceLists } from '../price-lists/PriceLists.tsx'
import { Promotions } from '../promotions/Promotions.tsx'
import { PlaceContext } from './place.ts'
import { readGround } from './requests.ts'
import './office-prices.css'

interface OfficePricesProps {
  readonly token: OfficeToken
  readonly store: ReportedStore
  readonly stores: readonly ReportedStore[]
  readonly format: Format
}

const PARTS = ['promotions', 'lists'] as const

export function OfficePrices({ token, store, stores, format }: OfficePricesProps) {
  const say = useSay()
  const [part, setPart] = useState<(typeof PARTS)[number]>('promotions')
  const asked = useAsked(() => readGround(token, store.store), store.store)
  const ground = asked.state === 'ready' ? asked.value : null
  const place = useMemo(
    () => ground && { token, store, stores, format, ground },
    [token, store, stores, format, ground],
  )
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  if (!place) return <p role="status">{say('reports.loading')}</p>
  return (
    <main className="office-prices">
      <PlaceContext value={place}>
        <nav className="office-prices-parts" aria-label={say('prices.title')}>
          {PARTS.map((each) => (
            <Button key={each} isOn={part === each} onPress={() => setPart(each)}>
              {say(`office-prices.${each}`)}
            </Button>
          ))}
        </nav>
        {part === 'promotions' ? <Promotions key={store.store} /> : <PriceLists />}
      </PlaceContext>
    </main>
  )
}
