/** What was given by hand already on a line or on the whole sale, and the way to take it back. */
import type { DraftView } from '../../../src/contract/terminal/views.ts'
import type { Minor } from '../../../src/domain/money.ts'
import { takeDiscountBack } from '../../acts/prices.ts'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'

export function GivenByHand({ line }: { line: string | null }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const draft = useTerminal((state) => state.draft)
  const given = draft ? givenOn(draft, line) : []
  if (given.length === 0) return null
  return (
    <ul className="price-given" aria-label={say('price.given')}>
      {given.map(({ id, words, saving }) => (
        <li key={id}>
          <bdi>{words}</bdi>
          <span>{format.figure(0 - saving)}</span>
          <Button
            spoken={say('price.take-back-named', { name: words })}
            onPress={() => void takeDiscountBack(desk, id)}
          >
            {say('price.take-back')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

interface Given {
  readonly id: string
  readonly words: string
  readonly saving: Minor
}

function givenOn(draft: DraftView, line: string | null): readonly Given[] {
  if (line === null)
    return draft.given.map(({ id, reason, saving }) => ({ id, words: reason, saving }))
  const discounts = draft.lines.find(({ id }) => id === line)?.discounts ?? []
  return discounts
    .filter(({ kind }) => kind === 'manual-line')
    .map(({ source, name, amount }) => ({ id: source, words: name, saving: amount }))
}
