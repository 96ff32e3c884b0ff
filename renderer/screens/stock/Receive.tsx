/** Whom the goods on the sheet came from; and the act that books them. */
import { useState } from 'react'
import type { SheetView } from '../../../src/contract/terminal/stock.ts'
import { beginLabels, mayLabel } from '../../acts/labels.ts'
import { closeOrder, discardSheet, receiveGoods } from '../../acts/stock.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'

const SUPPLIER_LONGEST = 80
const NOTE_LONGEST = 200

export function Receive({ sheet }: { readonly sheet: SheetView }) {
  const say = useSay()
  const desk = useDesk()
  const [supplier, setSupplier] = useState('')
  const [note, setNote] = useState('')
  const canLabel = useTerminal(({ status }) => mayLabel(status))
  const isOver = sheet.order?.isOver === true
  const isEmpty = sheet.lines.length === 0
  const mayClose = useTerminal(({ status }) => status?.permissions.includes('close-order') ?? false)
  // Goods that are on the list are booked first: they have come.
  const closable = isEmpty && mayClose ? sheet.order : null
  const unknown = sheet.lines.filter(({ code }) => code !== null).length
  const book = () =>
    void receiveGoods(desk, (sheet.order?.supplier ?? supplier).trim(), note.trim(), () => {
      setSupplier('')
      setNote('')
    })
  return (
    <footer className="stock-foot">
      <div className="stock-fields">
        {sheet.order === null && (
          <Field
            label={say('stock-work.supplier')}
            value={supplier}
            onChange={setSupplier}
            maxLength={SUPPLIER_LONGEST}
          />
        )}
        <Field
          label={say('stock-work.delivery-note')}
          value={note}
          onChange={setNote}
          maxLength={NOTE_LONGEST}
        />
      </div>
      <div className="stock-book">
        <div className="stock-said">
          {closable && <p>{say('stock-work.close.hint')}</p>}
          {isOver && <p>{say('stock-work.over')}</p>}
          {unknown > 0 && <p>{say('stock-work.unknown-kept', { count: unknown })}</p>}
        </div>
        {canLabel && (
          <Button isDisabled={isEmpty} onPress={() => beginLabels(desk, { of: 'delivery' })}>
            {say('labels.title')}
          </Button>
        )}
        {closable && (
          <Button
            isDisabled={note.trim() === ''}
            onPress={() => void closeOrder(desk, closable.order, note.trim(), () => setNote(''))}
          >
            {say('stock-work.close')}
          </Button>
        )}
        <Button tone="quiet" isDisabled={isEmpty} onPress={() => void discardSheet(desk)}>
          {say('stock-work.discard')}
        </Button>
        <Button tone="strong" isDisabled={isEmpty || (isOver && note.trim() === '')} onPress={book}>
          {say('stock-work.receive')}
        </Button>
      </div>
    </footer>
  )
}
