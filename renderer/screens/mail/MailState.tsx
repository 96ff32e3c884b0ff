/** What became of one receipt by e-mail, in a line. */
import type { MailView } from '../../../src/contract/terminal/mail.ts'
import { useSay } from '../../language/language.tsx'

export function MailState({ mail: { state, trouble } }: { mail: MailView }) {
  const say = useSay()
  return (
    <span className="mail-state" data-failed={state === 'failed' || undefined}>
      {say(`mail.state.${state}`)}
      {trouble !== null && ` · ${say(`mail.trouble.${trouble}`)}`}
    </span>
  )
}
