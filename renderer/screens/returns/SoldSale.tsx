/** One sale: how much of each line comes back, why, in what state, and whether it is sold again. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { SoldSaleView } from '../../../src/contract/terminal/returns.ts'
import {
  goodsConditionSchema,
  returnReasonSchema,
  type GoodsCondition,
  type ReturnReason,
} from '../../../src/domain/returns/returned.ts'
import { takeBack } from '../../acts/returns.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys } from '../../terminal-context.tsx'
import { MailReceipt } from '../mail/MailReceipt.tsx'
import { returnOf, type Chosen, type Typed } from './chosen.ts'
import { SoldLines } from './SoldLines.tsx'
import { SoldPapers } from './SoldPapers.tsx'

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
  const [typed, setTyped] = useState<Typed | null>(null)
  const wanted = returnOf(chosen, reason, condition)
  const confirm = () => {
    if (wanted && !sale.foreign) void takeBack(desk, sale.id, wanted, isGift)
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm' || isOnButton()) return false
    // What was typed is taken over first; Enter once more takes the goods back.
    if (typed) setTyped(null)
    else confirm()
    return true
  })
  return (
    <>
      <SaleHead sale={sale} onLeave={onLeave} />
      {isGift && <Notice tone="plain" title={say('returns.gift')} />}
      <SoldLines
        lines={sale.lines}
        {...{ chosen, condition, typed }}
        onChosen={setChosen}
        onTyped={setTyped}
      />
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
      {!isGift && <SoldPapers sale={sale} />}
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
