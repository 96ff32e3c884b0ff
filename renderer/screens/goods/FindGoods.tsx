/** Where goods are looked for: a beep, a code that is typed, or the beginning of a name. */
import { useRef, useState } from 'react'
import type { SellableView } from '../../../src/contract/terminal/views.ts'
import { beginNewGoods, chooseGoods, giveCode, lookUp } from '../../acts/goods.ts'
import { Button } from '../../design/Button.tsx'
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
import '../find/find.css'

const SHOWN_AT_MOST = 30

export function FindGoods() {
  const say = useSay()
  const desk = useDesk()
  const field = useRef<HTMLInputElement>(null)
  const said = useTerminal((state) => state.goodsDesk.said)
  const [text, setText] = useState('')
  const wanted = text.trim()
  useKeys('screen', (press) => {
    if (actOf(press) === 'confirm' && isNumber(wanted) && !isElsewhere()) {
      setText('')
      void lookUp(desk, wanted)
      return true
    }
    // Writing anywhere goes to the field, but where something else is being written.
    if (!isCharacter(press) || textFieldOf(document.activeElement) || isOnButton()) return false
    field.current?.focus()
    setText(text + press.key)
    return true
  })
  return (
    <section className="goods-find" aria-label={say('goods.find')}>
      <div className="find-entry">
        <input
          ref={field}
          data-entry
          type="text"
          aria-label={say('find.entry')}
          placeholder={say('goods.placeholder')}
          autoComplete="off"
          spellCheck={false}
          maxLength={ENTRY_LIMIT}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="find-body">
        {said?.kind === 'unknown' && <Unknown code={said.text} />}
        {said?.kind === 'choose' && wanted === '' && <GoodsList goods={said.choices} />}
        {wanted !== '' && <Found text={wanted} />}
        {wanted === '' && (said === null || said.kind === 'saved') && (
          <Empty title={say('goods.begin')} hint={say('goods.begin.hint')} />
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

/** A code that nothing has: it belongs to new goods, or to those that are open. */
function Unknown({ code }: { readonly code: string }) {
  const say = useSay()
  const desk = useDesk()
  const open = useTerminal(({ goodsDesk: { shown } }) =>
    shown.name === 'known' ? shown.view.wanted.name : null,
  )
  const mayCreate = useTerminal((state) => state.status?.permissions.includes('create-goods'))
  const acts = (
    <>
      {mayCreate === true && (
        <Button tone="strong" onPress={() => beginNewGoods(desk, code)}>
          {say('goods.new')}
        </Button>
      )}
      {open !== null && (
        <Button onPress={() => giveCode(desk, code)}>{say('goods.give', { name: open })}</Button>
      )}
    </>
  )
  return <Notice tone="caution" title={say('goods.unknown', { code })} acts={acts} />
}

function Found({ text }: { readonly text: string }) {
  const say = useSay()
  const desk = useDesk()
  const found = useReading((client) => client.catalogue.search({ text }), text)
  const goods = found.state === 'ready' ? found.value.slice(0, SHOWN_AT_MOST) : []
  useKeys('screen', (press) => {
    if (actOf(press) !== 'confirm' || isNumber(text) || isElsewhere()) return false
    // What is shown may still answer an earlier text: Enter takes only what was asked for.
    const [first] = found.state === 'ready' && found.name === text ? goods : []
    if (first) void chooseGoods(desk, first)
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
  return <GoodsList goods={goods} />
}

function GoodsList({ goods }: { readonly goods: readonly SellableView[] }) {
  const say = useSay()
  const desk = useDesk()
  return (
    <ul className="results" aria-label={say('results')}>
      {goods.map((each) => (
        <Result
          key={each.variant + (each.barcode ?? '')}
          goods={each}
          isSelected={false}
          onChoose={() => void chooseGoods(desk, each)}
        />
      ))}
    </ul>
  )
}
