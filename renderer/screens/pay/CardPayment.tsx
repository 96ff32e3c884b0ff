/** A payment at the card device. While its end is not known, the sale waits for it. */
import { payCard, beginCash, resolvePayment } from '../../acts/pay.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { Progress } from '../../design/Progress.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { messageKey, useSay } from '../../language/language.tsx'
import { useDesk, useKeys } from '../../terminal-context.tsx'
import type { CardPhase } from '../../state/state.ts'

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
  useKeys('step', (press) => {
    if (phase !== 'unknown' || actOf(press) !== 'confirm') return false
    void resolvePayment(desk)
    return true
  })
  if (phase === 'waiting' || phase === 'asking') {
    return (
      <div className="card-state" aria-live="polite">
        <h2>{say(`card.${phase}`)}</h2>
        <Progress label={say(`card.${phase}`)} />
        <p>{say(`card.${phase}.body`)}</p>
      </div>
    )
  }
  if (phase === 'unknown') {
    return (
      <>
        <Notice tone="danger" title={say('card.unknown')}>
          <p>{say('card.unknown.body')}</p>
          {words !== '' && <p>{say('card.said', { words })}</p>}
        </Notice>
        <div className="pay-acts">
          <Button
            tone="strong"
            size="large"
            printedKey={KEYMAP.confirm.print}
            onPress={() => void resolvePayment(desk)}
          >
            {say('card.ask')}
          </Button>
        </div>
      </>
    )
  }
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
