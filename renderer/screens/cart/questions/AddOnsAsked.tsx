/** Milk or oat, extra cheese, no onions: what comes with it. */
import { useState } from 'react'
import type { Need } from '../../../../src/domain/selling/needs.ts'
import { resume } from '../../../acts/questions.ts'
import { Button } from '../../../design/Button.tsx'
import { actOf, digitOf, KEYMAP } from '../../../keyboard/keymap.ts'
import { useSay } from '../../../language/language.tsx'
import type { Question } from '../../../state/questions.ts'
import { useDesk, useFormat, useKeys } from '../../../terminal-context.tsx'

interface AddOnsProps {
  readonly question: Question
  readonly need: Extract<Need, { kind: 'add-ons' }>
}

export function AddOnsAsked({ question, need }: AddOnsProps) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const { group, minimum, maximum } = need
  const [counts, setCounts] = useState<readonly number[]>(() => need.choices.map(() => 0))
  const taken = counts.reduce((sum, count) => sum + count, 0)
  const answer = (chosenCounts: readonly number[]) => {
    const chosen = chosenCounts.flatMap((count, choice) => (count > 0 ? [{ choice, count }] : []))
    const before = question.answers.addOns ?? []
    void resume(desk, question, { addOns: [...before, { group, chosen }] })
  }
  const touch = (place: number) => {
    if (need.choices[place] === undefined) return
    // One of several is one touch: it needs no confirmation.
    if (minimum === 1 && maximum === 1) {
      answer(counts.map((_, at) => (at === place ? 1 : 0)))
      return
    }
    setCounts(touched(counts, place, maximum))
  }
  const isReady = taken >= minimum && taken <= maximum
  const confirm = () => {
    if (isReady) answer(counts)
  }
  useKeys('step', (press) => {
    const digit = digitOf(press)
    if (digit !== undefined) touch(digit - 1)
    else if (actOf(press) === 'confirm') confirm()
    else return false
    return true
  })
  return (
    <>
      <p className="question-asks">{need.name}</p>
      <p className="cart-detail">{say('add-ons.range', { minimum, maximum })}</p>
      <div className="choices">
        {need.choices.map(({ name, unitPrice }, place) => {
          const count = counts[place] ?? 0
          return (
            <Button
              key={name}
              isOn={count > 0}
              {...(place < 9 && { printedKey: String(place + 1) })}
              onPress={() => touch(place)}
            >
              <span className="cart-name">
                {count > 1 ? `${format.count(count)} × ${name}` : name}
              </span>
              <span>{unitPrice !== null && `+ ${format.unitPrice(unitPrice)}`}</span>
            </Button>
          )
        })}
      </div>
      <Button
        tone="strong"
        printedKey={KEYMAP.confirm.print}
        isDisabled={!isReady}
        onPress={confirm}
      >
        {taken === 0 ? say('add-ons.none') : say('question.add')}
      </Button>
    </>
  )
}

/** One more of it, as long as more may be taken; after that none again. */
export function touched(counts: readonly number[], place: number, maximum: number): number[] {
  const taken = counts.reduce((sum, count) => sum + count, 0)
  const isFull = taken >= maximum
  return counts.map((count, at) => (at === place ? (isFull ? 0 : count + 1) : count))
}
