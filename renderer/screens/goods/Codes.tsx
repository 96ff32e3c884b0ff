/** The codes of goods: those they have, those that are given now, and a field for another one. */
import { useState } from 'react'
import { asPrinted } from '../../../src/domain/barcode/gtin.ts'
import { giveCode, takeCode } from '../../acts/goods.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { actOf } from '../../keyboard/keymap.ts'
import { textFieldOf } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useKeys } from '../../terminal-context.tsx'

interface CodesProps {
  readonly has: readonly { readonly id: string; readonly gtin: string }[]
  readonly added: readonly string[]
  readonly onRemove: (id: string) => void
}

export function Codes({ has, added, onRemove }: CodesProps) {
  const say = useSay()
  const desk = useDesk()
  const [code, setCode] = useState('')
  const give = () => {
    giveCode(desk, code)
    setCode('')
  }
  useKeys('screen', (press) => {
    const isHere = textFieldOf(document.activeElement)?.closest('.goods-codes') ?? null
    if (actOf(press) !== 'confirm' || isHere === null || code.trim() === '') return false
    give()
    return true
  })
  return (
    <div className="goods-codes">
      <ul className="goods-code-list" aria-label={say('goods.codes')}>
        {has.map(({ id, gtin }) => (
          <Code key={id} code={asPrinted(gtin)} onRemove={() => onRemove(id)} />
        ))}
        {added.map((each) => (
          <Code key={each} code={each} isNew onRemove={() => takeCode(desk, each)} />
        ))}
      </ul>
      <Field label={say('goods.code')} value={code} onChange={setCode} maxLength={40} />
      <Button isDisabled={code.trim() === ''} onPress={give}>
        {say('goods.code.add')}
      </Button>
    </div>
  )
}

interface CodeProps {
  readonly code: string
  readonly isNew?: boolean
  readonly onRemove: () => void
}

function Code({ code, isNew = false, onRemove }: CodeProps) {
  const say = useSay()
  return (
    <li className="goods-code" data-new={isNew || undefined}>
      <bdi>{code}</bdi>
      <Button tone="quiet" spoken={say('goods.code.remove', { code })} onPress={onRemove}>
        ×
      </Button>
    </li>
  )
}
