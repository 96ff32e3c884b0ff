/** Who is one person by whose word, the last word first; each can be taken back at any time. */
import { useState } from 'react'
import { z } from 'zod'
import { mergedListSchema, type MergedRow } from '../../../src/contract/backend/customers.ts'
import { ask, tell } from '../../connection/backend-api.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import type { DuplicatesGround } from './Duplicates.tsx'

const doneSchema = z.looseObject({})

interface MergesProps extends DuplicatesGround {
  readonly settled: number
}

/** What was settled begins the list anew: its pages have moved. */
export function Merges({ settled, ...ground }: MergesProps) {
  const [pages, setPages] = useState<readonly number[]>([0])
  const [begun, setBegun] = useState(settled)
  if (begun !== settled) {
    setBegun(settled)
    setPages([0])
  }
  return pages.map((skip, index) => (
    <Page
      key={skip}
      {...{ ...ground, settled, skip }}
      onMore={index === pages.length - 1 ? (next) => setPages([...pages, next]) : null}
    />
  ))
}

interface PageProps extends MergesProps {
  readonly skip: number
  readonly onMore: ((skip: number) => void) | null
}

function Page({ settled, skip, onMore, ...ground }: PageProps) {
  const say = useSay()
  const asked = useAsked(
    () => ask(ground.token, '../merged', { skip: String(skip) }, mergedListSchema),
    `merged ${String(skip)} ${String(settled)}`,
  )
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  const list = asked.state === 'ready' ? asked.value : asked.before
  if (list === null) return <p role="status">{say('reports.loading')}</p>
  const { merges, hasMore } = list
  if (merges.length === 0 && skip === 0) return <Empty title={say('duplicates.merged.none')} />
  return (
    <>
      <ul className="duplicates">
        {merges.map((merge) => (
          <Row key={merge.customer} {...{ ...ground, merge }} />
        ))}
      </ul>
      {hasMore && onMore && (
        <Button onPress={() => onMore(skip + merges.length)}>{say('reports.more')}</Button>
      )}
    </>
  )
}

function Row({
  token,
  format,
  onSettled,
  merge,
}: DuplicatesGround & { readonly merge: MergedRow }) {
  const say = useSay()
  const [isUnderWay, setUnderWay] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const { customer, name, into, at, by } = merge
  const takeBack = async () => {
    setUnderWay(true)
    const answer = await tell(token, '../partings', { customer }, doneSchema)
    setUnderWay(false)
    setTrouble(answer.ok ? null : answer.trouble)
    if (answer.ok) onSettled()
  }
  return (
    <li>
      <div className="duplicates-one">
        <p>
          <bdi className="duplicates-name">{name || '–'}</bdi>
          <small>
            {say('duplicates.is', { name: into.name || '–' })}
            {' · '}
            <bdi>{format.moment(at)}</bdi>
            {by !== null && (
              <>
                {' · '}
                <bdi>{by}</bdi>
              </>
            )}
          </small>
        </p>
        <Button
          isDisabled={isUnderWay}
          spoken={say('duplicates.part.whom', { name })}
          onPress={() => void takeBack()}
        >
          {say('duplicates.part')}
        </Button>
      </div>
      {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
    </li>
  )
}
