/** The receipt of a sale by e-mail: the button, its form, and what became of those before. */
import { useState } from 'react'
import { mailReceipt } from '../../acts/mail.ts'
import { Button } from '../../design/Button.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useKeys } from '../../terminal-context.tsx'
import { MailForm } from './MailForm.tsx'
import { MailState } from './MailState.tsx'
import { useMayMail } from './use-may-mail.ts'
import { useMails } from './use-mails.ts'

interface MailReceiptProps {
  readonly sale: string
  /** The form comes, or goes: what else answers the same keys gives way. */
  readonly onOpen?: (isOpen: boolean) => void
}

/** Nothing where the store sends none, or the person may not. */
export function MailReceipt(props: MailReceiptProps) {
  return useMayMail() ? <Mailing {...props} /> : null
}

function Mailing({ sale, onOpen }: MailReceiptProps) {
  const say = useSay()
  const desk = useDesk()
  const { isRead, mails: known, readAgain } = useMails(sale)
  const [isOpen, setOpen] = useState(false)
  const open = (isNow: boolean) => {
    setOpen(isNow)
    onOpen?.(isNow)
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'mail' || !isRead || isOpen) return false
    open(true)
    return true
  })
  const close = (isQueued: boolean) => {
    open(false)
    if (isQueued) readAgain()
  }
  const last = known.mails.at(-1)
  return (
    <div className="mail-receipt">
      {isOpen ? (
        <MailForm
          known={known}
          hint="mail.hint"
          layer="step"
          send={(address) => mailReceipt(desk, sale, address)}
          onClose={close}
        />
      ) : (
        <Button printedKey={KEYMAP.mail.print} isDisabled={!isRead} onPress={() => open(true)}>
          {say('mail.button')}
        </Button>
      )}
      <p aria-live="polite" className="label">
        {last && <MailState mail={last} />}
      </p>
    </div>
  )
}
