/** Who may come in, and which store and till is reported. */
import { useMemo, useState } from 'react'
import type { ReportedStore } from '../../../src/contract/backend/reports.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { formatOf } from '../../format/format.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { backendSource, readStores } from '../../reports/backend-source.ts'
import { ReportContext, useAsked } from '../../reports/ground.ts'
import { Reports } from '../../reports/Reports.tsx'
import type { ReportGround } from '../../reports/source.ts'
import { OfficePrices } from '../office-prices/OfficePrices.tsx'
import { ReceiptDesign } from '../receipt-design/ReceiptDesign.tsx'
import { channelSchema } from '../../../src/domain/reports/figure.ts'
import { Choice } from './Choice.tsx'
import { Duplicates } from './Duplicates.tsx'
import './office.css'

interface OfficeProps {
  readonly spoken: string
  readonly token: string | null
  /** For this window only; null forgets it. */
  readonly keep: (token: string | null) => void
}

export function Office({ spoken, token: kept, keep }: OfficeProps) {
  const [token, setToken] = useState(kept)
  const change = (next: string | null) => {
    keep(next)
    setToken(next)
  }
  if (token === null) return <Door onToken={change} />
  return <Inside spoken={spoken} token={token} onLeave={() => change(null)} />
}

function Door({ onToken }: { readonly onToken: (token: string) => void }) {
  const say = useSay()
  const [text, setText] = useState('')
  const enter = () => text.trim() !== '' && onToken(text.trim())
  return (
    <main className="office-door">
      <h1>{say('reports.title')}</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          enter()
        }}
      >
        <Field label={say('office.token')} value={text} onChange={setText} isFocusedAtOnce />
        <p>{say('office.token.hint')}</p>
        <Button tone="strong" size="large" isDisabled={text.trim() === ''} onPress={enter}>
          {say('office.enter')}
        </Button>
      </form>
    </main>
  )
}

interface InsideProps {
  readonly spoken: string
  readonly token: string
  readonly onLeave: () => void
}

function Inside({ spoken, token, onLeave }: InsideProps) {
  const say = useSay()
  const asked = useAsked(() => readStores(token), token)
  if (asked.state === 'loading') return <p role="status">{say('reports.loading')}</p>
  const [first] = asked.state === 'ready' ? asked.value : []
  if (asked.state === 'failed' || !first) {
    const title = asked.state === 'failed' ? troubleText(say, asked.trouble) : say('reports.none')
    return (
      <main className="office-door">
        <Notice tone="danger" title={title} />
        <Button onPress={onLeave}>{say('reports.back')}</Button>
      </main>
    )
  }
  return <Stores stores={asked.value} first={first} {...{ spoken, token, onLeave }} />
}

/** What the office does beside the reports. */
const BESIDE = ['prices', 'design', 'duplicates'] as const
type Beside = (typeof BESIDE)[number]

interface StoresProps extends InsideProps {
  readonly stores: readonly ReportedStore[]
  readonly first: ReportedStore
}

function Stores({ stores, first, spoken, token, onLeave }: StoresProps) {
  const say = useSay()
  const [id, setId] = useState(first.store)
  const [chosen, setChosen] = useState('')
  const [beside, setBeside] = useState<Beside | null>(null)
  const show = (what: Beside) => setBeside(beside === what ? null : what)
  const store = stores.find((each) => each.store === id) ?? first
  const channel = channelSchema.safeParse(chosen).data
  const terminal = chosen === '' || channel ? undefined : chosen
  const tills = store.terminals.filter(({ kind }) => kind === 'till')
  const sellsOnline = tills.length < store.terminals.length
  const ground = useMemo<ReportGround>(
    () => ({
      source: backendSource(token, store.store, { terminal, channel }),
      format: formatOf(store, spoken),
      backKey: 'Esc',
      onBackKey: (back) => {
        const pressed = (event: KeyboardEvent) => event.key === 'Escape' && back()
        addEventListener('keydown', pressed)
        return () => removeEventListener('keydown', pressed)
      },
    }),
    [token, store, terminal, channel, spoken],
  )
  return (
    <div className="office">
      <header className="office-bar">
        <Choice label={say('office.store')} value={store.store} onChange={setId}>
          {stores.map((each) => [each.store, each.name])}
        </Choice>
        <Choice label={say('office.till')} value={chosen} onChange={setChosen}>
          {[
            ['', say('office.all-tills')],
            ...(sellsOnline
              ? channelSchema.options.map((each) => [each, say(`channel.${each}`)] as const)
              : []),
            ...tills.map((each) => [each.terminal, each.name] as const),
          ]}
        </Choice>
        {BESIDE.map((each) => (
          <Button key={each} isOn={beside === each} onPress={() => show(each)}>
            {say(`${each}.title`)}
          </Button>
        ))}
      </header>
      {beside === 'prices' && <OfficePrices {...{ token, store, stores }} format={ground.format} />}
      {beside === 'design' && <ReceiptDesign {...{ token, store, terminal }} />}
      {beside === 'duplicates' && <Duplicates token={token} />}
      {beside === null && (
        <ReportContext value={ground}>
          <Reports key={store.store} title={say('reports.title')} onLeave={onLeave} />
        </ReportContext>
      )}
    </div>
  )
}
