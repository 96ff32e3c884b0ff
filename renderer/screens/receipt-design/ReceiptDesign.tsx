/** The owner says what a store's receipts look like, and sees it as its printer prints it. */
import type { OfficeToken } from '../../connection/backend-api.ts'
import { useState } from 'react'
import type { ReportedStore } from '../../../src/contract/backend/reports.ts'
import type { ShopSettings } from '../../../src/contract/backend/settings.ts'
import { languageOf } from '../../../src/domain/language.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import type { Trouble } from '../../connection/trouble.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { LanguageChoices } from './LanguageChoices.tsx'
import { LogoChoice } from './LogoChoice.tsx'
import { Preview } from './Preview.tsx'
import { fits, LINE_LONGEST, LINES_LIMIT, namedBy, readTemplate } from './template.ts'
import { saveTemplate, templateOf } from './template.ts'
import './receipt-design.css'

interface PlaceProps {
  readonly token: OfficeToken
  readonly store: ReportedStore
  /** Whose printer is shown. */
  readonly terminal: string | undefined
}

export function ReceiptDesign(props: PlaceProps) {
  const say = useSay()
  const { token, store } = props
  const asked = useAsked(() => readTemplate(token, store.store), store.store)
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  if (asked.state === 'loading') return <p role="status">{say('reports.loading')}</p>
  return <Editor key={store.store} settings={asked.value} {...props} />
}

type Told = { readonly kind: 'saved' } | { readonly kind: 'failed'; readonly trouble: Trouble }

function Editor({ token, store, terminal, settings }: PlaceProps & { settings: ShopSettings }) {
  const say = useSay()
  const [saved, setSaved] = useState(() => templateOf(settings))
  const [template, setTemplate] = useState(saved)
  const [told, setTold] = useState<Told | null>(null)
  const own = languageOf(store.locale)
  const named = namedBy(template, own)
  const isChanged = JSON.stringify(named) !== JSON.stringify(namedBy(saved, own))
  const change = (part: Partial<typeof template>) => {
    setTold(null)
    setTemplate({ ...template, ...part })
  }
  const save = async () => {
    const answer = await saveTemplate(token, store.store, named)
    if (answer.ok) setSaved(template)
    setTold(answer.ok ? { kind: 'saved' } : { kind: 'failed', trouble: answer.trouble })
  }
  const limits = { lines: LINES_LIMIT, characters: LINE_LONGEST }
  const lines = { rows: 4, maxLength: LINES_LIMIT * (LINE_LONGEST + 1) }
  return (
    <main className="receipt-design">
      <section className="receipt-design-form" aria-label={say('design.title')}>
        <h1>{say('design.title')}</h1>
        <p>{say('design.fixed')}</p>
        <LogoChoice logo={template.logo} onChange={(logo) => change({ logo })} />
        <Field
          label={say('design.header')}
          value={template.header}
          onChange={(header) => change({ header })}
          {...lines}
        />
        <Field
          label={say('design.footer')}
          value={template.footer}
          onChange={(footer) => change({ footer })}
          {...lines}
        />
        <p data-wrong={!fits(template)}>{say('design.lines.hint', limits)}</p>
        <LanguageChoices
          own={own}
          languages={template.languages}
          onChange={(languages) => change({ languages })}
        />
        <Button
          tone="strong"
          size="large"
          isDisabled={!isChanged || !fits(template)}
          onPress={() => void save()}
        >
          {say('design.save')}
        </Button>
        {told?.kind === 'saved' && <Notice tone="plain" title={say('design.saved')} />}
        {told?.kind === 'failed' && <Notice tone="danger" title={troubleText(say, told.trouble)} />}
      </section>
      <Preview {...{ token, store, terminal }} named={fits(template) ? named : null} />
    </main>
  )
}
