/** A scan that did not become a line, where the line would have been, with what can be done. */
import type { SellableView } from '../../../src/contract/terminal/views.ts'
import { ONE } from '../../../src/domain/quantity.ts'
import { add } from '../../acts/cart.ts'
import { Button } from '../../design/Button.tsx'
import { Notice as NoticeBox } from '../../design/Notice.tsx'
import { actOf, digitOf, KEYMAP } from '../../keyboard/keymap.ts'
import { messageKey, useSay } from '../../language/language.tsx'
import type { Notice } from '../../state/notice.ts'
import { useDesk, useFormat, useKeys } from '../../terminal-context.tsx'
import { Revealed } from '../Revealed.tsx'
import { focusEntry } from '../find/focus.ts'

export function ScanNotice({ notice }: { notice: Notice }) {
  return (
    <Revealed className="cart-notice">
      {notice.kind === 'choose' ? <Choose notice={notice} /> : <NotAdded notice={notice} />}
    </Revealed>
  )
}

function NotAdded({ notice }: { notice: Exclude<Notice, { kind: 'choose' }> }) {
  const say = useSay()
  const desk = useDesk()
  const isUnknown = notice.kind === 'unknown'
  const openItem = () => {
    const label = isUnknown ? '' : notice.name
    desk.store.change({ kind: 'step', step: { name: 'open-item', label } })
  }
  const search = () => {
    desk.store.change({ kind: 'back' })
    focusEntry()
  }
  useKeys('step', (press) => {
    const act = actOf(press)
    if (act === 'open-item') openItem()
    else if (act === 'search') search()
    else return false
    return true
  })
  const reason = isUnknown ? null : (messageKey(`failure.${notice.reason}`) ?? 'notice.blocked')
  return (
    <NoticeBox
      tone={isUnknown ? 'caution' : 'danger'}
      title={isUnknown ? say('notice.unknown', { text: notice.text }) : notice.name}
      acts={
        <>
          <Button printedKey={KEYMAP.search.print} onPress={search}>
            {say('notice.search')}
          </Button>
          <Button printedKey={KEYMAP['open-item'].print} onPress={openItem}>
            {say('notice.open-item')}
          </Button>
          <Button
            tone="quiet"
            printedKey={KEYMAP.back.print}
            onPress={() => desk.store.change({ kind: 'back' })}
          >
            {say('dismiss')}
          </Button>
        </>
      }
    >
      <p>{reason === null ? say('notice.unknown.body') : say(reason)}</p>
    </NoticeBox>
  )
}

/** As many as there are number keys; a tenth product with one code is for the back office. */
const CHOICES_AT_MOST = 9

function Choose({ notice }: { notice: Extract<Notice, { kind: 'choose' }> }) {
  const say = useSay()
  const desk = useDesk()
  const choices = notice.choices.slice(0, CHOICES_AT_MOST)
  const take = (goods: SellableView) => void add(desk, goods, notice.quantity)
  useKeys('step', (press) => {
    const digit = digitOf(press)
    if (digit === undefined) return false
    const goods = choices[digit - 1]
    if (goods) take(goods)
    return true
  })
  return (
    <NoticeBox tone="caution" title={say('notice.choose')}>
      <p>{say('notice.choose.body', { text: notice.text })}</p>
      <div className="choices">
        {choices.map((goods, index) => (
          <Choice
            key={`${goods.variant} ${goods.packQuantity}`}
            goods={goods}
            number={index + 1}
            onTake={take}
          />
        ))}
      </div>
    </NoticeBox>
  )
}

interface ChoiceProps {
  readonly goods: SellableView
  readonly number: number
  readonly onTake: (goods: SellableView) => void
}

function Choice({ goods, number, onTake }: ChoiceProps) {
  const say = useSay()
  const format = useFormat()
  const { unitPrice, packQuantity, unit } = goods
  // Two packs of one product differ in nothing else.
  const isPack = packQuantity !== ONE
  return (
    <Button
      printedKey={String(number)}
      isDisabled={unitPrice === null}
      onPress={() => onTake(goods)}
    >
      <span className="cart-name">{goods.name}</span>
      <span>
        {isPack && `${format.quantity(packQuantity, unit)} × `}
        {unitPrice === null ? say('result.no-price') : format.unitPrice(unitPrice)}
      </span>
      <span className="cart-detail">
        <bdi>{goods.size}</bdi>
      </span>
    </Button>
  )
}
