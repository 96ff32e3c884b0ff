/** One look more before the count stands: a closed till is not counted again. */
import { useState } from 'react'
import type { Minor } from '../../../src/domain/money.ts'
import { closeTill } from '../../acts/till.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useDesk, useKeys } from '../../terminal-context.tsx'
import type { ForeignCounts } from './ForeignCash.tsx'

interface SureProps {
  readonly counted: Minor
  readonly foreign: ForeignCounts
  readonly onBack: () => void
}

export function Sure({ counted, foreign, onBack }: SureProps) {
  const say = useSay()
  const desk = useDesk()
  const [isAsking, setAsking] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const close = async () => {
    if (isAsking) return
    setAsking(true)
    const others = [...foreign].map(([currency, amount]) => ({ currency, counted: amount }))
    setTrouble(await closeTill(desk, counted, others))
    setAsking(false)
  }
  useKeys('step', (press) => {
    const act = actOf(press)
    if (act === 'confirm' && !isOnButton()) void close()
    else if (act === 'back') onBack()
    else return false
    return true
  })
  return (
    <>
      <div className="sure">
        <h2>{say(counted === 0 && foreign.size === 0 ? 'close.sure.empty' : 'close.sure')}</h2>
        <p>{say('close.sure.body')}</p>
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
        onPress={() => void close()}
      >
        {say('close.sure.yes')}
      </Button>
      <Button tone="quiet" printedKey={KEYMAP.back.print} onPress={onBack}>
        {say('close.sure.no')}
      </Button>
    </>
  )
}
