/** Why the goods on the sheet are gone, or there; and the act that books it. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { SheetView } from '../../../src/contract/terminal/stock.ts'
import {
  adjustmentReasonSchema,
  directionOf,
  type AdjustmentReason,
} from '../../../src/domain/stock/adjustment.ts'
import { adjustStock, discardSheet } from '../../acts/stock.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat } from '../../terminal-context.tsx'

const NOTE_LONGEST = 200

export function Adjust({ sheet }: { readonly sheet: SheetView }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const [reason, setReason] = useState<AdjustmentReason | null>(null)
  const [note, setNote] = useState('')
  const isEmpty = sheet.lines.length === 0
  const book = () => {
    if (reason === null) return
    void adjustStock(desk, reason, note.trim(), () => {
      setReason(null)
      setNote('')
    })
  }
  const way = reason === null ? 'off' : directionOf(reason) === 1 ? 'on' : 'off'
  return (
    <footer className="stock-foot">
      <Group className="stock-reasons" aria-label={say('stock-work.reason')}>
        {adjustmentReasonSchema.options.map((each) => (
          <Button key={each} isOn={each === reason} onPress={() => setReason(each)}>
            {say(`stock-work.reason.${each}`)}
          </Button>
        ))}
      </Group>
      <Field
        label={say('stock-work.note')}
        value={note}
        onChange={setNote}
        maxLength={NOTE_LONGEST}
      />
      <div className="stock-book">
        <p>
          {!isEmpty && sheet.worth !== null
            ? say('stock-work.worth', { amount: format.money(sheet.worth) })
            : ''}
        </p>
        <Button tone="quiet" isDisabled={isEmpty} onPress={() => void discardSheet(desk)}>
          {say('stock-work.discard')}
        </Button>
        <Button tone="strong" isDisabled={isEmpty || reason === null} onPress={book}>
          {say(`stock-work.book.${way}`)}
        </Button>
      </div>
    </footer>
  )
}
