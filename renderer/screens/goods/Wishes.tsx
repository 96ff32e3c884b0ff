/** What this till waits for, and what became of what any till wanted: the newest first. */
import type { GoodsWishView } from '../../../src/contract/terminal/goods.ts'
import { showGoods } from '../../acts/goods.ts'
import { beginLabels, mayLabel } from '../../acts/labels.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'

export function Wishes() {
  const say = useSay()
  const desk = useDesk()
  const canLabel = useTerminal(({ status }) => mayLabel(status))
  const read = useReading((client) => client.goods.wishes(), 'wishes')
  if (read.state === 'loading') return <div aria-busy="true" />
  if (read.state === 'failed') {
    return <Notice tone="caution" title={troubleText(say, read.trouble)} />
  }
  return (
    <>
      <div className="goods-wishes-head">
        <h2>{say('goods.wishes')}</h2>
        {canLabel && (
          <Button onPress={() => beginLabels(desk, { of: 'prices' })}>
            {say('labels.of.prices')}
          </Button>
        )}
      </div>
      {read.value.length === 0 ? (
        <Empty title={say('goods.wishes.none')} hint={say('goods.wishes.none.hint')} />
      ) : (
        <WishList wishes={read.value} isNamed />
      )}
    </>
  )
}

interface WishListProps {
  readonly wishes: readonly GoodsWishView[]
  /** Each with the name of its goods, which can be opened. */
  readonly isNamed: boolean
}

export function WishList({ wishes, isNamed }: WishListProps) {
  const say = useSay()
  return (
    <ul className="goods-wishes" aria-label={say('goods.wishes')}>
      {wishes.map((wish) => (
        <Wish key={wish.change} wish={wish} isNamed={isNamed} />
      ))}
    </ul>
  )
}

function Wish({ wish, isNamed }: { readonly wish: GoodsWishView; readonly isNamed: boolean }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const { name, state, person, code, at, from, unitPrice, list, isNew, fields } = wish
  const what = isNew
    ? say('goods.wish.new')
    : fields.map((field) => say(`goods.field.${field}`)).join(', ')
  const price = unitPrice === null ? '' : format.unitPrice(unitPrice)
  const when = from === null ? '' : say('goods.wish.from', { moment: format.moment(from) })
  const isOpen = state === 'pending' || state === 'waiting'
  return (
    <li className="goods-wish" data-state={state}>
      <div className="goods-wish-text">
        {isNamed && (
          <span className="goods-wish-name">
            <bdi>{name}</bdi>
          </span>
        )}
        <span>{[what, list, price, when].filter(Boolean).join(' · ')}</span>
        <span className="result-detail">
          {[person, code, format.moment(at)].filter(Boolean).join(' · ')}
        </span>
        <Told wish={wish} />
      </div>
      <span className="goods-wish-state" data-open={isOpen || undefined}>
        {say(`goods.state.${state}`)}
      </span>
      {isNamed && state !== 'refused' && (
        <Button
          tone="quiet"
          spoken={say('goods.open', { name })}
          onPress={() => void showGoods(desk, wish.variant)}
        >
          {say('goods.open.short')}
        </Button>
      )}
    </li>
  )
}

/** What a person has to know of how it ended. */
function Told({ wish: { reason, crossed, isOvertaken, shared } }: { wish: GoodsWishView }) {
  const say = useSay()
  const told = [
    ...(reason === null ? [] : [say(`goods.refused.${reason}`)]),
    ...(crossed.length === 0
      ? []
      : [
          say('goods.crossed', {
            fields: crossed.map((field) => say(`goods.field.${field}`)).join(', '),
          }),
        ]),
    ...(isOvertaken ? [say('goods.overtaken')] : []),
    ...(shared.length === 0 ? [] : [say('goods.shared', { codes: shared.join(', ') })]),
  ]
  return told.map((text) => (
    <span key={text} className="goods-told">
      {text}
    </span>
  ))
}
