/** Goods that are known: what the till sells them by, and what of it shall be otherwise. */
import { useState } from 'react'
import type { GoodsView } from '../../../src/contract/terminal/goods.ts'
import { changeGoods } from '../../acts/goods.ts'
import { beginLabels, mayLabel } from '../../acts/labels.ts'
import { Button } from '../../design/Button.tsx'
import { dateOrder } from '../../format/typed-date.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'
import { Choice } from './Choice.tsx'
import { Codes } from './Codes.tsx'
import { Choices, Names, PriceAndDate, SupplierNumber } from './Fields.tsx'
import { changesOf, fromOf, priceOf, typedOf, wantedPrice, type SetTyped } from './form.ts'
import { WishList } from './Wishes.tsx'

interface KnownProps {
  /** As it was when the form was opened. */
  readonly view: GoodsView
  readonly codes: readonly string[]
}

export function KnownGoods({ view, codes }: KnownProps) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const [typed, setTyped] = useState(() => typedOf(view))
  const set: SetTyped = (change) => setTyped((before) => ({ ...before, ...change }))
  const price = priceOf(typed, format.exponent)
  const from = fromOf(typed, dateOrder(format.locale))
  const changes = {
    ...changesOf(view, typed, price),
    ...(codes.length > 0 && { addedCodes: [...codes] }),
  }
  const isReady = Object.keys(changes).length > 0 && from !== undefined && typed.name.trim() !== ''
  const save = () => {
    if (!isReady) return
    void changeGoods(desk, { variant: view.variant, ...changes, from })
  }
  const canLabel = useTerminal(({ status }) => mayLabel(status))
  const now = useNow(view)
  const unitPrice = wantedPrice(view, typed)
  const has = view.wanted.barcodes.filter(({ id }) => !typed.removed.includes(id))
  return (
    <div className="goods-form">
      <h2>
        <bdi>{view.wanted.name}</bdi>
      </h2>
      <Standing now={now} />
      <Names typed={typed} set={set} isNew={false} />
      <Lists view={view} list={typed.list} onChoose={(list) => set({ list, price: '' })} />
      <PriceAndDate
        typed={typed}
        set={set}
        standing={unitPrice === null ? '' : format.unitPrice(unitPrice)}
      />
      <SupplierNumber typed={typed} set={set} />
      <Codes has={has} added={codes} onRemove={(id) => set({ removed: [...typed.removed, id] })} />
      <Choices typed={typed} set={set} />
      <div className="goods-acts">
        {canLabel && (
          <Button onPress={() => beginLabels(desk, { of: 'goods', variant: view.variant })}>
            {say('labels.of.goods')}
          </Button>
        )}
        <Button tone="strong" isDisabled={!isReady} onPress={save}>
          {say('goods.save')}
        </Button>
      </div>
      {now.wishes.length > 0 && (
        <section>
          <h3 className="field-label">{say('goods.wishes')}</h3>
          <WishList wishes={now.wishes} isNamed={false} />
        </section>
      )}
    </div>
  )
}

interface ListsProps {
  readonly view: GoodsView
  readonly list: string
  readonly onChoose: (list: string) => void
}

/** Whose price is looked at and changed, where groups of customers have prices of their own. */
function Lists({ view, list, onChoose }: ListsProps) {
  const say = useSay()
  const format = useFormat()
  if (view.lists.length === 0) return null
  const priced = (name: string, price: GoodsView['standing']['unitPrice']) =>
    `${name} · ${price === null ? '–' : format.unitPrice(price)}`
  const options = view.lists.map((each) => ({
    id: each.list,
    name: priced([each.name, ...each.groups].filter(isFirst).join(', '), each.standing),
  }))
  const own = { id: '', name: priced(say('goods.list.own'), view.standing.unitPrice) }
  return <Choice label="goods.list" options={[own, ...options]} chosen={list} onChoose={onChoose} />
}

/** A list is often called as its group is. */
function isFirst(name: string, place: number, names: readonly string[]): boolean {
  return names.indexOf(name) === place
}

/** Read again whenever goods change; the form stays as it was opened. */
function useNow(view: GoodsView): GoodsView {
  const { variant } = view
  const read = useReading((client) => client.goods.show({ variant }), variant)
  return read.state === 'ready' ? read.value : view
}

/** By what it is sold here now. */
function Standing({ now }: { readonly now: GoodsView }) {
  const say = useSay()
  const format = useFormat()
  const { unitPrice } = now.standing
  const price = unitPrice === null ? say('result.no-price') : format.unitPrice(unitPrice)
  const isPending = now.wishes.some(({ state }) => state === 'pending')
  const rule = now.isOwn ? 'goods.own' : isPending ? 'goods.pending' : null
  return (
    <section className="goods-standing" data-pending={isPending || undefined}>
      <p className="goods-standing-price">
        <span>{say('goods.sells-at')}</span> <strong>{price}</strong>
      </p>
      {rule !== null && <p>{say(rule)}</p>}
      {now.coming.map((each) => (
        <p key={each.from}>
          {say('goods.coming', {
            moment: format.moment(each.from),
            price: format.unitPrice(each.unitPrice),
          })}
        </p>
      ))}
    </section>
  )
}
