/** A logo from a picture file, in the dots that a printer has. */
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { LOGO_BYTES_ACROSS, LOGO_ROWS, type Logo } from '../../../src/domain/receipt/logo.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { LogoPicture } from '../cart/Logo.tsx'
import { logoOf } from './template.ts'

const KINDS = ['image/png', 'image/jpeg', 'image/webp', 'image/gif']

interface LogoChoiceProps {
  readonly logo: Logo | null
  readonly onChange: (logo: Logo | null) => void
}

export function LogoChoice({ logo, onChange }: LogoChoiceProps) {
  const say = useSay()
  const [isUnread, setUnread] = useState(false)
  const take = async (file: File | undefined) => {
    if (!file) return
    const read = await logoOf(file)
    setUnread(read === undefined)
    if (read) onChange(read)
  }
  const limits = { across: LOGO_BYTES_ACROSS * 8, down: LOGO_ROWS }
  return (
    <div className="receipt-design-logo" role="group" aria-label={say('design.logo')}>
      <span className="field-label">{say('design.logo')}</span>
      {logo && <LogoPicture logo={logo} />}
      <div>
        <FileTrigger
          acceptedFileTypes={KINDS}
          onSelect={(files) => void take(files?.[0] ?? undefined)}
        >
          <Button onPress={() => setUnread(false)}>{say('design.logo.choose')}</Button>
        </FileTrigger>
        {logo && (
          <Button tone="quiet" onPress={() => onChange(null)}>
            {say('design.logo.remove')}
          </Button>
        )}
      </div>
      <p>{say('design.logo.hint', limits)}</p>
      {isUnread && <Notice tone="caution" title={say('design.logo.failed')} />}
    </div>
  )
}
