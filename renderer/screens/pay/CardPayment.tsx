/** A payment at the card device. While its end is not known, the sale waits for it. */
import { beginCash, cancelPayment, payCard } from '../../acts/pay.ts'
import { cardOfRefund, giveBack, refundOf } from '../../acts/refunds.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { Progress } from '../../design/Progress.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { messageKey, useSay } from '../../language/language.tsx'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import type { CardPhase } from '../../state/state.ts'
import { CardUnknown } from './CardUnknown.tsx'

interface CardPaymentProps {
  readonly phase: CardPhase
  /** What the device or the core said; a code of ours is put into words. */
  readonly reason: string
}

export function CardPayment({ phase, reason }: CardPaymentProps) {
  const say = useSay()
  const desk = useDesk()
  const key = messageKey(`failure.${reason}`)
  const words = key ? say(key) : reason
  if (phase === 'waiting') return <Waiting />
  if (phase === 'returning') return <Returning />
  if (phase === 'not-returned') {
    return <NotReturned words={words} isAnother={reason === 'another-card'} />
  }
  if (phase === 'asking') {
    return (
      <div className="card-state" aria-live="polite">
        <h2>{say('card.asking')}</h2>
        <Progress label={say('card.asking')} />
        <p>{say('card.asking.body')}</p>
      </div>
    )
  }
  if (phase === 'unknown') return <CardUnknown words={words} />
  return (
    <>
      <Notice tone="caution" title={say(`card.${phase}`)}>
        <p>{say('card.not-charged')}</p>
        {words !== '' && <p>{say('card.said', { words })}</p>}
      </Notice>
      <div className="pay-acts">
        <Button size="large" printedKey={KEYMAP.card.print} onPress={() => void payCard(desk)}>
          {say('card.again')}
        </Button>
        <Button size="large" printedKey={KEYMAP.cash.print} onPress={() => void beginCash(desk)}>
          {say('card.cash-instead')}
        </Button>
        <Button
          tone="quiet"
          printedKey={KEYMAP.back.print}
          onPress={() => desk.store.change({ kind: 'back' })}
        >
          {say('cash.back')}
        </Button>
      </div>
    </>
  )
}

/** A card's money goes back: the terminal may want to see the card. */
function Returning() {
  const say = useSay()
  const card = useTerminal((state) => cardOfRefund(state.draft))
  const isRefund = useTerminal((state) => refundOf(state.draft) !== null)
  return (
    <div className="card-state" aria-live="polite">
      <h2>{say('card.returning')}</h2>
      <Progress label={say('card.returning')} />
      <p>{say(isRefund ? 'card.refunding.body' : 'card.returning.body')}</p>
      {card !== '' && <p className="card-shown">{card}</p>}
    </div>
  )
}

interface NotReturnedProps {
  readonly words: string
  /** The card that was shown is not the one that had paid. */
  readonly isAnother: boolean
}

function NotReturned({ words, isAnother }: NotReturnedProps) {
  const say = useSay()
  const desk = useDesk()
  const card = useTerminal((state) => cardOfRefund(state.draft))
  const permissions = useTerminal((state) => state.status?.permissions)
  const mayTakeAnother = permissions?.includes('refund-to-another-card') ?? false
  const isRefund = useTerminal((state) => refundOf(state.draft) !== null)
  return (
    <>
      <Notice tone="caution" title={say('card.not-returned')}>
        <p>{say(isRefund ? 'card.not-refunded.body' : 'card.not-returned.body')}</p>
        {isAnother && card !== '' && <p>{say('card.had-paid', { card })}</p>}
        {words !== '' && <p>{isAnother ? words : say('card.said', { words })}</p>}
      </Notice>
      <div className="pay-acts">
        {isRefund && isAnother && mayTakeAnother && (
          <Button size="large" onPress={() => void giveBack(desk, true)}>
            {say('card.to-another')}
          </Button>
        )}
        {isRefund && (
          <Button size="large" printedKey={KEYMAP.card.print} onPress={() => void giveBack(desk)}>
            {say('card.again')}
          </Button>
        )}
        <Button
          size="large"
          printedKey={KEYMAP.back.print}
          onPress={() => desk.store.change({ kind: 'back' })}
        >
          {say('cash.back')}
        </Button>
      </div>
    </>
  )
}

/** The customer pays at the device; until then it can be told to give up. */
function Waiting() {
  const say = useSay()
  const desk = useDesk()
  useKeys('step', (press) => {
    // Esc closes what lies on top before it reaches for the payment.
    const { panel, trouble, notice } = desk.store.state()
    if (actOf(press) !== 'back' || panel || trouble || notice) return false
    void cancelPayment(desk)
    return true
  })
  return (
    <>
      <div className="card-state" aria-live="polite">
        <h2>{say('card.waiting')}</h2>
        <Progress label={say('card.waiting')} />
        <p>{say('card.waiting.body')}</p>
      </div>
      <div className="pay-acts">
        <Button
          tone="quiet"
          printedKey={KEYMAP.back.print}
          onPress={() => void cancelPayment(desk)}
        >
          {say('card.cancel')}
        </Button>
      </div>
    </>
  )
}
