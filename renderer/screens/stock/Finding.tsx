/** Where goods come onto the sheet: a beep needs nothing, a code or a name is typed. */
import { useRef, useState } from 'react'
import type { SellableView } from '../../../src/contract/terminal/views.ts'
import { putOnto, scanOnto } from '../../acts/stock.ts'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf } from '../../keyboard/keymap.ts'
import { isCharacter, isOnButton, textFieldOf } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { ENTRY_LIMIT, isNumber } from '../../state/entry.ts'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Result } from '../find/Results.tsx'
import { useReading } from '../use-reading.ts'
import { OpenOrders } from './Orders.tsx'
import '../find/find.css'

const SHOWN_AT_MOST = 20

export function Finding() {
  const say = useSay()
  const desk = useDesk()
  const field = useRef<HTMLInputElement>(null)
  const said = useTerminal((state) => state.bench.said)
  const isFree = useTerminal(
    ({ bench: { sheet } }) => sheet?.kind === 'receipt' && sheet.order === null,
  )
  const [text, setText] = useState('')
  const take = (goods: SellableView) => {
    setText('')
    void putOnto(desk, goods)
  }
  useKeys('screen', (press) => {
    if (actOf(press) === 'confirm' && isNumber(text) && !isElsewhere()) {
      setText('')
      void scanOnto(desk, text.trim())
      return true
    }
    // Writing anywhere goes to the field, but where something else is being written.
    if (!isCharacter(press) || textFieldOf(document.activeElement) || isOnButton()) return false
    field.current?.focus()
    setText(text + press.key)
    return true
  })
  return (
    <section className="stock-find" aria-label={say('stock-work.find')}>
      <div className="find-entry">
        <input
          ref={field}
          data-entry
          type="text"
          aria-label={say('find.entry')}
          placeholder={say('stock-work.placeholder')}
          autoComplete="off"
          spellCheck={false}
          maxLength={ENTRY_LIMIT}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="find-body">
        {said?.kind === 'unknown' && (
          <Notice tone="caution" title={say('stock-work.unknown', { text: said.text })}>
            <p>{say('stock-work.unknown.hint')}</p>
          </Notice>
        )}
        {said?.kind === 'booked' && <Notice tone="plain" title={say('stock-work.booked')} />}
        {said?.kind === 'choose' && text === '' && (
          <GoodsList
            name={say('stock-work.choose')}
            goods={said.choices}
            onChoose={(goods) => take({ ...goods, family: null })}
          />
        )}
        {text.trim() !== '' && <Found text={text.trim()} onChoose={take} />}
        {text.trim() === '' && said === null && (
          <>
            <Empty title={say('stock-work.begin')} hint={say('stock-work.begin.hint')} />
            {isFree && <OpenOrders />}
          </>
        )}
      </div>
    </section>
  )
}

/** Something else is being written, or a button was reached that answers by itself. */
function isElsewhere(): boolean {
  const field = textFieldOf(document.activeElement)
  return isOnButton() || (field !== null && field.dataset['entry'] === undefined)
}

interface Choosing {
  readonly onChoose: (goods: SellableView) => void
}

function Found({ text, onChoose }: Choosing & { readonly text: string }) {
  const say = useSay()
  const found = useReading((client) => client.catalogue.search({ text }), text)
  const goods = found.state === 'ready' ? found.value.slice(0, SHOWN_AT_MOST) : []
  useKeys('screen', (press) => {
    if (actOf(press) !== 'confirm' || isNumber(text) || isElsewhere()) return false
    // What is shown may still answer an earlier text: Enter takes only what was asked for.
    const [first] = found.state === 'ready' && found.name === text ? goods : []
    if (first) onChoose(first)
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

function GoodsList({ name, goods, onChoose }: GoodsListProps) {
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
