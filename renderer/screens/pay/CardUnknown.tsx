/**
 * A card payment whose end nobody knows: the device is asked first. Where it cannot say, whoever
 * may and has seen it says so, and is asked once more before it counts.
 */
import { useState } from 'react'
import { resolvePayment, settlePayment } from '../../acts/pay.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf, digitOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'

/** The number key of each stands on its button. */
const WORDS = ['charged', 'not-charged'] as const
type Word = (typeof WORDS)[number]

export function CardUnknown({ words }: { words: string }) {
  const say = useSay()
  const desk = useDesk()
  const maySettle = useTerminal(
    ({ status }) => status?.permissions.includes('settle-payment') ?? false,
  )
  const [word, setWord] = useState<Word | null>(null)
  const asked = useAsked()
  const ask = () => void resolvePayment(desk)
  useKeys('step', (press) => {
    // What lies over the column has its own keys, and a button reached by Tab answers Enter.
    if (desk.store.state().panel || word !== null) return false
    const act = actOf(press)
    const chosen = WORDS[(digitOf(press) ?? 0) - 1]
    if (act === 'confirm' && !(document.activeElement instanceof HTMLButtonElement)) ask()
    else if (maySettle && chosen) setWord(chosen)
    else return false
    return true
  })
  if (maySettle && word !== null) return <Sure word={word} onBack={() => setWord(null)} />
  return (
    <>
      <Notice tone="danger" title={say(`${asked}.unknown`)}>
        <p>{say(`${asked}.unknown.body`)}</p>
        {words !== '' && <p>{say('card.said', { words })}</p>}
      </Notice>
      <div className="pay-acts">
        <Button tone="strong" size="large" printedKey={KEYMAP.confirm.print} onPress={ask}>
          {say('card.ask')}
        </Button>
        {maySettle && <p className="label">{say('card.by-hand')}</p>}
        {maySettle &&
          WORDS.map((each, index) => (
            <Button key={each} printedKey={String(index + 1)} onPress={() => setWord(each)}>
              {say(`${asked}.by-hand.${each}`)}
            </Button>
          ))}
      </div>
    </>
  )
}

/** Whether money was to be paid, or to go back: what is not known is another thing then. */
function useAsked(): 'card' | 'card-back' {
  const kind = useTerminal((state) => state.draft?.payment?.kind)
  return kind === undefined || kind === 'payment' ? 'card' : 'card-back'
}

/** What a person's word makes of it; a refund that went back needs no paying again. */
function useMeant(): 'card' | 'card-back' | 'card-refund' {
  const kind = useTerminal((state) => state.draft?.payment?.kind)
  const asked = useAsked()
  return kind === 'refund' ? 'card-refund' : asked
}

function Sure({ word, onBack }: { word: Word; onBack: () => void }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const amount = useTerminal((state) => state.draft?.payment?.amount ?? 0)
  const asked = useAsked()
  const meant = useMeant()
  const settle = () => void settlePayment(desk, word)
  useKeys('step', (press) => {
    if (desk.store.state().panel) return false
    const act = actOf(press)
    if (act === 'back') onBack()
    else if (act === 'confirm' && !(document.activeElement instanceof HTMLButtonElement)) settle()
    else return false
    return true
  })
  return (
    <>
      <Notice tone="danger" title={say(`${asked}.sure.${word}`, { amount: format.money(amount) })}>
        <p>{say(`${meant}.sure.${word}.body`)}</p>
        <p>{say('card.sure.kept')}</p>
      </Notice>
      <div className="pay-acts">
        <Button tone="danger" size="large" printedKey={KEYMAP.confirm.print} onPress={settle}>
          {say(`${meant}.sure.${word}.yes`)}
        </Button>
        <Button tone="quiet" printedKey={KEYMAP.back.print} onPress={onBack}>
          {say('card.sure.back')}
        </Button>
      </div>
    </>
  )
}
