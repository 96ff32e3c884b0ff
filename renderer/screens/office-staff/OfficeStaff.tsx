/** Who works in a store, and what their roles may do: where the office sees and changes it. */
import { useMemo, useState } from 'react'
import type { WhoIsIn } from '../../../src/contract/backend/door.ts'
import type { ReportedStore } from '../../../src/contract/backend/reports.ts'
import type { OfficeToken } from '../../connection/backend-api.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import type { Format } from '../../format/format.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { PeopleOfStore } from './PeopleOfStore.tsx'
import { StaffContext } from './place.ts'
import { readRules } from './requests.ts'
import { Roles } from './Roles.tsx'
import '../../reports/reports.css'
import '../../reports/tables.css'
import '../office-prices/office-prices.css'
import './office-staff.css'

interface OfficeStaffProps {
  readonly token: OfficeToken
  readonly who: WhoIsIn
  readonly store: ReportedStore
  readonly stores: readonly ReportedStore[]
  readonly format: Format
}

const PARTS = ['people', 'roles'] as const

export function OfficeStaff({ token, who, store, stores, format }: OfficeStaffProps) {
  const say = useSay()
  const [part, setPart] = useState<(typeof PARTS)[number]>('people')
  const [turn, setTurn] = useState(0)
  const asked = useAsked(() => readRules({ token, store }), `${store.store} ${String(turn)}`)
  const rules = asked.state === 'ready' ? asked.value : asked.state === 'loading' && asked.before
  const hasOtherStores = stores.length > 1
  const place = useMemo(
    () => (rules ? { token, who, store, hasOtherStores, format, rules } : null),
    [token, who, store, hasOtherStores, format, rules],
  )
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  if (!place) return <p role="status">{say('reports.loading')}</p>
  return (
    <main className="office-prices">
      <StaffContext value={place}>
        <nav className="office-prices-parts" aria-label={say('staff.title')}>
          {PARTS.map((each) => (
            <Button key={each} isOn={part === each} onPress={() => setPart(each)}>
              {say(`staff.${each}`)}
            </Button>
          ))}
        </nav>
        {part === 'people' ? (
          <PeopleOfStore key={store.store} />
        ) : (
          <Roles key={store.store} onSet={() => setTurn(turn + 1)} />
        )}
      </StaffContext>
    </main>
  )
}
