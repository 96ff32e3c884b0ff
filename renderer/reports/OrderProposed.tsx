/** Orders what is proposed of goods that run low: tills then receive against it. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { StockRow } from '../../src/domain/reports/stock.ts'
import type { PurchaseOrder } from '../../src/domain/stock/purchase-order.ts'
import type { Answer } from '../connection/trouble.ts'
import { Button } from '../design/Button.tsx'
import { Field } from '../design/Field.tsx'
import { Notice } from '../design/Notice.tsx'
import { useSay } from '../language/language.tsx'
import { troubleText } from '../language/trouble-text.ts'
import { useGround } from './ground.ts'

const SUPPLIER_LONGEST = 80

export function OrderProposed({ rows }: { readonly rows: readonly StockRow[] }) {
  const say = useSay()
  const { order: place } = useGround().source
  const [supplier, setSupplier] = useState('')
  // Pressed twice it is one order.
  const [order] = useState(() => newId())
  const [answer, setAnswer] = useState<Answer<PurchaseOrder> | null>(null)
  const lines = rows.flatMap(({ item, proposed }) =>
    proposed > 0 ? [{ item, quantity: proposed }] : [],
  )
  if (!place || lines.length === 0) return null
  if (answer?.ok === true) {
    const { number } = answer.value
    return <Notice tone="plain" title={say('stock.order.placed', { number })} />
  }
  const submit = () => void place({ order, supplier: supplier.trim(), lines }).then(setAnswer)
  return (
    <div className="reports-order">
      <Field
        label={say('stock.order.supplier')}
        value={supplier}
        onChange={setSupplier}
        maxLength={SUPPLIER_LONGEST}
      />
      <Button tone="strong" isDisabled={supplier.trim() === ''} onPress={submit}>
        {say('stock.order')}
      </Button>
      {answer && <Notice tone="danger" title={troubleText(say, answer.trouble)} />}
    </div>
  )
}
