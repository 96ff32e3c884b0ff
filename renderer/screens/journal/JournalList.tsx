/** Entries, newest first: all of them, or those about one thing or with some words in them. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { JournalPage, JournalRow } from '../../../src/contract/terminal/journal.ts'
import { subjectSchema } from '../../../src/domain/journal/subject.ts'
import { searchJournal, type JournalSearch } from '../../acts/journal.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { WholeTable } from '../../reports/WholeTable.tsx'
import { useDesk, useKeys } from '../../terminal-context.tsx'
import { COLUMNS, Row } from './Row.tsx'

type Place = JournalPage['next']

interface ListProps {
  readonly onChosen: (row: JournalRow) => void
}

interface JournalListProps extends ListProps {
  /** What is looked for at first. */
  readonly wanted: JournalSearch
  /** While nothing else is looked at. */
  readonly isOpen: boolean
}

export function JournalList({ wanted: first, onChosen, isOpen }: JournalListProps) {
  const say = useSay()
  const [text, setText] = useState(first.text)
  const [search, setSearch] = useState<JournalSearch>(first)
  // Asked for once more it is read anew.
  const [turn, setTurn] = useState(0)
  const look = (wanted: JournalSearch) => {
    setSearch(wanted)
    setTurn(turn + 1)
  }
  const submit = () => look({ ...search, text: text.trim() })
  useKeys('screen', (press) => {
    if (!isOpen || actOf(press) !== 'confirm' || isOnButton()) return false
    submit()
    return true
  })
  return (
    <section className="reports-body" aria-label={say('journal.title')}>
      <div className="journal-search">
        <Field label={say('journal.search')} value={text} onChange={setText} isFocusedAtOnce />
        <Button tone="strong" printedKey={KEYMAP.confirm.print} onPress={submit}>
          {say('journal.look')}
        </Button>
      </div>
      <Group className="journal-subjects" aria-label={say('journal.subject')}>
        {[null, ...subjectSchema.options].map((subject) => (
          <Button
            key={subject ?? 'all'}
            isOn={search.subject === subject}
            onPress={() => look({ text: text.trim(), subject })}
          >
            {say(`journal.subject.${subject ?? 'all'}`)}
          </Button>
        ))}
      </Group>
      <Pages key={turn} {...{ search, onChosen }} />
    </section>
  )
}

function Pages({ search, onChosen }: ListProps & { readonly search: JournalSearch }) {
  const say = useSay()
  const [places, setPlaces] = useState<readonly Place[]>([null])
  return (
    <div className="reports-scroll">
      <table className="reports-table journal-table" aria-label={say('journal.title')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {say(`journal.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {places.map((place, index) => (
          <Page
            key={index}
            {...{ search, place, onChosen }}
            isFirst={index === 0}
            onMore={index === places.length - 1 ? (next) => setPlaces([...places, next]) : null}
          />
        ))}
      </table>
    </div>
  )
}

interface PageProps extends ListProps {
  readonly search: JournalSearch
  readonly place: Place
  readonly isFirst: boolean
  readonly onMore: ((next: Place) => void) | null
}

function Page({ search, place, isFirst, onMore, onChosen }: PageProps) {
  const say = useSay()
  const desk = useDesk()
  const name = JSON.stringify([search, place])
  const asked = useAsked(() => searchJournal(desk, search, place), name)
  if (asked.state === 'loading')
    return <WholeTable columns={COLUMNS.length}>{say('journal.looking')}</WholeTable>
  if (asked.state === 'failed') {
    return (
      <WholeTable columns={COLUMNS.length}>
        <Notice tone="danger" title={troubleText(say, asked.trouble)} />
      </WholeTable>
    )
  }
  const { rows, next } = asked.value
  return (
    <tbody>
      {rows.map((row) => (
        <Row key={`${row.place.epoch} ${row.place.seq}`} row={row} onChosen={onChosen} />
      ))}
      {rows.length === 0 && next === null && isFirst && (
        <tr>
          <td colSpan={COLUMNS.length}>
            <Empty title={say('journal.none')} hint={say('journal.none.hint')} />
          </td>
        </tr>
      )}
      {next && onMore && (
        <tr>
          <td colSpan={COLUMNS.length}>
            <Button onPress={() => onMore(next)}>{say('journal.further')}</Button>
          </td>
        </tr>
      )}
    </tbody>
  )
}
