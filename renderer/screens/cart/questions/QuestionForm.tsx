/**
 * What must be known of goods before they are a line, asked where the line will stand. Nothing is
 * modal: a scan goes on into the cart, and its own question waits behind this one.
 */
import type { Need } from '../../../../src/domain/selling/needs.ts'
import { putAside } from '../../../acts/questions.ts'
import { Button } from '../../../design/Button.tsx'
import { actOf, KEYMAP } from '../../../keyboard/keymap.ts'
import { useSay } from '../../../language/language.tsx'
import { firstNeed, type Question } from '../../../state/questions.ts'
import { useDesk, useKeys, useTerminal } from '../../../terminal-context.tsx'
import { Revealed } from '../../Revealed.tsx'
import { AddOnsAsked } from './AddOnsAsked.tsx'
import { AgeAsked } from './AgeAsked.tsx'
import { Choose } from './Choose.tsx'
import { ExpiredAsked } from './ExpiredAsked.tsx'
import { MarkAsked } from './MarkAsked.tsx'
import { MeasureAsked } from './MeasureAsked.tsx'
import { PriceAsked } from './PriceAsked.tsx'
import './questions.css'

export function Questions() {
  const question = useTerminal((state) => state.questions[0])
  const waiting = useTerminal((state) => state.questions.length - 1)
  return question && <QuestionForm key={question.key} question={question} waiting={waiting} />
}

interface QuestionProps {
  readonly question: Question
  readonly waiting: number
}

function QuestionForm({ question, waiting }: QuestionProps) {
  const say = useSay()
  const desk = useDesk()
  const need = firstNeed(question)
  useKeys('step', (press) => {
    if (actOf(press) !== 'back') return false
    putAside(desk, question)
    return true
  })
  const goods = question.asks.kind === 'needs' ? question.asks.goods : null
  return (
    <Revealed className="question">
      <section role="alert" aria-label={goods?.name ?? say('notice.choose')}>
        {goods && (
          <h3 className="question-goods">
            {goods.name} <span className="cart-detail">{goods.size}</span>
          </h3>
        )}
        {need ? (
          <Asked question={question} need={need} />
        ) : (
          question.asks.kind === 'choose' && (
            <Choose question={question} choices={question.asks.choices} />
          )
        )}
        <div className="question-foot">
          <Button
            tone="quiet"
            printedKey={KEYMAP.back.print}
            onPress={() => putAside(desk, question)}
          >
            {need?.kind === 'age' ? say('question.refuse') : say('question.not-sold')}
          </Button>
          {waiting > 0 && <span>{say('question.waiting', { count: waiting })}</span>}
        </div>
      </section>
    </Revealed>
  )
}

function Asked({ question, need }: { question: Question; need: Need }) {
  switch (need.kind) {
    case 'measure':
      return <MeasureAsked question={question} unit={need.unit} />
    case 'price':
      return <PriceAsked question={question} need={need} />
    case 'add-ons':
      return <AddOnsAsked question={question} need={need} />
    case 'serial':
    case 'lot':
      return <MarkAsked question={question} kind={need.kind} />
    case 'expired':
      return <ExpiredAsked question={question} expiry={need.expiry} />
    case 'age':
      return <AgeAsked question={question} need={need} />
  }
}
