/** A gift card: its code, then what is on it, what it pays of this sale, and what is put on it. */
import { useEffect, useState } from 'react'
import type { CardView } from '../../../src/contract/terminal/accounts.ts'
import { minor, type Minor } from '../../../src/domain/money.ts'
import { beginGiftCard, followCards, loadGiftCard, payByGiftCard } from '../../acts/gift-cards.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Figure } from '../../design/Figure.tsx'
import { Keypad } from '../../design/Keypad.tsx'
import { Notice } from '../../design/Notice.tsx'
import { readAmount, withKey } from '../../format/typed-amount.ts'
import { actOf, KEYMAP, QUICK_KEYS } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'
import { QuickAmounts } from './QuickAmounts.tsx'

const CODE_LONGEST = 80
const NO_AMOUNTS: readonly Minor[] = []

export function GiftCard({ code }: { readonly code: string }) {
  const desk = useDesk()
  useEffect(() => followCards(desk), [desk])
  return code === '' ? <AskCode /> : <Looked key={code} code={code} />
}

/** A scan answers it as well. */
function AskCode() {
  const say = useSay()
  const desk = useDesk()
  const [code, setCode] = useState('')
  const isReady = code.trim() !== ''
  const confirm = () => {
    if (isReady) beginGiftCard(desk, code.trim())
  }
  useKeys('step', (press) => {
    if (actOf(press) !== 'confirm') return false
    confirm()
    return true
  })
  return (
    <div className="pay-acts">
      <p className="pay-hint">{say('gift-card.ask')}</p>
      <Field
        label={say('gift-card.code')}
        value={code}
        onChange={setCode}
        maxLength={CODE_LONGEST}
        isFocusedAtOnce
      />
      <Button
        tone="strong"
        size="large"
        printedKey={KEYMAP.confirm.print}
        isDisabled={!isReady}
        onPress={confirm}
      >
        {say('gift-card.look')}
      </Button>
      <Back />
    </div>
  )
}

function Back() {
  const say = useSay()
  const desk = useDesk()
  return (
    <Button
      tone="quiet"
      printedKey={KEYMAP.back.print}
      onPress={() => desk.store.change({ kind: 'back' })}
    >
      {say('cash.back')}
    </Button>
  )
}

function Looked({ code }: { readonly code: string }) {
  const say = useSay()
  const desk = useDesk()
  const version = useTerminal((state) => state.draft?.version ?? 0)
  const reading = useReading(
    (client) => client.giftCards.look({ code }),
    `${code} ${String(version)}`,
  )
  if (reading.state === 'ready') return <Card code={code} card={reading.value} />
  if (reading.state === 'loading') return null
  return (
    <div className="pay-acts">
      <Notice tone="caution" title={troubleText(say, reading.trouble)} />
      <Button onPress={() => beginGiftCard(desk)}>{say('gift-card.other')}</Button>
      <Back />
    </div>
  )
}

interface CardProps {
  readonly code: string
  readonly card: CardView
}

function Card({ code, card }: CardProps) {
  const say = useSay()
  const desk = useDesk()
  const { exponent } = useFormat()
  const due = useTerminal((state) => state.draft?.due ?? 0)
  const amounts = useTerminal((state) => state.shop?.giftCards?.amounts) ?? NO_AMOUNTS
  const [typed, setTyped] = useState('')
  const given = readAmount(typed, exponent)
  const mayPay = due < 0 || card.most > 0
  // Beside a sum to be paid they would be taken for what is paid.
  const quick = mayPay ? NO_AMOUNTS : amounts.slice(0, QUICK_KEYS.length)
  const pay = () => {
    const isWhole = given === null || given === 0 || due < 0
    void payByGiftCard(desk, code, isWhole ? undefined : given)
  }
  const load = (amount: Minor) => void loadGiftCard(desk, code, amount)
  useKeys('step', (press) => {
    const act = actOf(press)
    const chosen = quick[QUICK_KEYS.findIndex((each) => each === act)]
    const next = withKey(typed, press.key, exponent)
    if (chosen !== undefined) load(chosen)
    else if (act === 'confirm' && mayPay) pay()
    else if (act === 'confirm' && given !== null && given > 0) load(given)
    else if (next !== undefined) setTyped(next)
    else return act === 'confirm'
    return true
  })
  const key = (name: string) => setTyped(withKey(typed, name, exponent) ?? typed)
  return (
    <>
      <Held card={card} />
      <div className="pay-acts">
        <QuickAmounts
          label={say('gift-card.amounts')}
          amounts={quick}
          currency={null}
          onPick={load}
        />
        {due >= 0 && <Keypad onKey={key} extra="00" />}
        <Acts card={card} given={given} due={due} onPay={pay} onLoad={load} />
      </div>
    </>
  )
}

function Held({ card }: { readonly card: CardView }) {
  const say = useSay()
  return (
    <div className="tender-rows">
      <div className="tender-row">
        <span className="label">{say('gift-card.held', { digits: `····${card.lastFour}` })}</span>
        <output aria-label={say('gift-card.balance')}>
          {card.balance === null ? (
            <span className="label">{say('gift-card.unheard')}</span>
          ) : (
            <Figure amount={card.balance} size="large" />
          )}
        </output>
      </div>
    </div>
  )
}

interface ActsProps {
  readonly card: CardView
  readonly given: Minor | null
  readonly due: number
  readonly onPay: () => void
  readonly onLoad: (amount: Minor) => void
}

function Acts({ card, given, due, onPay, onLoad }: ActsProps) {
  const say = useSay()
  const format = useFormat()
  const mayPay = due < 0 || card.most > 0
  const isTyped = given !== null && given > 0
  const paid = due < 0 ? Math.abs(due) : isTyped ? Math.min(given, card.most) : card.most
  return (
    <>
      {mayPay && (
        <Button tone="pay" size="large" printedKey={KEYMAP.confirm.print} onPress={onPay}>
          {say(due < 0 ? 'gift-card.refund' : 'gift-card.pay', {
            amount: format.money(minor(paid)),
          })}
        </Button>
      )}
      {due >= 0 && (
        <Button
          size={mayPay ? 'normal' : 'large'}
          {...(!mayPay && { printedKey: KEYMAP.confirm.print })}
          isDisabled={!isTyped}
          onPress={() => onLoad(given ?? minor(0))}
        >
          {isTyped
            ? say('gift-card.load', { amount: format.money(given) })
            : say('gift-card.load.type')}
        </Button>
      )}
      <Back />
    </>
  )
}
