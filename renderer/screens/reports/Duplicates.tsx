/** Customers that may be one person: a person's word makes them one, and another parts them. */
import { useState } from 'react'
import { z } from 'zod'
import { proposalSchema, type Proposal } from '../../../src/contract/backend/customers.ts'
import { ask, tell, type OfficeToken } from '../../connection/backend-api.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import '../../reports/reports.css'
import './duplicates.css'

const proposalsSchema = z.array(proposalSchema)
const doneSchema = z.looseObject({})

export function Duplicates({ token }: { readonly token: OfficeToken }) {
  const say = useSay()
  const asked = useAsked(() => ask(token, '../duplicates', {}, proposalsSchema), 'proposals')
  if (asked.state === 'loading') return <p role="status">{say('reports.loading')}</p>
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  return (
    <main className="reports">
      <section className="reports-body" aria-label={say('duplicates.title')}>
        <div className="reports-card">
          <h2>{say('duplicates.title')}</h2>
          <p className="duplicates-hint">{say('duplicates.hint')}</p>
          {asked.value.length === 0 && <Empty title={say('duplicates.none')} />}
          <ul className="duplicates">
            {asked.value.map((each) => (
              <Pair key={`${each.kept} ${each.merged}`} token={token} pair={each} />
            ))}
          </ul>
        </div>
      </section>
    </main>
  )
}

/** It stays where it was when it is settled: a word that was given too soon is taken back there. */
function Pair({ token, pair }: { readonly token: OfficeToken; readonly pair: Proposal }) {
  const say = useSay()
  const [isOne, setOne] = useState(false)
  const [isUnderWay, setUnderWay] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const { kept, merged } = pair
  const settle = async () => {
    setUnderWay(true)
    const answer = isOne
      ? await tell(token, '../partings', { customer: merged }, doneSchema)
      : await tell(token, '../merges', { kept, merged }, doneSchema)
    setUnderWay(false)
    setTrouble(answer.ok ? null : answer.trouble)
    if (answer.ok) setOne(!isOne)
  }
  return (
    <li>
      <span>
        <bdi>{pair.keptName}</bdi> · <bdi>{pair.mergedName}</bdi>
        <small>{isOne ? say('duplicates.merged') : say(`duplicates.by.${pair.by}`)}</small>
      </span>
      <Button isDisabled={isUnderWay} onPress={() => void settle()}>
        {say(isOne ? 'duplicates.part' : 'duplicates.merge')}
      </Button>
      {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
    </li>
  )
}
