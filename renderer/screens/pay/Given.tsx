/** What was given and what goes back, quiet until something was typed. */
import type { Minor } from '../../../src/domain/money.ts'
import { changeFor } from '../../../src/domain/selling/tender.ts'
import { Figure } from '../../design/Figure.tsx'
import { useSay } from '../../language/language.tsx'

interface GivenProps {
  readonly due: Minor
  readonly given: Minor | null
  /** Null for the store's own. Change is in the store's own, so it is told once it is known. */
  readonly currency: string | null
}

export function Given({ due, given, currency }: GivenProps) {
  const say = useSay()
  const change = changeFor(due, given ?? due)
  const quiet = given === null ? { 'data-quiet': '' } : {}
  const foreign = currency ?? undefined
  const isForeignEnough = foreign !== undefined && change !== undefined
  return (
    <div className="tender-rows">
      <div className="tender-row" {...quiet}>
        <span className="label">{say('cash.given')}</span>
        <output aria-label={say('cash.given')}>
          <Figure amount={given ?? due} size="strong" currency={foreign} />
        </output>
      </div>
      {!isForeignEnough && (
        <div className="tender-row" {...quiet}>
          <span className="label">
            {say(change === undefined ? 'cash.missing' : 'cash.change')}
          </span>
          <output aria-label={say('cash.change')}>
            <Figure
              amount={change ?? due - (given ?? due)}
              size={given === null ? 'strong' : 'large'}
              currency={foreign}
            />
          </output>
        </div>
      )}
    </div>
  )
}
