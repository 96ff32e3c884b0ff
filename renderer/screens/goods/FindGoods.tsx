/** Where goods are looked for: a beep, a code that is typed, or the beginning of a name. */
import { useState } from 'react'
import type { SellableView } from '../../../src/contract/terminal/views.ts'
import { beginNewGoods, chooseGoods, giveCode, lookUp } from '../../acts/goods.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'
import { FoundGoods, GoodsList, LookupEntry } from '../find/Lookup.tsx'

const SHOWN_AT_MOST = 30

export function FindGoods() {
  const say = useSay()
  const desk = useDesk()
  const said = useTerminal((state) => state.goodsDesk.said)
  const [text, setText] = useState('')
  const wanted = text.trim()
  const choose = (goods: SellableView) => void chooseGoods(desk, goods)
  return (
    <section className="goods-find" aria-label={say('goods.find')}>
      <LookupEntry
        placeholder={say('goods.placeholder')}
        text={text}
        onText={setText}
        onCode={(code) => void lookUp(desk, code)}
      />
      <div className="find-body">
        {said?.kind === 'unknown' && <Unknown code={said.text} />}
        {said?.kind === 'choose' && wanted === '' && (
          <GoodsList name={say('results')} goods={said.choices} onChoose={choose} />
        )}
        {wanted !== '' && <FoundGoods text={wanted} most={SHOWN_AT_MOST} onChoose={choose} />}
        {wanted === '' && (said === null || said.kind === 'saved') && (
          <Empty title={say('goods.begin')} hint={say('goods.begin.hint')} />
        )}
      </div>
    </section>
  )
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
