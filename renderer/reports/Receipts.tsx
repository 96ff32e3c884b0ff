/** The receipts behind a figure, newest first, and each of them as it was printed. */
import { useState } from 'react'
import {
  RECEIPTS_AT_ONCE,
  RECEIPTS_SHOWN,
  type FigureOf,
  type ReportReceipt,
  type ReportReceipts,
} from '../../src/contract/reports.ts'
import type { FigurePart } from '../../src/domain/reports/figure.ts'
import type { Period } from '../../src/domain/reports/period.ts'
import { Button } from '../design/Button.tsx'
import { Empty } from '../design/Empty.tsx'
import { Notice } from '../design/Notice.tsx'
import { troubleText } from '../language/trouble-text.ts'
import { useSay } from '../language/language.tsx'
import { ReceiptPaper } from '../screens/cart/ReceiptPaper.tsx'
import { asRows, askPages, type MakeFile } from './file.ts'
import { useAsked, useGround } from './ground.ts'
import type { View } from './Reports.tsx'
import { SaveButton } from './SaveButton.tsx'
import type { ReportSource } from './source.ts'

type Place = ReportReceipts['next']

interface ReceiptsProps {
  readonly period: Period
  readonly figure: { readonly part: FigurePart; readonly key: string; readonly title: string }
  readonly onView: (view: View) => void
}

/** A page for each place that was gone on from. */
export function Receipts({ period, figure, onView }: ReceiptsProps) {
  const say = useSay()
  const { source } = useGround()
  const [places, setPlaces] = useState<readonly Place[]>([null])
  const { from, to } = period
  return (
    <section className="reports-body" aria-label={say('reports.receipts')}>
      <h2 className="reports-title">
        <bdi>{figure.title}</bdi> · {say('reports.receipts')}
      </h2>
      <ul className="reports-receipts">
        {places.map((place, index) => (
          <Page
            key={index}
            {...{ period, figure, place, onView }}
            isFirst={index === 0}
            onMore={index === places.length - 1 ? (next) => setPlaces([...places, next]) : null}
          />
        ))}
      </ul>
      <SaveButton
        name={`receipts_${figure.part}_${from}_${to}`}
        file={receiptsFile(source, { from, to, part: figure.part, key: figure.key })}
      />
    </section>
  )
}

function receiptsFile(source: ReportSource, of: FigureOf): MakeFile {
  return (say, format) => {
    const money = (value: number) => ({ value, decimals: format.exponent })
    const pages = askPages<ReportReceipts, Place>(
      null,
      (before) => source.receipts(of, before, RECEIPTS_AT_ONCE),
      ({ next }) => next,
    )
    return {
      head: [
        ...[say('reports.receipt'), say('reports.date'), say('reports.difference.when')],
        ...[say('reports.difference.terminal'), say('reports.difference.person')],
        ...[say('reports.column.amount'), say('reports.receipt.total')],
      ],
      pages: asRows(pages, ({ receipts }) =>
        receipts.map(({ receipt, date, at, terminal, person, amount, total }) => [
          ...[receipt, date, format.moment(at), terminal, person],
          ...[money(amount), money(total)],
        ]),
      ),
    }
  }
}

interface PageProps extends ReceiptsProps {
  readonly place: Place
  readonly isFirst: boolean
  readonly onMore: ((next: Place) => void) | null
}

function Page({ period, figure, place, isFirst, onMore, onView }: PageProps) {
  const say = useSay()
  const { source } = useGround()
  const { part, key } = figure
  const { from, to } = period
  const name = JSON.stringify([source.name, from, to, part, key, place])
  const asked = useAsked(
    () => source.receipts({ from, to, part, key }, place, RECEIPTS_SHOWN),
    name,
  )
  if (asked.state === 'loading') return <li role="status">{say('reports.loading')}</li>
  if (asked.state === 'failed') {
    return (
      <li>
        <Notice tone="danger" title={troubleText(say, asked.trouble)} />
      </li>
    )
  }
  const { receipts, next } = asked.value
  return (
    <>
      {isFirst && receipts.length === 0 && next === null && (
        <li>
          <Empty title={say('reports.none')} />
        </li>
      )}
      {receipts.map((receipt) => (
        <li key={`${receipt.receipt} ${receipt.sale}`}>
          <Receipt receipt={receipt} onChosen={() => onView({ kind: 'paper', receipt })} />
        </li>
      ))}
      {next && onMore && (
        <li>
          <Button onPress={() => onMore(next)}>{say('reports.more')}</Button>
        </li>
      )}
    </>
  )
}

interface ReceiptProps {
  readonly receipt: ReportReceipt
  readonly onChosen: () => void
}

function Receipt({ receipt, onChosen }: ReceiptProps) {
  const { format } = useGround()
  const { at, person, terminal, amount, total } = receipt
  const beside = [format.moment(at), terminal, person].filter((text) => text !== null)
  return (
    <button className="reports-receipt" type="button" onClick={onChosen}>
      <strong>
        <bdi>{receipt.receipt}</bdi>
      </strong>
      <strong className="reports-amount">
        <bdi>{format.money(amount)}</bdi>
      </strong>
      <small>
        <bdi>{beside.join(' · ')}</bdi>
      </small>
      {amount !== total && (
        <small className="reports-amount">
          <bdi>{format.money(total)}</bdi>
        </small>
      )}
    </button>
  )
}

export function Paper({ receipt }: { readonly receipt: Pick<ReportReceipt, 'sale'> }) {
  const say = useSay()
  const { source } = useGround()
  const asked = useAsked(() => source.receipt(receipt), `${source.name} ${receipt.sale}`)
  if (asked.state === 'loading') return <p role="status">{say('reports.loading')}</p>
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  return (
    <div className="reports-paper">
      <ReceiptPaper document={asked.value} />
    </div>
  )
}
