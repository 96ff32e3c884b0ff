/** The receipt as the till's printer prints it, drawn anew with each change. */
import type { OfficeToken } from '../../connection/backend-api.ts'
import { useEffect, useState } from 'react'
import type { ReportedStore } from '../../../src/contract/backend/reports.ts'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { drawReceipt, type namedBy } from './template.ts'

interface PreviewProps {
  readonly token: OfficeToken
  readonly store: ReportedStore
  readonly terminal: string | undefined
  /** Null while it cannot be printed: what was there before stays. */
  readonly named: ReturnType<typeof namedBy> | null
}

export function Preview({ token, store, terminal, named }: PreviewProps) {
  const say = useSay()
  const [latest, setLatest] = useState(named)
  if (named !== null && JSON.stringify(named) !== JSON.stringify(latest)) setLatest(named)
  const place = { store: store.store, terminal }
  const asked = useAsked(
    () => drawReceipt(token, place, latest ?? NOTHING),
    JSON.stringify([place, latest]),
  )
  const drawn =
    asked.state === 'ready' ? asked.value : asked.state === 'loading' ? asked.before : null
  const source = usePicture(drawn?.picture)
  return (
    <section className="receipt-design-preview" aria-label={say('design.preview')}>
      <h2>{say('design.preview')}</h2>
      {asked.state === 'failed' && <Notice tone="danger" title={troubleText(say, asked.trouble)} />}
      {drawn && drawn.lost.length > 0 && (
        <Notice tone="caution" title={say('design.lost', { characters: drawn.lost.join(' ') })} />
      )}
      {source !== null && <img src={source} alt={say('design.preview.alt')} />}
    </section>
  )
}

const NOTHING = { receiptLogo: null, receiptHeader: [], receiptFooter: [], receiptLanguages: null }

/** As a picture and never as a part of the page: whatever stands in it, it runs nothing. */
function usePicture(svg: string | undefined): string | null {
  const [source, setSource] = useState<string | null>(null)
  useEffect(() => {
    if (svg === undefined) return undefined
    const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
    setSource(url)
    return () => URL.revokeObjectURL(url)
  }, [svg])
  return source
}
