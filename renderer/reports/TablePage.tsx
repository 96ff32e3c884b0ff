/** A page of a table that grows by pages: read, failed or empty, or its rows and what reads on. */
import type { ReactNode } from 'react'
import { Button } from '../design/Button.tsx'
import { Notice } from '../design/Notice.tsx'
import { useSay } from '../language/language.tsx'
import { troubleText } from '../language/trouble-text.ts'
import type { Asked } from './ground.ts'
import { WholeTable } from './WholeTable.tsx'

interface TablePageProps<Value> {
  readonly asked: Asked<Value>
  readonly columns: number
  readonly isEmpty: (value: Value) => boolean
  /** Stands in place of its rows where it is empty. */
  readonly empty: ReactNode
  readonly rows: (value: Value) => ReactNode
  /** What reads on behind it; null at the end, and where a further page is there already. */
  readonly more: (value: Value) => (() => void) | null
  /** How that is called, where it is not simply "more". */
  readonly moreText?: string
}

export function TablePage<Value>(props: TablePageProps<Value>) {
  const { asked, columns, isEmpty, empty, rows, more, moreText } = props
  const say = useSay()
  if (asked.state === 'loading') {
    return <WholeTable columns={columns}>{say('reports.loading')}</WholeTable>
  }
  if (asked.state === 'failed') {
    return (
      <WholeTable columns={columns}>
        <Notice tone="danger" title={troubleText(say, asked.trouble)} />
      </WholeTable>
    )
  }
  if (isEmpty(asked.value)) return <WholeTable columns={columns}>{empty}</WholeTable>
  const readOn = more(asked.value)
  return (
    <tbody>
      {rows(asked.value)}
      {readOn && (
        <tr>
          <th colSpan={columns}>
            <Button onPress={readOn}>{moreText ?? say('reports.more')}</Button>
          </th>
        </tr>
      )}
    </tbody>
  )
}
