/** Customers that may be one person: a person's word makes them one, and another parts them. */
import { useState } from 'react'
import { z } from 'zod'
import { proposalSchema } from '../../../src/contract/backend/customers.ts'
import { ask, type OfficeToken } from '../../connection/backend-api.ts'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import type { Format } from '../../format/format.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import '../../reports/reports.css'
import './duplicates.css'
import { Merges } from './Merges.tsx'
import { Pair } from './Pair.tsx'

const proposalsSchema = z.array(proposalSchema)

export interface DuplicatesGround {
  readonly token: OfficeToken
  readonly format: Format
  /** Two became one, or two again: both lists are read anew. */
  readonly onSettled: () => void
}

export function Duplicates({ token, format }: Omit<DuplicatesGround, 'onSettled'>) {
  const say = useSay()
  const [settled, setSettled] = useState(0)
  const ground: DuplicatesGround = { token, format, onSettled: () => setSettled(settled + 1) }
  return (
    <main className="reports">
      <section className="reports-body" aria-label={say('duplicates.title')}>
        <div className="reports-card">
          <h2>{say('duplicates.title')}</h2>
          <p className="duplicates-hint">{say('duplicates.hint')}</p>
          <Proposed {...ground} settled={settled} />
        </div>
        <div className="reports-card">
          <h2>{say('duplicates.merged')}</h2>
          <Merges {...ground} settled={settled} />
        </div>
      </section>
    </main>
  )
}

interface ListProps extends DuplicatesGround {
  /** How often something was settled since the page was opened. */
  readonly settled: number
}

function Proposed({ settled, ...ground }: ListProps) {
  const say = useSay()
  const asked = useAsked(
    () => ask(ground.token, '../duplicates', {}, proposalsSchema),
    `proposals ${String(settled)}`,
  )
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  const proposals = asked.state === 'ready' ? asked.value : asked.before
  if (proposals === null) return <p role="status">{say('reports.loading')}</p>
  if (proposals.length === 0) return <Empty title={say('duplicates.none')} />
  return (
    <ul className="duplicates">
      {proposals.map((pair) => (
        <Pair key={`${pair.kept.customer} ${pair.merged.customer}`} {...{ ...ground, pair }} />
      ))}
    </ul>
  )
}
