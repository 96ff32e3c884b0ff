/** Where a receipt goes by e-mail: typed, or the customer's where they agreed to be written to. */
import { useState } from 'react'
import { mailReceipt } from '../../acts/mail.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useKeys } from '../../terminal-context.tsx'
import './mail.css'

interface MailFormProps {
  readonly sale: string
  readonly offered: string | null
  readonly isWithheld: boolean
  readonly onClose: (isQueued: boolean) => void
}

const LONGEST = 254

export function MailForm({ sale, offered, isWithheld, onClose }: MailFormProps) {
  const say = useSay()
  const desk = useDesk()
  const [address, setAddress] = useState(offered ?? '')
  const isReady = address.includes('@')
  const send = async () => {
    if (isReady && (await mailReceipt(desk, sale, address))) onClose(true)
  }
  useKeys('step', (press) => {
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
      <p className="mail-hint">{say(isWithheld ? 'mail.withheld' : 'mail.hint')}</p>
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
