/** What a promotion does: its kind, and the figures and goods that this kind has. */
import type { ReactNode } from 'react'
import { ruleSchema, type RuleKind } from '../../../src/domain/pricing/promotion.ts'
import { Button } from '../../design/Button.tsx'
import { useSay, type MessageKey } from '../../language/language.tsx'
import { Choice } from '../reports/Choice.tsx'
import { FigureField } from './FigureField.tsx'
import type { FieldsProps, PromotionForm } from './form.ts'
import { BuyGetFields, PartsFields } from './PartsFields.tsx'
import { TargetFields } from './TargetFields.tsx'
import { TiersFields } from './TiersFields.tsx'

const KINDS = ruleSchema.options.map(({ shape }): RuleKind => shape.kind.value)

export function RuleFields({ form, set }: FieldsProps) {
  const say = useSay()
  return (
    <fieldset className="promotion-group">
      <legend>{say('promotion.rule')}</legend>
      <Choice
        label={say('promotion.kind')}
        value={form.kind}
        onChange={(kind) => set(ofKind(form, kind as RuleKind))}
      >
        {KINDS.map((kind) => [kind, say(`promotion.kind.${kind}`)])}
      </Choice>
      <OfKind {...{ form, set }} />
    </fieldset>
  )
}

/** What is got for what is bought is mostly free. */
function ofKind({ rate }: PromotionForm, kind: RuleKind): Partial<PromotionForm> {
  return kind === 'buy-get' && rate === '' ? { kind, rate: '100' } : { kind }
}

type Figure = 'rate' | 'amount' | 'price' | 'minimum' | 'count'

function OfKind({ form, set }: FieldsProps) {
  const target = (
    <TargetFields
      label="promotion.goods"
      target={form.target}
      onChange={(changed) => set({ target: changed })}
    />
  )
  const figure = (field: Figure, label: MessageKey = `promotion.${field}`) => (
    <FigureField label={label} value={form[field]} onChange={(text) => set({ [field]: text })} />
  )
  switch (form.kind) {
    case 'percent':
      return <Fields figures={figure('rate')}>{target}</Fields>
    case 'amount':
      return <Fields figures={figure('amount', 'promotion.amount-each')}>{target}</Fields>
    case 'fixed-price':
      return <Fields figures={figure('price', 'promotion.price-each')}>{target}</Fields>
    case 'quantity-break':
      return (
        <Fields figures={<Together {...{ form, set }} />}>
          <TiersFields tiers={form.tiers} onChange={(tiers) => set({ tiers })} />
          {target}
        </Fields>
      )
    case 'buy-get':
      return (
        <Fields figures={figure('rate')}>
          <BuyGetFields {...{ form, set }} />
        </Fields>
      )
    case 'mix-and-match':
      return <Fields figures={[figure('count'), figure('price')]}>{target}</Fields>
    case 'bundle':
      return (
        <Fields figures={figure('price')}>
          <PartsFields parts={form.parts} onChange={(parts) => set({ parts })} />
        </Fields>
      )
    case 'cart-percent':
      return <Fields figures={[figure('rate'), figure('minimum')]}>{target}</Fields>
    case 'cart-amount':
      return <Fields figures={[figure('amount'), figure('minimum')]}>{target}</Fields>
  }
}

function Fields({ figures, children }: { figures: ReactNode; children: ReactNode }) {
  return (
    <>
      <div className="promotion-row">{figures}</div>
      {children}
    </>
  )
}

function Together({ form, set }: FieldsProps) {
  const say = useSay()
  return (
    <div className="office-prices-choices">
      <Button isOn={form.together} onPress={() => set({ together: true })}>
        {say('promotion.together')}
      </Button>
      <Button isOn={!form.together} onPress={() => set({ together: false })}>
        {say('promotion.each-alone')}
      </Button>
    </div>
  )
}
