/** The clock's day is not the till's any more: a person says whether it goes on, or counts it. */
import type { TillDay } from '../../../src/contract/terminal/till-view.ts'
import { beginClose, continueDay } from '../../acts/till.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import type { TerminalState } from '../../state/state.ts'
import { useDesk, useFormat } from '../../terminal-context.tsx'

/** Between two carts; a receipt that is looked at stays until somebody wants the next one. */
export function askedDay({ status, draft, step, trouble }: TerminalState): TillDay | null {
  const day = status?.till?.day ?? null
  const isBetween = (draft?.lines.length ?? 0) === 0
  const isLooking = step.name === 'done' && trouble?.code !== 'day-passed'
  return day !== null && day.asks !== null && isBetween && !isLooking ? day : null
}

export function DayNotice({ day }: { day: TillDay }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const isOver = day.asks === 'over'
  const values = { date: format.day(day.date), today: format.day(day.today) }
  return (
    <div className="cart-notice">
      <Notice
        tone="caution"
        title={say(isOver ? 'day.over.title' : 'day.passed.title', values)}
        acts={
          <>
            {!isOver && (
              <Button tone="strong" onPress={() => void continueDay(desk)}>
                {say('day.go-on', values)}
              </Button>
            )}
            <Button
              tone={isOver ? 'strong' : 'plain'}
              printedKey={KEYMAP['close-till'].print}
              onPress={() => void beginClose(desk)}
            >
              {say('day.count')}
            </Button>
          </>
        }
      >
        <p>{say(isOver ? 'day.over.body' : 'day.passed.body', values)}</p>
      </Notice>
    </div>
  )
}
