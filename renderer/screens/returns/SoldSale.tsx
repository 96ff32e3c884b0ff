/** One sale: how much of each line comes back, why, in what state, and whether it is sold again. */
import { useLayoutEffect, useRef, useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { SoldLineView, SoldSaleView } from '../../../src/contract/terminal/returns.ts'
import {
  goodsConditionSchema,
  returnReasonSchema,
  type GoodsCondition,
  type ReturnReason,
} from '../../../src/domain/returns/returned.ts'
import { invoiceFound } from '../../acts/devices.ts'
import { takeBack } from '../../acts/returns.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { focusFirst } from '../../keyboard/walk.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeyHub, useKeys, useTerminal } from '../../terminal-context.tsx'
import { MailReceipt } from '../mail/MailReceipt.tsx'
import { returnOf, withCount, type Chosen } from './chosen.ts'
import { SoldLine } from './SoldLine.tsx'

interface SoldSaleProps {
  readonly sale: SoldSaleView
  /** Found by a receipt that was made to be given away. */
  readonly isGift: boolean
  readonly onLeave: () => void
}

export function SoldSale({ sale, isGift, onLeave }: SoldSaleProps) {
  const say = useSay()
  const desk = useDesk()
  const [chosen, setChosen] = useState<Chosen>({})
  const [reason, setReason] = useState<ReturnReason | null>(null)
  const [condition, setCondition] = useState<GoodsCondition>('as-new')
  const wanted = returnOf(chosen, reason, condition)
  const keys = useKeyHub()
  const lines = useRef<HTMLUListElement>(null)
  useLayoutEffect(() => {
    if (keys.isByKey()) focusFirst(lines.current)
  }, [keys])
  const confirm = () => {
    if (wanted && !sale.foreign) void takeBack(desk, sale.id, wanted, isGift)
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm' || isOnButton()) return false
    confirm()
    return true
  })
  const step = (line: SoldLineView, by: 1 | -1) => setChosen(withCount(chosen, line, by))
  return (
    <>
      <SaleHead sale={sale} onLeave={onLeave} />
      {isGift && <Notice tone="plain" title={say('returns.gift')} />}
      <ul ref={lines} className="sold-lines" aria-label={say('returns.lines')}>
        {sale.lines.map((line) => (
          <SoldLine
            key={line.id}
            line={line}
            choice={chosen[line.id]}
            isRestocked={chosen[line.id]?.restock ?? condition === 'as-new'}
            onStep={(by) => step(line, by)}
            onRestock={(restock) => {
              const choice = chosen[line.id]
              if (choice) setChosen({ ...chosen, [line.id]: { ...choice, restock } })
            }}
          />
        ))}
      </ul>
      <Choice
        label={say('returns.reason')}
        options={returnReasonSchema.options}
        value={reason}
        name={(each) => say(`return-reason.${each}`)}
        onChoose={setReason}
      />
      <Choice
        label={say('returns.condition')}
        options={goodsConditionSchema.options}
        value={condition}
        name={(each) => say(`goods-condition.${each}`)}
        onChoose={setCondition}
      />
      <Button
        tone="strong"
        size="large"
        printedKey={KEYMAP.confirm.print}
        isDisabled={!wanted || sale.foreign}
        onPress={confirm}
      >
        {say('returns.take')}
      </Button>
      {!isGift && <MailReceipt sale={sale.id} />}
      {!isGift && !sale.foreign && <InvoiceFound sale={sale.id} />}
    </>
  )
}

function SaleHead({ sale, onLeave }: { sale: SoldSaleView; onLeave: () => void }) {
  const say = useSay()
  const format = useFormat()
  return (
    <>
      <div className="sold-head">
        <div>
          <h4>{sale.receipt}</h4>
          <p className="job-detail">
            {[
              ...(sale.channel === 'web' ? [say('channel.web')] : []),
              ...[format.moment(sale.at), format.money(sale.total)],
            ].join(' · ')}
          </p>
        </div>
        <Button tone="quiet" onPress={onLeave}>
          {say('returns.other')}
        </Button>
      </div>
      {sale.foreign && <Notice tone="danger" title={say('failure.return-foreign')} />}
      {sale.late && !sale.foreign && <Notice tone="caution" title={say('returns.late')} />}
    </>
  )
}

/** An invoice that is asked for later, also for a sale of another till. */
function InvoiceFound({ sale }: { readonly sale: string }) {
  const say = useSay()
  const desk = useDesk()
  const issuesInvoices = useTerminal((state) => state.shop?.issuesInvoices === true)
  const mayServe = useTerminal(
    (state) => state.status?.permissions.includes('serve-customer') === true,
  )
  const [invoice, setInvoice] = useState<string | null>(null)
  if (!issuesInvoices || !mayServe) return null
  return (
    <div className="mail-receipt">
      <Button onPress={() => void invoiceFound(desk, sale).then(setInvoice)}>
        {say('done.invoice')}
      </Button>
      <p aria-live="polite" className="label">
        {invoice !== null && say('done.invoice-shown', { number: invoice })}
      </p>
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly options: readonly Value[]
  readonly value: Value | null
  readonly name: (value: Value) => string
  readonly onChoose: (value: Value) => void
}

function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, options, value, name, onChoose } = props
  return (
    <section className="panel-group">
      <h3>{label}</h3>
      <Group className="return-choices" aria-label={label}>
        {options.map((each) => (
          <Button key={each} isOn={each === value} onPress={() => onChoose(each)}>
            {name(each)}
          </Button>
        ))}
      </Group>
    </section>
  )
}
