/** One entry with all that proves it, and what was printed of it. */
import { useState } from 'react'
import type { JournalEntry, JournalRow } from '../../../src/contract/terminal/journal.ts'
import type { FactKind } from '../../../src/domain/journal/facts.ts'
import { printAgain, showEntry } from '../../acts/journal.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'
import { ReceiptPaper } from '../cart/ReceiptPaper.tsx'

export function EntryProven({ place }: Pick<JournalRow, 'place'>) {
  const say = useSay()
  const desk = useDesk()
  const { epoch, seq } = place
  const asked = useAsked(() => showEntry(desk, place), `${String(epoch)} ${String(seq)}`)
  if (asked.state === 'loading') return <p role="status">{say('journal.looking')}</p>
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  const entry = asked.value
  return (
    <section className="reports-body journal-entry" aria-label={say('journal.entry')}>
      <div className="journal-said">
        <Head row={entry.row} />
        <Proof entry={entry} />
        <details className="journal-content">
          <summary>{say('journal.content')}</summary>
          <pre dir="ltr">{entry.content}</pre>
        </details>
      </div>
      {entry.paper && (
        <div className="journal-paper">
          {entry.again && <Again again={entry.again} />}
          <ReceiptPaper document={entry.paper} />
        </div>
      )}
    </section>
  )
}

function Head({ row }: { readonly row: JournalRow }) {
  const say = useSay()
  const format = useFormat(row.amount?.currency)
  const { person, approver, at, businessDate, about, amount } = row
  const beside = [
    format.moment(at),
    businessDate,
    person ?? say('journal.nobody'),
    ...(approver === null ? [] : [say('journal.approver', { name: approver })]),
  ]
  return (
    <header className="journal-head">
      <h2>
        {say(`journal.kind.${row.kind as FactKind}`)}
        {about !== null && (
          <>
            {' '}
            <bdi>{about}</bdi>
          </>
        )}
      </h2>
      {amount && (
        <strong>
          <bdi>{format.money(amount.minor)}</bdi>
        </strong>
      )}
      <p>
        <bdi>{beside.join(' · ')}</bdi>
      </p>
    </header>
  )
}

const SIGNS = { true: '✓', false: '✗' } as const

function Proof({ entry }: { readonly entry: JournalEntry }) {
  const say = useSay()
  const { proof, row, hash, prevHash } = entry
  const isProven = proof.content && proof.chain && proof.signature
  return (
    <section className="journal-proof">
      {!isProven && (
        <Notice tone="danger" title={say('journal.broken')}>
          <p>{say('journal.broken.hint')}</p>
        </Notice>
      )}
      <ul>
        {(['content', 'chain', 'signature'] as const).map((part) => (
          <li key={part} data-right={proof[part]}>
            <span aria-hidden="true">{SIGNS[`${proof[part]}`]}</span>
            {say(`journal.proof.${part}.${proof[part] ? 'right' : 'wrong'}`)}
          </li>
        ))}
        <li data-right={row.isConfirmed ? true : undefined}>
          <span aria-hidden="true">{row.isConfirmed ? '✓' : '…'}</span>
          {say(row.isConfirmed ? 'journal.proof.backend' : 'journal.proof.unsent')}
        </li>
      </ul>
      <dl>
        <dt>{say('journal.column.number')}</dt>
        <dd>{`${String(row.place.epoch)}-${String(row.place.seq)}`}</dd>
        <dt>{say('journal.hash')}</dt>
        <dd>{hash}</dd>
        <dt>{say('journal.before')}</dt>
        <dd>{prevHash}</dd>
        <dt>{say('journal.key')}</dt>
        <dd>{proof.keyId}</dd>
      </dl>
    </section>
  )
}

function Again({ again }: { readonly again: NonNullable<JournalEntry['again']> }) {
  const say = useSay()
  const desk = useDesk()
  const hasPrinter = useTerminal((state) => (state.status?.printer ?? null) !== null)
  const [isPrinted, setPrinted] = useState(false)
  if (!hasPrinter) return null
  return (
    <Button
      isDisabled={isPrinted}
      onPress={() => void printAgain(desk, again, () => setPrinted(true))}
    >
      {say('report.copy')}
    </Button>
  )
}
