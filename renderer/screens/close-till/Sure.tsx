/** One look more before the count stands: nothing changes it afterwards. */
import { useState } from 'react'
import type { Minor } from '../../../src/domain/money.ts'
import type { Pieces } from '../../../src/domain/till/cash-move.ts'
import type { CountedTenders } from '../../../src/domain/till/counted.ts'
import { countTill } from '../../acts/till.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import type { ForeignCounts } from './ForeignCash.tsx'

interface SureProps {
  readonly counted: Minor
  readonly pieces: Pieces | undefined
  readonly foreign: ForeignCounts
  /** What was said of slips. */
  readonly tenders: CountedTenders
  readonly onBack: () => void
}

export function Sure({ counted, pieces, foreign, tenders, onBack }: SureProps) {
  const say = useSay()
  const desk = useDesk()
  const [isAsking, setAsking] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const closing = useTerminal((state) => state.closing)
  const close = async () => {
    if (isAsking || closing?.phase !== 'count') return
    setAsking(true)
    const others = [...foreign].map(([currency, amount]) => ({ currency, counted: amount }))
    const { session, after } = closing
    const count = { session, after, counted, pieces, foreign: others, tenders }
    setTrouble(await countTill(desk, count))
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
