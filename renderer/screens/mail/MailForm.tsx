/**
 * Where a receipt or a quote goes by e-mail: typed, or the customer's where they agreed to be
 * written to.
 */
import { useState } from 'react'
import type { MailsOfOne } from '../../../src/contract/terminal/mail.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import type { KeyLayer } from '../../keyboard/hub.ts'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay, type MessageKey } from '../../language/language.tsx'
import { useKeys } from '../../terminal-context.tsx'
import './mail.css'

interface MailFormProps {
  readonly known: Pick<MailsOfOne, 'offered' | 'isWithheld'>
  /** What is sent, and that the address is forgotten. */
  readonly hint: MessageKey
  readonly layer: KeyLayer
  /** True where it is queued. */
  readonly send: (address: string) => Promise<boolean>
  readonly onClose: (isQueued: boolean) => void
}

const LONGEST = 254

export function MailForm({ known, hint, layer, send: queue, onClose }: MailFormProps) {
  const say = useSay()
  const [address, setAddress] = useState(known.offered ?? '')
  const isReady = address.includes('@')
  const send = async () => {
    if (isReady && (await queue(address))) onClose(true)
  }
  useKeys(layer, (press) => {
    const act = actOf(press)
    if (act === 'back') onClose(false)
    else if (act === 'confirm' && !isOnButton()) void send()
    else return false
    return true
  })
  return (
    <div className="mail-form">
      <Field
        label={say('mail.address')}
        value={address}
        onChange={setAddress}
        maxLength={LONGEST}
        isFocusedAtOnce
      />
      <p className="mail-hint">{say(known.isWithheld ? 'mail.withheld' : hint)}</p>
      <div className="mail-form-acts">
        <Button printedKey={KEYMAP.back.print} onPress={() => onClose(false)}>
          {say('cancel')}
        </Button>
        <Button
          tone="strong"
          printedKey={KEYMAP.confirm.print}
          isDisabled={!isReady}
          onPress={() => void send()}
        >
          {say('mail.send')}
        </Button>
      </div>
    </div>
  )
}
