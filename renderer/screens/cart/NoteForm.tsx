/** A few words on a line or on the whole sale; they stand on the receipt. */
import { useState } from 'react'
import { NOTE_LONGEST } from '../../../src/domain/selling/line-detail.ts'
import { setNote } from '../../acts/cart.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Revealed } from '../Revealed.tsx'

export function NoteForm({ line }: { line: string | null }) {
  const say = useSay()
  const desk = useDesk()
  const draft = useTerminal((state) => state.draft)
  const noted = draft?.lines.find((each) => each.id === line)
  const [text, setText] = useState((line === null ? draft?.note : noted?.note) ?? '')
  const confirm = () => void setNote(desk, line, text)
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm') return false
    confirm()
    return true
  })
  const other = line === null ? (draft?.lines.at(-1)?.id ?? null) : null
  return (
    <Revealed className="cart-form">
      <h3>{noted?.name ?? say('note.sale')}</h3>
      <Field
        label={say('note.field')}
        value={text}
        onChange={setText}
        maxLength={NOTE_LONGEST}
        isFocusedAtOnce
      />
      <p className="cart-detail">{say('note.hint')}</p>
      <Button
        tone="quiet"
        isDisabled={line === null && other === null}
        onPress={() => desk.store.change({ kind: 'step', step: { name: 'note', line: other } })}
      >
        {line === null ? say('note.to-line') : say('note.to-sale')}
      </Button>
      <div className="cart-form-row">
        <Button printedKey={KEYMAP.back.print} onPress={() => desk.store.change({ kind: 'back' })}>
          {say('cancel')}
        </Button>
        <Button tone="strong" printedKey={KEYMAP.confirm.print} onPress={confirm}>
          {say('note.set')}
        </Button>
      </div>
    </Revealed>
  )
}
