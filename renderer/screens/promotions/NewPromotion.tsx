/** A promotion is made: its fields on one side, a cart that it is tried on at the other. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Promotion } from '../../../src/domain/pricing/promotion.ts'
import { now } from '../../clock.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay, type MessageKey } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { usePlace } from '../office-prices/place.ts'
import { createPromotion } from '../office-prices/requests.ts'
import { namesIn, NEW_PROMOTION, type FieldsProps, type PromotionForm } from './form.ts'
import { inputOf } from './promotion-input.ts'
import { RuleFields } from './RuleFields.tsx'
import { TrialCart } from './TrialCart.tsx'
import { WhenFields } from './WhenFields.tsx'
import { WhomFields } from './WhomFields.tsx'
import type { Names } from './words.ts'

/** As the receipt prints it. */
const NAME_LONGEST = 80

interface NewPromotionProps {
  readonly onMade: (promotion: Promotion, names: Names) => void
  readonly onLeave: () => void
}

export function NewPromotion({ onMade, onLeave }: NewPromotionProps) {
  const say = useSay()
  const { store, format } = usePlace()
  const [form, setForm] = useState(NEW_PROMOTION)
  const ways = { zone: store.zone, exponent: format.exponent, now: now() }
  // A name makes no price: it is tried before it has one.
  const tried = inputOf({ ...form, name: form.name.trim() || say('promotion.this') }, ways)
  const set = (change: Partial<PromotionForm>) => setForm({ ...form, ...change })
  return (
    <div className="promotion-new">
      <section className="promotion-form" aria-label={say('promotion.new')}>
        <div className="office-prices-head">
          <Button onPress={onLeave}>{say('cancel')}</Button>
          <h1>{say('promotion.new')}</h1>
        </div>
        <Field
          label={say('promotion.name')}
          value={form.name}
          onChange={(name) => set({ name })}
          maxLength={NAME_LONGEST}
          isFocusedAtOnce
        />
        <RuleFields {...{ form, set }} />
        <WhenFields {...{ form, set }} />
        <WhomFields {...{ form, set }} />
        <Save form={form} onMade={onMade} />
      </section>
      <TrialCart draft={'value' in tried ? tried.value : null} />
    </div>
  )
}

/** It holds as it is from then on, so what is missing is said and nothing is guessed. */
function Save({ form, onMade }: Pick<FieldsProps, 'form'> & Pick<NewPromotionProps, 'onMade'>) {
  const say = useSay()
  const { token, store, format } = usePlace()
  // Pressed twice it is one promotion.
  const [promotion] = useState(() => newId())
  const [wrong, setWrong] = useState<readonly MessageKey[]>([])
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isUnderWay, setUnderWay] = useState(false)
  const save = async () => {
    const read = inputOf(form, { zone: store.zone, exponent: format.exponent, now: now() })
    setWrong('wrong' in read ? read.wrong : [])
    if ('wrong' in read) return
    setUnderWay(true)
    const answer = await createPromotion(token, { ...read.value, promotion })
    setUnderWay(false)
    setTrouble(answer.ok ? null : answer.trouble)
    if (answer.ok) onMade(answer.value, namesIn(form))
  }
  return (
    <>
      <p>{say('promotion.hint')}</p>
      {wrong.length > 0 && (
        <Notice tone="caution" title={say('promotion.missing')}>
          <p>{wrong.map((label) => say(label)).join(', ')}</p>
        </Notice>
      )}
      {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
      <Button tone="strong" size="large" isDisabled={isUnderWay} onPress={() => void save()}>
        {say('promotion.save')}
      </Button>
    </>
  )
}
