/** Which store the goods on the sheet go to; and the act that sends them. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { SheetView } from '../../../src/contract/terminal/stock.ts'
import { discardSheet, sendGoods } from '../../acts/stock.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'

const NOTE_LONGEST = 200

export function Send({ sheet }: { readonly sheet: SheetView }) {
  const say = useSay()
  const desk = useDesk()
  const stores = useTerminal((state) => state.shop?.otherStores) ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [only, ...others] = stores
  // Where there is one other store nobody has to choose.
  const to = stores.find(({ id }) => id === chosen) ?? (others.length === 0 ? only : undefined)
  const isEmpty = sheet.lines.length === 0
  const send = () => {
    if (to) void sendGoods(desk, to.id, note.trim(), () => setNote(''))
  }
  return (
    <footer className="stock-foot">
      <h3 className="field-label">{say('stock-work.to')}</h3>
      <Group className="stock-reasons" aria-label={say('stock-work.to')}>
        {stores.map(({ id, name }) => (
          <Button key={id} isOn={id === to?.id} onPress={() => setChosen(id)}>
            <bdi>{name}</bdi>
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
        <div className="stock-said" />
        <Button tone="quiet" isDisabled={isEmpty} onPress={() => void discardSheet(desk)}>
          {say('stock-work.discard')}
        </Button>
        <Button tone="strong" isDisabled={isEmpty || !to} onPress={send}>
          {to ? say('stock-work.send', { store: to.name }) : say('stock-work.to')}
        </Button>
      </div>
    </footer>
  )
}
