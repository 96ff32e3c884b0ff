/** Ends a promotion now, or at a moment to come. It is not begun again: another one is made. */
import { useState } from 'react'
import type { Promotion } from '../../../src/domain/pricing/promotion.ts'
import { instantOf } from '../../../src/domain/time.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { usePlace } from '../office-prices/place.ts'
import { endPromotion } from '../office-prices/requests.ts'

interface EndPromotionProps {
  readonly promotion: Promotion
  readonly onEnded: (promotion: Promotion) => void
}

export function EndPromotion({ promotion, onEnded }: EndPromotionProps) {
  const say = useSay()
  const { token, store } = usePlace()
  const [isAsked, setAsked] = useState(false)
  const [text, setText] = useState('')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const at = text === '' ? null : instantOf(text, store.zone)
  const end = async () => {
    if (at === undefined) return
    const answer = await endPromotion(token, promotion.id, at)
    setTrouble(answer.ok ? null : answer.trouble)
    if (!answer.ok) return
    setAsked(false)
    onEnded(answer.value)
  }
  if (!isAsked) {
    return (
      <Button tone="danger" onPress={() => setAsked(true)}>
        {say('promotion.end')}
      </Button>
    )
  }
  return (
    <div className="promotion-end">
      <Field
        label={say('promotion.end.at')}
        value={text}
        onChange={setText}
        picks="datetime-local"
      />
      <p>{say('promotion.end.hint')}</p>
      <div className="office-prices-choices">
        <Button onPress={() => setAsked(false)}>{say('cancel')}</Button>
        <Button tone="danger" isDisabled={at === undefined} onPress={() => void end()}>
          {say(at === null ? 'promotion.end.now' : 'promotion.end.then')}
        </Button>
      </div>
      {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
    </div>
  )
}
