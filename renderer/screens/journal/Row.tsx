/** One entry of the list: what it is first, then what tells it from the others. */
import type { JournalRow } from '../../../src/contract/terminal/journal.ts'
import type { FactKind } from '../../../src/domain/journal/facts.ts'
import { useSay } from '../../language/language.tsx'
import { useFormat } from '../../terminal-context.tsx'

export const COLUMNS = ['what', 'about', 'when', 'who', 'amount', 'number'] as const

interface RowProps {
  readonly row: JournalRow
  readonly onChosen: (row: JournalRow) => void
}

export function Row({ row, onChosen }: RowProps) {
  const say = useSay()
  const format = useFormat(row.amount?.currency)
  const { place, at, person, approver, permission, about, amount, isConfirmed, brokeOff } = row
  return (
    <tr>
      <th scope="row">
        <button className="reports-door" type="button" onClick={() => onChosen(row)}>
          {say(`journal.kind.${row.kind as FactKind}`)}
        </button>
      </th>
      <td className="journal-about">
        <bdi>{permission === null ? about : say(`permission.${permission}`)}</bdi>
        {permission !== null && about !== null && (
          <small>
            <bdi>{about}</bdi>
          </small>
        )}
        {brokeOff && <small>{say('journal.broke-off')}</small>}
      </td>
      <td>
        <bdi>{format.moment(at)}</bdi>
      </td>
      <td className="journal-who">
        <bdi>{person ?? say('journal.nobody')}</bdi>
        {approver !== null && <small>{say('journal.approver', { name: approver })}</small>}
      </td>
      <td className="journal-amount">
        <bdi>{amount && format.money(amount.minor)}</bdi>
      </td>
      <td className="journal-number">
        <bdi>{`${String(place.epoch)}-${String(place.seq)}`}</bdi>
        {!isConfirmed && <small>{say('journal.unsent')}</small>}
      </td>
    </tr>
  )
}
