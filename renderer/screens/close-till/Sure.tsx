/** One look more before the count stands: nothing changes it afterwards. */
import type { Minor } from '../../../src/domain/money.ts'
import type { Pieces } from '../../../src/domain/till/cash-move.ts'
import type { CountedTenders } from '../../../src/domain/till/counted.ts'
import { countTill } from '../../acts/till.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'
import { Confirm } from './Confirm.tsx'
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
  const closing = useTerminal((state) => state.closing)
  const close = () => {
    if (closing?.phase !== 'count') return Promise.resolve(null)
    const others = [...foreign].map(([currency, amount]) => ({ currency, counted: amount }))
    const { session, after } = closing
    return countTill(desk, { session, after, counted, pieces, foreign: others, tenders })
  }
  return (
    <Confirm
      title={say(counted === 0 && foreign.size === 0 ? 'close.sure.empty' : 'close.sure')}
      body={say('close.sure.body')}
      yes={say('close.sure.yes')}
      no={say('close.sure.no')}
      act={close}
      onBack={onBack}
    />
  )
}
