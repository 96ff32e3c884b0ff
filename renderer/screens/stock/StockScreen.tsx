/** Work on the stock: goods are scanned or searched for, written on a sheet, and booked. */
import { useEffect } from 'react'
import { Group } from 'react-aria-components/Group'
import { followBeeps, kindsFor, showSheet } from '../../acts/stock.ts'
import { currentReview } from '../../state/bench.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { Bar } from '../bar/Bar.tsx'
import { Labels } from '../labels/Labels.tsx'
import { Adjust } from './Adjust.tsx'
import { Counting } from './Counting.tsx'
import { Finding } from './Finding.tsx'
import { Lines } from './Lines.tsx'
import { OrderProgress } from './Orders.tsx'
import { Receive } from './Receive.tsx'
import { Review } from './Review.tsx'
import { Send } from './Send.tsx'
import './stock.css'
import './count.css'

export function StockScreen() {
  const say = useSay()
  const desk = useDesk()
  const kind = useTerminal((state) => state.bench.kind)
  const status = useTerminal((state) => state.status)
  const shop = useTerminal((state) => state.shop)
  const kinds = kindsFor({ status, shop })
  const sheet = useTerminal((state) => state.bench.sheet)
  const isLabelling = useTerminal((state) => state.labelling !== null)
  const review = useTerminal(({ bench }) => currentReview(bench))
  const trouble = useTerminal((state) => (state.approval ? null : state.trouble))
  // After a broken link, or a booking elsewhere, the sheet may be another one.
  const goods = useTerminal((state) => state.goods)
  useEffect(() => {
    void showSheet(desk, kind)
  }, [desk, kind, goods])
  useEffect(() => followBeeps(desk, kind), [desk, kind])
  const leave = () => {
    const { approval } = desk.store.state()
    if (approval || trouble) desk.store.change({ kind: 'back' })
    else if (review) desk.store.change({ kind: 'bench', bench: { review: null } })
    else desk.store.change({ kind: 'reading', what: null })
  }
  useKeys('screen', (press) => {
    if (actOf(press) !== 'back') return false
    leave()
    return true
  })
  return (
    <div className="shell">
      <Bar />
      <main className="stock">
        <header className="stock-head">
          <Button printedKey={KEYMAP.back.print} onPress={leave}>
            {say('close')}
          </Button>
          <h1>{say('stock-work.title')}</h1>
          <Group className="stock-kinds" aria-label={say('stock-work.title')}>
            {kinds.map((each) => (
              <Button key={each} isOn={each === kind} onPress={() => void showSheet(desk, each)}>
                {say(each === 'count' ? 'stock-count.title' : `stock-work.${each}`)}
              </Button>
            ))}
          </Group>
        </header>
        <Finding />
        <section className="stock-sheet" aria-label={say('stock-work.sheet')}>
          {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
          <Labels />
          <div className="labels-under" hidden={isLabelling}>
            {sheet?.order && <OrderProgress order={sheet.order} />}
            {sheet && !review && <Lines sheet={sheet} />}
            {sheet?.kind === 'adjustment' && <Adjust sheet={sheet} />}
            {sheet?.kind === 'receipt' && <Receive sheet={sheet} />}
            {sheet?.kind === 'transfer' && <Send sheet={sheet} />}
            {sheet?.count && !review && <Counting sheet={sheet} />}
            {review && <Review key={review.version} review={review} />}
          </div>
        </section>
      </main>
      <Approval />
    </div>
  )
}
