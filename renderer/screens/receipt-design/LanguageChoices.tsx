/** What receipts are written in: one language, or two side by side. */
import { LANGUAGE_NAMES, useSay } from '../../language/language.tsx'
import { Choice } from '../reports/Choice.tsx'
import type { Template } from './template.ts'

interface LanguageChoicesProps {
  /** The store's own. */
  readonly own: string
  readonly languages: Template['languages']
  readonly onChange: (languages: Template['languages']) => void
}

export function LanguageChoices({ own, languages, onChange }: LanguageChoicesProps) {
  const say = useSay()
  const [first, second] = languages
  const shown = first ?? own
  const names = Object.entries(LANGUAGE_NAMES)
  return (
    <div className="receipt-design-languages">
      <Choice
        label={say('design.language')}
        value={shown}
        onChange={(chosen) => onChange([chosen, second === chosen ? null : second])}
      >
        {names}
      </Choice>
      <Choice
        label={say('design.second')}
        value={second ?? ''}
        onChange={(chosen) => onChange([first, chosen === '' ? null : chosen])}
      >
        {[['', say('design.second.none')], ...names.filter(([code]) => code !== shown)]}
      </Choice>
    </div>
  )
}
