/** A quote that the list has not: another till's, or one that waits for long, by its number. */
import { useState } from 'react'
import type { ParkedCartView } from '../../../src/contract/terminal/parking.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { useKeys } from '../../terminal-context.tsx'
import { useMayMail } from '../mail/use-may-mail.ts'
import { useReading } from '../use-reading.ts'
import { Cart } from './Cart.tsx'
import { MailQuote } from './MailQuote.tsx'

/** As it is printed, with room for a slip of the finger. */
const LONGEST = 40

interface FindQuoteProps {
  readonly onTake: (cart: ParkedCartView) => void
  readonly onClose: () => void
}

export function FindQuote({ onTake, onClose }: FindQuoteProps) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  /** What was asked for, and how often: it may have come to the server in the meantime. */
  const [asked, setAsked] = useState({ text: '', turn: 0 })
  const [isMailing, setMailing] = useState(false)
  const isReady = typed.trim() !== ''
  const find = () => {
    if (isReady) setAsked({ text: typed, turn: asked.turn + 1 })
  }
  useKeys('panel', (press) => {
    if (isMailing) return false
    const act = actOf(press)
    if (act === 'back') onClose()
    else if (act === 'confirm' && !isOnButton()) find()
    else return false
    return true
  })
  return (
    <section className="parked-find" aria-label={say('parked.find')}>
      {!isMailing && (
        <>
          <Field
            label={say('parked.find.number')}
            value={typed}
            onChange={setTyped}
            maxLength={LONGEST}
            isFocusedAtOnce
          />
          <div className="mail-form-acts">
            <Button printedKey={KEYMAP.back.print} onPress={onClose}>
              {say('cancel')}
            </Button>
            <Button
              tone="strong"
              printedKey={KEYMAP.confirm.print}
              isDisabled={!isReady}
              onPress={find}
            >
              {say('parked.find.do')}
            </Button>
          </div>
        </>
      )}
      <div className="parked" aria-live="polite">
        {asked.turn > 0 && (
          <Found
            key={asked.turn}
            text={asked.text}
            {...{ isMailing, onTake }}
            onMailing={setMailing}
          />
        )}
      </div>
    </section>
  )
}

interface FoundProps extends Pick<FindQuoteProps, 'onTake'> {
  readonly text: string
  readonly isMailing: boolean
  readonly onMailing: (isMailing: boolean) => void
}

function Found({ text, isMailing, onMailing, onTake }: FoundProps) {
  const say = useSay()
  const mayMail = useMayMail()
  const [turn, setTurn] = useState(0)
  const reading = useReading((client) => client.parking.findQuote({ text }), String(turn))
  if (reading.state !== 'ready') return null
  const { cart, asked } = reading.value
  if (!cart) {
    return asked === 'unreachable' ? (
      <Notice tone="caution" title={say('parked.find.unreachable')}>
        <p>{say('parked.find.unreachable.hint')}</p>
      </Notice>
    ) : (
      <Empty title={say('parked.find.none')} hint={say('parked.find.none.hint')} />
    )
  }
  return (
    <>
      <Cart cart={cart} number={null} onTake={() => onTake(cart)} />
      {mayMail && cart.isMailable && (
        <MailQuote
          cart={cart}
          isOpen={isMailing}
          hasKey={false}
          onOpen={() => onMailing(true)}
          onClose={(isQueued) => {
            onMailing(false)
            if (isQueued) setTurn(turn + 1)
          }}
        />
      )}
    </>
  )
}
