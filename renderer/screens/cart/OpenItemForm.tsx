/** Something without a product: what it is, what one costs, and the department it counts for. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { DepartmentView } from '../../../src/contract/terminal/views.ts'
import { unitPrice, UNIT_PRICE_SCALE } from '../../../src/domain/money.ts'
import { addOpenItem } from '../../acts/cart.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { readAmount, retyped } from '../../format/typed-amount.ts'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { quantityOf } from '../../state/entry.ts'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Revealed } from '../Revealed.tsx'
import { useReading } from '../use-reading.ts'

const NAME_LONGEST = 80

export function OpenItemForm({ label }: { label: string }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const entry = useTerminal((state) => state.entry)
  const departments = useReading((client) => client.catalogue.departments(), 'departments')
  const list = departments.state === 'ready' ? departments.value : []
  const [name, setName] = useState(label)
  const [price, setPrice] = useState('')
  const [chosen, setChosen] = useState<DepartmentView | null>(null)
  const department = chosen ?? list[0]
  const amount = readAmount(price, format.exponent)
  const confirm = () => {
    if (!amount || !department) return
    void addOpenItem(desk, {
      name: (name.trim() || department.name).slice(0, NAME_LONGEST),
      unitPrice: unitPrice(amount * UNIT_PRICE_SCALE),
      department: department.id,
      quantity: quantityOf(entry),
    })
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm') return false
    confirm()
    return true
  })
  return (
    <Revealed className="cart-form">
      <h3>{say('open-item.title')}</h3>
      <div className="cart-form-row">
        <Field
          label={say('open-item.price')}
          value={amount === null ? '' : format.figure(amount)}
          onChange={(text) => setPrice(retyped(text, format.exponent))}
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
      <Group className="cart-departments" aria-label={say('open-item.department')}>
        {list.map((each) => (
          <Button key={each.id} isOn={each.id === department?.id} onPress={() => setChosen(each)}>
            {each.name}
          </Button>
        ))}
      </Group>
      <FormActs isReady={amount !== null && amount > 0 && Boolean(department)} onAdd={confirm} />
    </Revealed>
  )
}

function FormActs({ isReady, onAdd }: { isReady: boolean; onAdd: () => void }) {
  const say = useSay()
  const desk = useDesk()
  return (
    <div className="cart-form-row">
      <Button printedKey={KEYMAP.back.print} onPress={() => desk.store.change({ kind: 'back' })}>
        {say('cancel')}
      </Button>
      <Button tone="strong" printedKey={KEYMAP.confirm.print} isDisabled={!isReady} onPress={onAdd}>
        {say('open-item.add')}
      </Button>
    </div>
  )
}
