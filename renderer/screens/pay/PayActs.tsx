/** How the customer may pay. */
import { beginAccount, beginVoucher, waysOf } from '../../acts/accounts.ts'
import { beginGiftCard } from '../../acts/gift-cards.ts'
import { beginCash, beginTip, moneyBack, payCard } from '../../acts/pay.ts'
import { giveBack, giveNote, refundOf, wayOfRefund } from '../../acts/refunds.ts'
import { Button } from '../../design/Button.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'

export function PayActs() {
  const say = useSay()
  const desk = useDesk()
  const isEmpty = useTerminal((state) => (state.draft?.lines.length ?? 0) === 0)
  const takesCards = useTerminal((state) => state.shop?.takesCards ?? false)
  const takesTips = useTerminal((state) => state.shop?.takesTips ?? false)
  const back = useTerminal((state) => moneyBack(state.draft))
  if (back !== null) {
    return <BackActs isEven={back === 0} />
  }
  return (
    <div className="pay-acts">
      {takesTips && (
        <Button printedKey={KEYMAP.tip.print} isDisabled={isEmpty} onPress={() => beginTip(desk)}>
          {say('tip.title')}
        </Button>
      )}
      <OtherWays />
      {takesCards && (
        <Button
          size="large"
          printedKey={KEYMAP.card.print}
          isDisabled={isEmpty}
          onPress={() => void payCard(desk)}
        >
          {say('pay.card')}
        </Button>
      )}
      <Button
        className="pay-main"
        tone="pay"
        size="large"
        printedKey={KEYMAP.cash.print}
        isDisabled={isEmpty}
        onPress={() => void beginCash(desk)}
      >
        {say('pay.cash')}
      </Button>
    </div>
  )
}

/** As it was paid, or in cash: what is usual is the large one. */
function BackActs({ isEven }: { isEven: boolean }) {
  const say = useSay()
  const desk = useDesk()
  const isAsPaid = useTerminal((state) => refundOf(state.draft) !== null)
  // What goes to an account alone is no cash, and cash ends the sale.
  const isCreditOnly = useTerminal((state) => (state.draft?.refund?.credit ?? 0) > 0)
  const asPaid = useTerminal((state) => wayOfRefund(state.draft))
  return (
    <div className="pay-acts">
      {!isEven && <OtherWays />}
      {!isCreditOnly && (
        <Button
          className={isAsPaid ? '' : 'pay-main'}
          tone={isAsPaid ? 'plain' : 'pay'}
          size="large"
          printedKey={KEYMAP.cash.print}
          onPress={() => void beginCash(desk)}
        >
          {say(isEven ? 'pay.even' : isAsPaid ? 'refund.in-cash' : 'pay.refund')}
        </Button>
      )}
      {isAsPaid && (
        <Button
          className="pay-main"
          tone="pay"
          size="large"
          printedKey={KEYMAP.card.print}
          onPress={() => void giveBack(desk)}
        >
          {say(asPaid)}
        </Button>
      )}
    </div>
  )
}

/** What only some stores and some customers pay with. */
function OtherWays() {
  const say = useSay()
  const desk = useDesk()
  const hasGiftCards = useTerminal((state) => (state.shop?.giftCards ?? null) !== null)
  const hasVouchers = useTerminal((state) => (state.shop?.vouchers.length ?? 0) > 0)
  const hasAccount = useTerminal(({ draft }) => draft !== null && waysOf(draft).length > 0)
  const isRefund = useTerminal(({ draft }) => (draft?.due ?? 0) < 0)
  const isEmpty = useTerminal((state) => (state.draft?.lines.length ?? 0) === 0)
  return (
    <div className="pay-other">
      {hasGiftCards && (
        <Button printedKey={KEYMAP['gift-card'].print} onPress={() => beginGiftCard(desk)}>
          {say('pay.gift-card')}
        </Button>
      )}
      {hasAccount && (
        <Button printedKey={KEYMAP.account.print} onPress={() => beginAccount(desk)}>
          {say('pay.account')}
        </Button>
      )}
      {hasGiftCards && isRefund && (
        <Button printedKey={KEYMAP.voucher.print} onPress={() => void giveNote(desk)}>
          {say('refund.note')}
        </Button>
      )}
      {hasVouchers && !isRefund && (
        <Button
          printedKey={KEYMAP.voucher.print}
          isDisabled={isEmpty}
          onPress={() => beginVoucher(desk)}
        >
          {say('pay.voucher')}
        </Button>
      )}
    </div>
  )
}
