/** What one closing says, where it stands in the journal, and the books of its period. */
import { useState } from 'react'
import type { ClosingView, WrittenBooksView } from '../../../src/contract/terminal/fiscal.ts'
import { printClosing, writeBooks } from '../../acts/fiscal.ts'
import { Button } from '../../design/Button.tsx'
import { Progress } from '../../design/Progress.tsx'
import { useSay } from '../../language/language.tsx'
import { TenderTable } from '../../reports/TenderTable.tsx'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'
import { periodName } from './ClosingRow.tsx'

export function Closing({ closing }: { readonly closing: ClosingView }) {
  const say = useSay()
  const format = useFormat(closing.currency)
  const may = useTerminal((state) => state.status?.permissions.includes('export-books') ?? false)
  const { kind, number, at, person, place, hash, isTold } = closing
  const by = person ?? say('closings.itself')
  const written = [format.moment(at), by, ...(isTold ? [say('closings.told')] : [])]
  return (
    <>
      <header className="closings-open">
        <h2>
          {say(`closings.kind.${kind}`)} <bdi>{periodName(format, closing)}</bdi>
        </h2>
        <p>
          <bdi>{written.join(' · ')}</bdi>
        </p>
      </header>
      <dl className="closings-figures">
        <Figures closing={closing} />
        <div>
          <dt>{say('closings.column.number')}</dt>
          <dd>{format.count(number)}</dd>
        </div>
        <div>
          <dt>{say('closings.entry')}</dt>
          <dd>{`${String(place.epoch)}-${String(place.seq)}`}</dd>
        </div>
        <div className="closings-hash">
          <dt>{say('journal.hash')}</dt>
          <dd dir="ltr">{hash}</dd>
        </div>
      </dl>
      <TenderTable {...closing.figures} format={format} />
      <Print closing={closing} />
      {may && !closing.isTold && <Books closing={closing} />}
    </>
  )
}

/** As it stands in the journal; from the second time on the paper says that it is a copy. */
function Print({ closing: { kind, number } }: { readonly closing: ClosingView }) {
  const say = useSay()
  const desk = useDesk()
  const hasPrinter = useTerminal((state) => (state.status?.printer ?? null) !== null)
  const [isPrinted, setPrinted] = useState(false)
  if (!hasPrinter) return null
  return (
    <div className="reports-save">
      <Button
        isDisabled={isPrinted}
        onPress={() => void printClosing(desk, kind, number, () => setPrinted(true))}
      >
        {say(isPrinted ? 'closings.printed' : 'closings.print')}
      </Button>
    </div>
  )
}

function Figures({ closing }: { readonly closing: ClosingView }) {
  const say = useSay()
  const format = useFormat(closing.currency)
  const { figures, sales, perpetual } = closing
  const { taxes, promotions, byHand, returns, removals, abandoned, undone } = figures
  const gone = removals.amount + abandoned.amount + undone.amount
  const rows: readonly (readonly [string, string])[] = [
    [say('closings.column.sales'), format.count(figures.sales)],
    [say('closings.column.turnover'), format.money(figures.turnover)],
    [say('reports.column.net'), format.money(figures.net)],
    ...taxes.map(({ name, rate, tax }) => {
      return [`${name} ${format.rate(rate)}`, format.money(tax)] as const
    }),
    [say('closings.returns'), format.money(returns.amount)],
    [say('closings.discounts'), format.money(promotions.amount + byHand.amount)],
    [say('closings.given-up'), format.money(gone)],
    [say('closings.no-sales'), format.count(figures.noSales)],
    [say('closings.perpetual-sales'), format.count(sales)],
    [say('closings.column.perpetual'), format.money(perpetual)],
  ]
  return rows.map(([name, figure]) => (
    <div key={name}>
      <dt>{name}</dt>
      <dd>
        <bdi>{figure}</bdi>
      </dd>
    </div>
  ))
}

type Writing = 'idle' | 'writing' | WrittenBooksView

/** Signed files for whoever examines the shop; they lie on the disk of this terminal. */
function Books({ closing }: { readonly closing: ClosingView }) {
  const say = useSay()
  const desk = useDesk()
  const [state, setState] = useState<Writing>('idle')
  const write = () => {
    setState('writing')
    void writeBooks(desk, closing.period, (written) => setState(written ?? 'idle'))
  }
  return (
    <section className="closings-open" aria-label={say('closings.books')}>
      <h2>{say('closings.books')}</h2>
      <p>{say('closings.books.hint')}</p>
      {state === 'writing' && <Progress label={say('closings.books.writing')} />}
      {typeof state === 'object' && (
        <dl className="closings-figures" role="status">
          <div>
            <dt>{say('closings.books.entries')}</dt>
            <dd>{state.entries}</dd>
          </div>
          <div>
            <dt>{say('journal.key')}</dt>
            <dd dir="ltr">{state.keyId}</dd>
          </div>
          <div className="closings-hash">
            <dt>{say('closings.books.folder')}</dt>
            <dd dir="ltr">{state.folder}</dd>
          </div>
        </dl>
      )}
      {state === 'idle' && <Button onPress={write}>{say('closings.books.write')}</Button>}
    </section>
  )
}
