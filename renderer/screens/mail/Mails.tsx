/** The newest receipts by e-mail of this till, and what became of each. */
import type { MailView } from '../../../src/contract/terminal/mail.ts'
import { noteFailedMails } from '../../acts/mail.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'
import { MailState } from './MailState.tsx'
import './mail.css'

const NONE: readonly MailView[] = []

export function Mails() {
  const say = useSay()
  const format = useFormat()
  const desk = useDesk()
  const failed = useTerminal((state) => state.status?.failedMails ?? 0)
  const came = useTerminal((state) => state.sales)
  const reading = useReading((client) => client.mail.list(), String(came))
  const mails = reading.state === 'ready' ? reading.value.mails : NONE
  if (reading.state === 'loading') return null
  return (
    <div aria-live="polite">
      {mails.length === 0 && <Empty title={say('mails.none')} hint={say('mails.none.hint')} />}
      {failed > 0 && (
        <Button onPress={() => void noteFailedMails(desk)}>{say('mails.noted')}</Button>
      )}
      <ul className="mails" aria-label={say('panel.mails')}>
        {mails.map((mail) => (
          <li key={mail.mail}>
            <span className="mail-receipt-number">{mail.number ?? say('mails.old-sale')}</span>
            <span className="mail-at">{format.moment(mail.at)}</span>
            <MailState mail={mail} />
          </li>
        ))}
      </ul>
    </div>
  )
}
