/** New goods, in as few fields as they can be sold with. */
import { useState } from 'react'
import { unitSchema } from '../../../src/domain/catalogue/documents.ts'
import type { Unit } from '../../../src/domain/catalogue/documents.ts'
import { createGoods } from '../../acts/goods.ts'
import { Button } from '../../design/Button.tsx'
import { dateOrder } from '../../format/typed-date.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat } from '../../terminal-context.tsx'
import { Choice } from './Choice.tsx'
import { Codes } from './Codes.tsx'
import { Choices, Names, PriceAndDate, SupplierNumber } from './Fields.tsx'
import { fromOf, NOTHING_TYPED, priceOf, type SetTyped } from './form.ts'

export function NewGoods({ codes }: { readonly codes: readonly string[] }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const [typed, setTyped] = useState(NOTHING_TYPED)
  const [unit, setUnit] = useState<Unit>('piece')
  const set: SetTyped = (change) => setTyped((before) => ({ ...before, ...change }))
  const price = priceOf(typed, format.exponent)
  const from = fromOf(typed, dateOrder(format.locale))
  const { name, size, department, taxClass, supplierNumber } = typed
  const isWhole = name.trim() !== '' && department !== '' && taxClass !== ''
  const save = () => {
    if (!isWhole || price === null || from === undefined) return
    const goods = {
      name,
      size,
      department,
      taxClass,
      unit,
      supplierNumber,
      codes: [...codes],
      unitPrice: price,
    }
    void createGoods(desk, { ...goods, from })
  }
  return (
    <div className="goods-form">
      <h2>{say('goods.new')}</h2>
      <p className="goods-hint">{say('goods.new.hint')}</p>
      <Names typed={typed} set={set} isNew />
      <PriceAndDate typed={typed} set={set} standing="" />
      <SupplierNumber typed={typed} set={set} />
      <Codes has={[]} added={codes} onRemove={() => undefined} />
      <Choice
        label="goods.unit"
        options={unitSchema.options.map((id) => ({ id, name: say(`goods.unit.${id}`) }))}
        chosen={unit}
        onChoose={(id) => setUnit(unitSchema.parse(id))}
      />
      <Choices typed={typed} set={set} />
      <div className="goods-acts">
        <Button
          tone="strong"
          isDisabled={!isWhole || price === null || from === undefined}
          onPress={save}
        >
          {say('goods.create')}
        </Button>
      </div>
    </div>
  )
}
