/** Another price from now on, or from a moment to come. */
import { useState } from 'react'
import { exponentOf } from '../../../src/domain/money.ts'
import { instantOf } from '../../../src/domain/time.ts'
import { now } from '../../clock.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { readCost, writtenCost } from '../../format/typed-cost.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { usePlace } from '../office-prices/place.ts'
import { setPrice, type Goods, type List } from '../office-prices/requests.ts'

interface SetPriceProps {
  readonly list: List
  readonly goods: Goods
  readonly onSet: () => void
}

export function SetPrice({ list, goods, onSet }: SetPriceProps) {
  const say = useSay()
  const { token, store } = usePlace()
  const exponent = exponentOf(list.currency)
  const [typed, setTyped] = useState(goods.now ? writtenCost(goods.now.unitPrice, exponent) : '')
  const [moment, setMoment] = useState('')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const unitPrice = readCost(typed, exponent)
  const from = momentOf(moment, store.zone)
  const set = async () => {
    if (unitPrice === undefined || from === undefined) return
    const { variant } = goods
    const answer = await setPrice(token, { list: list.id, variant, unitPrice, from })
    setTrouble(answer.ok ? null : answer.trouble)
    if (answer.ok) onSet()
  }
  return (
    <form
      className="price-set"
      onSubmit={(event) => {
        event.preventDefault()
        void set()
      }}
    >
      <Field
        label={`${say('price-list.new-price')} (${list.currency})`}
        value={typed}
        onChange={setTyped}
        maxLength={16}
        isFocusedAtOnce
      />
      <Field
        label={say('price-list.from')}
        value={moment}
        onChange={setMoment}
        picks="datetime-local"
      />
      <Button
        tone="strong"
        isDisabled={unitPrice === undefined || from === undefined}
        onPress={() => void set()}
      >
        {say('price-list.set')}
      </Button>
      {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
    </form>
  )
}

/** Null for now; undefined for a moment that is over: what was rung keeps its price. */
export function momentOf(text: string, zone: string): number | null | undefined {
  if (text === '') return null
  const instant = instantOf(text, zone)
  return instant !== undefined && instant > now() ? instant : undefined
}
