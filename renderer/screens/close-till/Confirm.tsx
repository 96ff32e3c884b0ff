/** One look more before something that nothing changes afterwards: yes once, or back. */
import { useState } from 'react'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useKeys } from '../../terminal-context.tsx'

interface ConfirmProps {
  readonly title: string
  readonly body: string
  readonly yes: string
  readonly no: string
  /** Answers what kept it from being done. */
  readonly act: () => Promise<Trouble | null>
  readonly onBack: () => void
}

export function Confirm({ title, body, yes, no, act, onBack }: ConfirmProps) {
  const say = useSay()
  const [isAsking, setAsking] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const confirm = async () => {
    if (isAsking) return
    setAsking(true)
    setTrouble(await act())
    setAsking(false)
  }
  useKeys('step', (press) => {
    const pressed = actOf(press)
    if (pressed === 'confirm' && !isOnButton()) void confirm()
    else if (pressed === 'back') onBack()
    else return false
    return true
  })
  return (
    <>
      <div className="sure">
        <h2>{title}</h2>
        <p>{body}</p>
        {trouble && (
          <p role="alert" className="sure-trouble">
            {troubleText(say, trouble)}
          </p>
        )}
      </div>
      <Button
        tone="strong"
        size="large"
        printedKey={KEYMAP.confirm.print}
        isDisabled={isAsking}
        onPress={() => void confirm()}
      >
        {yes}
      </Button>
      <Button tone="quiet" printedKey={KEYMAP.back.print} onPress={onBack}>
        {no}
      </Button>
    </>
  )
}
