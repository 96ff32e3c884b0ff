/** Where goods come onto the sheet: a beep needs nothing, a code or a name is typed. */
import { useState } from 'react'
import type { OpenOrderView } from '../../../src/contract/terminal/stock.ts'
import type { SellableView } from '../../../src/contract/terminal/views.ts'
import { isCalled } from '../../../src/domain/stock/purchase-order.ts'
import { putOnto, scanOnto } from '../../acts/stock.ts'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { isNumber } from '../../state/entry.ts'
import { useDesk, useTerminal } from '../../terminal-context.tsx'
import { FoundGoods, GoodsList, LookupEntry } from '../find/Lookup.tsx'
import { useReading } from '../use-reading.ts'
import { BeginCount } from './BeginCount.tsx'
import { OpenOrders, SentTransfers } from './Orders.tsx'

const SHOWN_AT_MOST = 20

export function Finding() {
  const say = useSay()
  const desk = useDesk()
  const said = useTerminal((state) => state.bench.said)
  const isSending = useTerminal(({ bench: { kind } }) => kind === 'transfer')
  const isFree = useTerminal(
    ({ bench: { sheet } }) => sheet?.kind === 'receipt' && sheet.order === null,
  )
  const isCount = useTerminal(({ bench }) => bench.kind === 'count')
  const isBegun = useTerminal(({ bench: { sheet } }) => sheet?.count !== null)
  const [text, setText] = useState('')
  const wanted = text.trim()
  const open = useReading((client) => client.stock.orders(), 'orders')
  const orders = isFree && open.state === 'ready' ? open.value : []
  const named = orders.filter((order) => isNamed(order, wanted))
  const take = (goods: SellableView) => {
    setText('')
    void putOnto(desk, goods)
  }
  if (isCount && !isBegun) return <BeginCount />
  return (
    <section className="stock-find" aria-label={say('stock-work.find')}>
      <LookupEntry
        placeholder={say('stock-work.placeholder')}
        text={text}
        onText={setText}
        onCode={(code) => void scanOnto(desk, code)}
        isCode={(code) => isNumber(code) || orders.some((order) => isCalled(order, code))}
      />
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
        {wanted !== '' && <OpenOrders orders={named} onChosen={() => setText('')} />}
        {wanted !== '' && (
          <FoundGoods text={wanted} most={SHOWN_AT_MOST} isBlind={isCount} onChoose={take} />
        )}
        {wanted === '' && said === null && (
          <>
            <Empty
              title={say(isCount ? 'stock-count.go-on' : 'stock-work.begin')}
              hint={say(isCount ? 'stock-count.go-on.hint' : 'stock-work.begin.hint')}
            />
            <OpenOrders orders={orders} onChosen={() => setText('')} />
            {isSending && <SentTransfers />}
          </>
        )}
      </div>
    </section>
  )
}

/** As it is being typed: by either number, or by whom it is ordered from. */
function isNamed({ number, reference, supplier }: OpenOrderView, wanted: string): boolean {
  const written = wanted.toLowerCase()
  return [number, reference ?? '', supplier].some((each) => each.toLowerCase().includes(written))
}
