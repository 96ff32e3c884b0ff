/** Looking for goods beside the sales: an entry that takes codes and names, and what is found. */
import { useRef } from 'react'
import type { SellableView } from '../../../src/contract/terminal/views.ts'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf } from '../../keyboard/keymap.ts'
import { isCharacter, isOnButton, textFieldOf } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { ENTRY_LIMIT, isNumber } from '../../state/entry.ts'
import { useKeys } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'
import { isOtherField } from './focus.ts'
import { Result } from './Results.tsx'
import './find.css'

interface LookupEntryProps {
  readonly placeholder: string
  readonly text: string
  readonly onText: (text: string) => void
  /** Enter after a number, or what else is a code here. */
  readonly onCode: (code: string) => void
  readonly isCode?: (text: string) => boolean
}

export function LookupEntry({
  placeholder,
  text,
  onText,
  onCode,
  isCode = isNumber,
}: LookupEntryProps) {
  const say = useSay()
  const field = useRef<HTMLInputElement>(null)
  const wanted = text.trim()
  useKeys('screen', (press) => {
    if (actOf(press) === 'confirm' && isCode(wanted) && !isElsewhere()) {
      onText('')
      onCode(wanted)
      return true
    }
    // Writing anywhere goes to the field, but where something else is being written.
    if (!isCharacter(press) || textFieldOf(document.activeElement) || isOnButton()) return false
    field.current?.focus()
    onText(text + press.key)
    return true
  })
  return (
    <div className="find-entry">
      <input
        ref={field}
        data-entry
        type="text"
        aria-label={say('find.entry')}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={ENTRY_LIMIT}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
    </div>
  )
}

/** A button that was reached answers Enter by itself. */
function isElsewhere(): boolean {
  return isOnButton() || isOtherField()
}

interface Choosing {
  readonly onChoose: (goods: SellableView) => void
}

interface FoundGoodsProps extends Choosing {
  readonly text: string
  readonly most: number
  /** Nothing is said of how many are there. */
  readonly isBlind?: boolean
  /** Where the text is typed into a form: whose Enter it is. */
  readonly of?: 'screen' | 'step'
}

/** What is called so; Enter takes the first. */
export function FoundGoods(props: FoundGoodsProps) {
  const { text, most, isBlind = false, of = 'screen', onChoose } = props
  const say = useSay()
  const found = useReading((client) => client.catalogue.search({ text }), text)
  const first = found.state === 'ready' ? found.value.slice(0, most) : []
  const goods = isBlind ? first.map((each) => ({ ...each, onHand: null })) : first
  useKeys(of, (press) => {
    const isOthers = of === 'screen' ? isElsewhere() : isOnButton()
    if (actOf(press) !== 'confirm' || isNumber(text) || isOthers) return false
    // What is shown may still answer an earlier text: Enter takes only what was asked for.
    const [best] = found.state === 'ready' && found.name === text ? goods : []
    if (best) onChoose(best)
    return true
  })
  if (found.state === 'loading') return <div aria-busy="true" />
  if (found.state === 'failed') {
    return <Notice tone="caution" title={troubleText(say, found.trouble)} />
  }
  if (goods.length === 0) {
    const hint = say(isNumber(text) ? 'results.none.number' : 'results.none.name')
    return <Empty title={say('results.none', { text })} hint={hint} />
  }
  return <GoodsList name={say('results')} {...{ goods, onChoose }} />
}

interface GoodsListProps extends Choosing {
  readonly name: string
  readonly goods: readonly SellableView[]
}

export function GoodsList({ name, goods, onChoose }: GoodsListProps) {
  return (
    <ul className="results" aria-label={name}>
      {goods.map((each) => (
        <Result
          key={each.variant + (each.barcode ?? '')}
          goods={each}
          isSelected={false}
          onChoose={() => onChoose(each)}
        />
      ))}
    </ul>
  )
}
