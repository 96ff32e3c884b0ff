/** What is done at the office: which store and till is looked at, and what one's role may see. */
import { useMemo, useState } from 'react'
import type { ReportedStore } from '../../../src/contract/backend/reports.ts'
import type { WhoIsIn } from '../../../src/contract/backend/door.ts'
import { channelSchema } from '../../../src/domain/reports/figure.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { formatOf } from '../../format/format.ts'
import { useSay } from '../../language/language.tsx'
import { backendSource, type OfficeVisit } from '../../reports/backend-source.ts'
import { ReportContext } from '../../reports/ground.ts'
import { Reports } from '../../reports/Reports.tsx'
import type { ReportGround } from '../../reports/source.ts'
import { TillsAlone } from '../../reports/TillsAlone.tsx'
import { OfficeStaff } from '../office-staff/OfficeStaff.tsx'
import { OfficePrices } from '../office-prices/OfficePrices.tsx'
import { ReceiptDesign } from '../receipt-design/ReceiptDesign.tsx'
import { Account } from './Account.tsx'
import { Acts } from './Acts.tsx'
import { Choice } from './Choice.tsx'
import { Duplicates } from '../duplicates/Duplicates.tsx'

/** What the office does beside the reports. */
const BESIDE = ['prices', 'design', 'duplicates', 'staff', 'acts'] as const
type Beside = (typeof BESIDE)[number]

/** Prices and customers are all of the shop's. */
function seesBeside({ permissions, ofWholeShop }: WhoIsIn): readonly Beside[] {
  const sees: Readonly<Record<Beside, boolean>> = {
    prices: permissions.includes('manage-prices') && ofWholeShop,
    design: permissions.includes('manage-settings'),
    duplicates: permissions.includes('change-customer-terms') && ofWholeShop,
    staff: permissions.includes('manage-staff'),
    acts: permissions.includes('read-journal'),
  }
  return BESIDE.filter((each) => sees[each])
}

interface StoresProps {
  readonly spoken: string
  readonly visit: OfficeVisit
  readonly onLeave: () => void
  readonly stores: readonly ReportedStore[]
  readonly first: ReportedStore
}

export function Stores({ stores, first, spoken, visit, onLeave }: StoresProps) {
  const say = useSay()
  const [id, setId] = useState(first.store)
  const [chosen, setChosen] = useState('')
  const [beside, setBeside] = useState<Beside | 'account' | null>(null)
  const show = (what: Beside | 'account') => setBeside(beside === what ? null : what)
  const { token, who } = visit
  const store = stores.find((each) => each.store === id) ?? first
  const channel = channelSchema.safeParse(chosen).data
  const terminal = chosen === '' || channel ? undefined : chosen
  const ground = useMemo<ReportGround>(
    () => ({
      source: backendSource(visit, store.store, { terminal, channel }),
      format: formatOf(store, spoken),
      backKey: 'Esc',
      onBackKey: (back) => {
        const pressed = (event: KeyboardEvent) => event.key === 'Escape' && back()
        addEventListener('keydown', pressed)
        return () => removeEventListener('keydown', pressed)
      },
    }),
    [visit, store, terminal, channel, spoken],
  )
  return (
    <div className="office">
      <header className="office-bar">
        {stores.length > 1 && (
          <Choice label={say('office.store')} value={store.store} onChange={setId}>
            {stores.map((each) => [each.store, each.name])}
          </Choice>
        )}
        <TillChoice store={store} chosen={chosen} onChosen={setChosen} />
        {seesBeside(who).map((each) => (
          <Button key={each} isOn={beside === each} onPress={() => show(each)}>
            {say(`${each}.title`)}
          </Button>
        ))}
        <div className="office-who">
          <Button isOn={beside === 'account'} onPress={() => show('account')}>
            <bdi>{who.person?.name ?? say('office.token')}</bdi>
          </Button>
          <Button tone="quiet" onPress={onLeave}>
            {say('key.sign-out')}
          </Button>
        </div>
      </header>
      {beside === 'prices' && <OfficePrices {...{ token, store, stores }} format={ground.format} />}
      {beside === 'design' && <ReceiptDesign {...{ token, store, terminal }} />}
      {beside === 'duplicates' && <Duplicates {...{ token }} format={ground.format} />}
      {beside === 'staff' && (
        <OfficeStaff {...{ token, who, store, stores }} format={ground.format} />
      )}
      {beside === 'acts' && (
        <Acts
          {...{ token }}
          store={who.ofWholeShop ? undefined : store.store}
          format={ground.format}
        />
      )}
      {beside === 'account' && <Account who={who} />}
      {beside === null && (
        <ReportContext value={ground}>
          <Reported key={store.store} who={who} />
        </ReportContext>
      )}
    </div>
  )
}

/** Whoever reads no reports may still see the tills. */
function Reported({ who }: { readonly who: WhoIsIn }) {
  const say = useSay()
  if (who.permissions.includes('read-reports')) return <Reports title={say('reports.title')} />
  if (who.permissions.includes('read-till')) return <TillsAlone />
  return <Empty title={say('office.nothing')} hint={say('office.nothing.hint')} />
}

interface TillChoiceProps {
  readonly store: ReportedStore
  /** All of them where it is empty; the name of a channel, or the id of a till. */
  readonly chosen: string
  readonly onChosen: (chosen: string) => void
}

function TillChoice({ store, chosen, onChosen }: TillChoiceProps) {
  const say = useSay()
  const tills = store.terminals.filter(({ kind }) => kind === 'till')
  const sellsOnline = tills.length < store.terminals.length
  return (
    <Choice label={say('office.till')} value={chosen} onChange={onChosen}>
      {[
        ['', say('office.all-tills')],
        ...(sellsOnline
          ? channelSchema.options.map((each) => [each, say(`channel.${each}`)] as const)
          : []),
        ...tills.map((each) => [each.terminal, each.name] as const),
      ]}
    </Choice>
  )
}
