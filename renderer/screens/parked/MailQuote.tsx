/** A quote by e-mail, beside the cart that it is: the button, its form, and what became of it. */
import { mailQuote } from '../../acts/mail.ts'
import type { ParkedCartView } from '../../../src/contract/terminal/parking.ts'
import { Button } from '../../design/Button.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk } from '../../terminal-context.tsx'
import { MailForm } from '../mail/MailForm.tsx'
import { MailState } from '../mail/MailState.tsx'
import { useReading } from '../use-reading.ts'

interface MailQuoteProps {
  readonly cart: ParkedCartView
  readonly isOpen: boolean
  /** The key opens this one's form. */
  readonly hasKey: boolean
  readonly onOpen: () => void
  readonly onClose: (isQueued: boolean) => void
}

export function MailQuote({ cart, isOpen, hasKey, onOpen, onClose }: MailQuoteProps) {
  const say = useSay()
  return (
    <div className="parked-mail">
      {isOpen ? (
        <Form park={cart.park} onClose={onClose} />
      ) : (
        <Button {...(hasKey && { printedKey: KEYMAP.mail.print })} onPress={onOpen}>
          {say('mail.button.quote')}
        </Button>
      )}
      {cart.mail && (
        <p className="label">
          <MailState mail={cart.mail} />
        </p>
      )}
    </div>
  )
}

function Form({ park, onClose }: Pick<MailQuoteProps, 'onClose'> & { readonly park: string }) {
  const desk = useDesk()
  const reading = useReading((client) => client.mail.ofQuote({ park }), park)
  if (reading.state !== 'ready') return null
  return (
    <MailForm
      known={reading.value}
      hint="mail.hint.quote"
      layer="panel"
      send={(address) => mailQuote(desk, park, address)}
      onClose={onClose}
    />
  )
}
