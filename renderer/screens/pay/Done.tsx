/** A finished sale: the change to hand back, and nothing in the way of the next customer. */
import { useState } from 'react'
import type { SaleView } from '../../../src/contract/terminal/views.ts'
import { reprint } from '../../acts/devices.ts'
import { Button } from '../../design/Button.tsx'
import { Figure } from '../../design/Figure.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys } from '../../terminal-context.tsx'

export function Done({ sale }: { sale: SaleView }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const [isCopied, setCopied] = useState(false)
  const again = async () => setCopied(await reprint(desk, sale.sale))
  useKeys('step', (press) => {
    if (actOf(press) !== 'reprint') return false
    void again()
    return true
  })
  const isCash = ['cash', 'foreign-cash', 'mixed'].includes(sale.tender)
  const isRefund = sale.total < 0
  return (
    <div className="pay">
      <div className="change" aria-live="polite">
        <h2 className="due-head">
          {say(isRefund ? 'done.refund' : isCash ? 'done.change' : 'done.paid')}
        </h2>
        <Figure
          amount={isRefund ? Math.abs(sale.total) : isCash ? sale.change : sale.total}
          size="total"
        />
      </div>
      <dl className="done-rows">
        <div>
          <dt>{say('due.total')}</dt>
          <dd>{format.money(sale.total)}</dd>
        </div>
        {sale.tip !== 0 && (
          <div>
            <dt>{say('tip.title')}</dt>
            <dd>{format.money(sale.tip)}</dd>
          </div>
        )}
        {sale.cashRounding !== 0 && (
          <div>
            <dt>{say('done.rounding')}</dt>
            <dd>{format.money(sale.cashRounding)}</dd>
          </div>
        )}
        <div>
          <dt>{say(`tender.${sale.tender}`)}</dt>
          <dd>{format.money(sale.tendered)}</dd>
        </div>
        <div>
          <dt>{say('done.number')}</dt>
          <dd>{sale.receipt}</dd>
        </div>
      </dl>
      <p aria-live="polite" className="label">
        {isCopied && say('done.copied')}
      </p>
      <div className="pay-acts">
        <Button printedKey={KEYMAP.reprint.print} onPress={() => void again()}>
          {say('done.again')}
        </Button>
        <Button
          className="pay-main"
          tone="strong"
          size="large"
          printedKey={KEYMAP.confirm.print}
          onPress={() => desk.store.change({ kind: 'step', step: { name: 'sell' } })}
        >
          {say('done.next')}
        </Button>
      </div>
    </div>
  )
}
