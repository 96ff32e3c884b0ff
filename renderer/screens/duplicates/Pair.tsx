/** Two rows that share something: which of them is kept, a person says. */
import { useState } from 'react'
import { z } from 'zod'
import type { Candidate, Proposal } from '../../../src/contract/backend/customers.ts'
import { tell } from '../../connection/backend-api.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import type { DuplicatesGround } from './Duplicates.tsx'

const doneSchema = z.looseObject({})

interface PairProps extends DuplicatesGround {
  readonly pair: Proposal
}

/** The proposed one stands first. */
export function Pair({ token, format, onSettled, pair }: PairProps) {
  const say = useSay()
  const [isUnderWay, setUnderWay] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const keep = async (kept: Candidate, merged: Candidate) => {
    setUnderWay(true)
    const ids = { kept: kept.customer, merged: merged.customer }
    const answer = await tell(token, '../merges', ids, doneSchema)
    setUnderWay(false)
    setTrouble(answer.ok ? null : answer.trouble)
    if (answer.ok) onSettled()
  }
  const { kept, merged } = pair
  const ways = [
    { one: kept, other: merged },
    { one: merged, other: kept },
  ]
  return (
    <li>
      <p className="duplicates-by">{say(`duplicates.by.${pair.by}`)}</p>
      {ways.map(({ one, other }) => (
        <div key={one.customer} className="duplicates-one">
          <Who one={one} since={format.moment(one.since)} />
          <Button
            tone={one === kept && !other.hasMoney ? 'strong' : 'plain'}
            isDisabled={isUnderWay || other.hasMoney}
            spoken={say('duplicates.keep.whom', { name: nameOf(one) })}
            onPress={() => void keep(one, other)}
          >
            {say('duplicates.keep')}
          </Button>
        </div>
      ))}
      {kept.hasMoney && (
        <p className="duplicates-hint">
          {merged.hasMoney
            ? say('failure.merge-both-have-money')
            : say('duplicates.must-keep', { name: nameOf(kept) })}
        </p>
      )}
      {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
    </li>
  )
}

/** A row without a name is known by what it has. */
function nameOf({ name, phone, email }: Candidate): string {
  return name || phone || email
}

function Who({ one, since }: { readonly one: Candidate; readonly since: string }) {
  const say = useSay()
  const told = [one.phone, one.email].filter((text) => text !== '' && text !== nameOf(one))
  return (
    <p>
      <bdi className="duplicates-name">{nameOf(one)}</bdi>
      <small>
        {told.map((text) => (
          <span key={text}>
            <bdi>{text}</bdi>
            {' · '}
          </span>
        ))}
        {say('duplicates.since', { when: since })}
        {one.hasMoney && ` · ${say('duplicates.has-money')}`}
      </small>
    </p>
  )
}
