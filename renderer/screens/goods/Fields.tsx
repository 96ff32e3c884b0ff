/** The fields of goods, new or known: the same in the same order. */
import { SUPPLIER_NUMBER_LONGEST } from '../../../src/domain/catalogue/supplier-number.ts'
import { Field } from '../../design/Field.tsx'
import { readAmount, retyped } from '../../format/typed-amount.ts'
import { dateOrder, spacedDate } from '../../format/typed-date.ts'
import { useSay } from '../../language/language.tsx'
import { useFormat, useTerminal } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'
import { Choice } from './Choice.tsx'
import { DepartmentInPlace } from './DepartmentForm.tsx'
import type { GoodsTyped, SetTyped } from './form.ts'

interface FieldsProps {
  readonly typed: GoodsTyped
  readonly set: SetTyped
}

export function Names({ typed, set, isNew }: FieldsProps & { readonly isNew: boolean }) {
  const say = useSay()
  return (
    <div className="goods-row">
      <Field
        label={say('goods.name')}
        value={typed.name}
        onChange={(name) => set({ name })}
        maxLength={200}
        isFocusedAtOnce={isNew}
      />
      <Field
        label={say('goods.size')}
        value={typed.size}
        onChange={(size) => set({ size })}
        maxLength={80}
      />
    </div>
  )
}

/** By which the goods stand on delivery notes. */
export function SupplierNumber({ typed, set }: FieldsProps) {
  const say = useSay()
  return (
    <Field
      label={say('goods.supplier-number')}
      value={typed.supplierNumber}
      onChange={(supplierNumber) => set({ supplierNumber })}
      maxLength={SUPPLIER_NUMBER_LONGEST}
    />
  )
}

/** What it costs, and from which day. */
export function PriceAndDate({
  typed,
  set,
  standing,
}: FieldsProps & { readonly standing: string }) {
  const say = useSay()
  const format = useFormat()
  const order = dateOrder(format.locale)
  const amount = readAmount(typed.price, format.exponent)
  const parts = order[0] ?? 'day'
  return (
    <div className="goods-row">
      <Field
        label={say('goods.price')}
        value={amount === null ? '' : format.figure(amount)}
        placeholder={standing}
        onChange={(text) => set({ price: retyped(text, format.exponent) })}
        align="end"
        maxLength={14}
      />
      <Field
        label={say(`goods.from.${parts}`)}
        value={spacedDate(typed.from, order)}
        placeholder={say('goods.from.now')}
        onChange={(text) => set({ from: text.replaceAll(/\D/g, '').slice(0, 8) })}
        maxLength={10}
      />
    </div>
  )
}

/** Department and tax, of those that the shop has. */
export function Choices({ typed, set }: FieldsProps) {
  const mayCreate = useTerminal(({ status }) => status?.permissions.includes('create-goods'))
  const choices = useReading((client) => client.goods.choices(), 'choices')
  if (choices.state !== 'ready') return <div aria-busy={choices.state === 'loading'} />
  const { departments, taxClasses } = choices.value
  return (
    <>
      <Choice
        label="goods.tax"
        options={taxClasses.map(({ code, name }) => ({ id: code, name }))}
        chosen={typed.taxClass}
        onChoose={(taxClass) => set({ taxClass })}
      />
      <Choice
        label="goods.department"
        options={departments}
        chosen={typed.department}
        onChoose={(department) => set({ department })}
      />
      {mayCreate === true && <DepartmentInPlace onMade={(department) => set({ department })} />}
    </>
  )
}
