/** The receipt of a sale by e-mail: the button, its form, and what became of those before. */
import { useState } from 'react'
import { Button } from '../../design/Button.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useKeys, useTerminal } from '../../terminal-context.tsx'
import { MailForm } from './MailForm.tsx'
import { MailState } from './MailState.tsx'
import { useMails } from './use-mails.ts'

interface MailReceiptProps {
  readonly sale: string
  /** The form comes, or goes: what else answers the same keys gives way. */
  readonly onOpen?: (isOpen: boolean) => void
}

/** Nothing where the store sends none, or the person may not. */
export function MailReceipt(props: MailReceiptProps) {
  const isSetUp = useTerminal((state) => state.shop?.mailsReceipts === true)
  const mayServe = useTerminal(
    (state) => state.status?.permissions.includes('serve-customer') === true,
  )
  return isSetUp && mayServe ? <Mailing {...props} /> : null
}

function Mailing({ sale, onOpen }: MailReceiptProps) {
  const say = useSay()
  const { isRead, mails: known, readAgain } = useMails(sale)
  const { mails, offered, isWithheld } = known
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
  const last = mails.at(-1)
  return (
    <div className="mail-receipt">
      {isOpen ? (
        <MailForm sale={sale} offered={offered} isWithheld={isWithheld} onClose={close} />
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
