/** Finds goods by words or a barcode; what is pressed is chosen, and the next can be typed. */
import { useState } from 'react'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { usePlace } from './place.ts'
import { readGoods, type Goods } from './requests.ts'

/** So many are read at a glance; another letter finds the others. */
const SHOWN = 6

interface GoodsSearchProps {
  readonly label: string
  readonly onChosen: (goods: Goods) => void
}

export function GoodsSearch({ label, onChosen }: GoodsSearchProps) {
  const say = useSay()
  const [text, setText] = useState('')
  const choose = (goods: Goods) => {
    onChosen(goods)
    setText('')
  }
  return (
    <div className="goods-search">
      <Field
        label={label}
        value={text}
        onChange={setText}
        placeholder={say('office-prices.search')}
        maxLength={100}
      />
      {text.trim() !== '' && <Found text={text} onChosen={choose} />}
    </div>
  )
}

function Found({ text, onChosen }: { text: string; onChosen: (goods: Goods) => void }) {
  const say = useSay()
  const { token, ground, format } = usePlace()
  const asked = useAsked(() => readGoods(token, { list: ground.priceList, text }), text.trim())
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  const answer = asked.state === 'ready' ? asked.value : asked.before
  if (!answer) return <p role="status">{say('reports.loading')}</p>
  if (answer.goods.length === 0) return <p role="status">{say('office-prices.nothing-found')}</p>
  return (
    <ul className="goods-found" aria-label={say('office-prices.found')}>
      {answer.goods.slice(0, SHOWN).map((goods) => (
        <li key={goods.variant}>
          <button type="button" onClick={() => onChosen(goods)}>
            <span>
              <bdi>{goods.name}</bdi> <small>{goods.size}</small>
            </span>
            <bdi>{goods.now ? format.unitPrice(goods.now.unitPrice) : '–'}</bdi>
          </button>
        </li>
      ))}
    </ul>
  )
}
