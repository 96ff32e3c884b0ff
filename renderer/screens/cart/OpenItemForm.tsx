/** Something without a product: what it is, what one costs, and the department that it counts for. */
import { useState } from 'react'
import type { DepartmentView } from '../../../src/contract/terminal/views.ts'
import { unitPrice, UNIT_PRICE_SCALE } from '../../../src/domain/money.ts'
import { addOpenItem } from '../../acts/cart.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { readAmount, withKey } from '../../format/typed-amount.ts'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { quantityOf } from '../../state/entry.ts'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { useGoods } from '../find/use-goods.ts'

const NAME_LONGEST = 80

/** The typed price as text that fills from the end, as the tender's does. */
function retyped(text: string, exponent: number): string {
  return [...text].reduce((before, key) => withKey(before, key, exponent) ?? before, '')
}

export function OpenItemForm({ label }: { label: string }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const entry = useTerminal((state) => state.entry)
  const departments = useGoods<readonly DepartmentView[]>(
    (client) => client.catalogue.departments(),
    'departments',
  )
  const list = departments.state === 'ready' ? departments.value : []
  const [name, setName] = useState(label)
  const [price, setPrice] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const department = chosen ?? list[0]?.id ?? null
  const amount = readAmount(price, format.exponent)
  const isReady = amount !== null && amount > 0 && department !== null
  const confirm = () => {
    if (!isReady) return
    const words = name.trim() || (list.find((each) => each.id === department)?.name ?? '')
    void addOpenItem(desk, {
      name: words.slice(0, NAME_LONGEST),
      unitPrice: unitPrice(amount * UNIT_PRICE_SCALE),
      department,
      quantity: quantityOf(entry),
    })
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm') return false
    confirm()
    return true
  })
  return (
    <div className="cart-form">
      <h3>{say('open-item.title')}</h3>
      <div className="cart-form-row">
        <Field
          label={say('open-item.price')}
          value={price === '' ? '' : format.figure(amount ?? 0)}
          onChange={(text) => setPrice(retyped(text.replaceAll(/\D/g, ''), format.exponent))}
          align="end"
          maxLength={14}
          isFocusedAtOnce
        />
        <Field
          label={say('open-item.name')}
          value={name}
          onChange={setName}
          maxLength={NAME_LONGEST}
        />
      </div>
      <div className="cart-departments" role="group" aria-label={say('open-item.department')}>
        {list.map((each) => (
          <Button key={each.id} isOn={each.id === department} onPress={() => setChosen(each.id)}>
            {each.name}
          </Button>
        ))}
      </div>
      <div className="cart-form-row">
        <Button printedKey={KEYMAP.back.print} onPress={() => desk.store.change({ kind: 'back' })}>
          {say('cancel')}
        </Button>
        <Button
          tone="strong"
          printedKey={KEYMAP.confirm.print}
          isDisabled={!isReady}
          onPress={confirm}
        >
          {say('open-item.add')}
        </Button>
      </div>
    </div>
  )
}
