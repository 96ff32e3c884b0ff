/** One look more before the drawer goes away with whoever counts it: it sells no more then. */
import { useState } from 'react'
import { takeDrawerAway } from '../../acts/till.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useDesk, useKeys } from '../../terminal-context.tsx'

interface TakeAwayProps {
  readonly session: string
  readonly onBack: () => void
}

export function TakeAway({ session, onBack }: TakeAwayProps) {
  const say = useSay()
  const desk = useDesk()
  const [isAsking, setAsking] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const take = async () => {
    if (isAsking) return
    setAsking(true)
    setTrouble(await takeDrawerAway(desk, session))
    setAsking(false)
  }
  useKeys('step', (press) => {
    const act = actOf(press)
    if (act === 'confirm' && !isOnButton()) void take()
    else if (act === 'back') onBack()
    else return false
    return true
  })
  return (
    <>
      <div className="sure">
        <h2>{say('counting.take.sure')}</h2>
        <p>{say('counting.take.body')}</p>
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
        onPress={() => void take()}
      >
        {say('counting.take.yes')}
      </Button>
      <Button tone="quiet" printedKey={KEYMAP.back.print} onPress={onBack}>
        {say('counting.take.no')}
      </Button>
    </>
  )
}
