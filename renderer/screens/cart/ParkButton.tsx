/** Puts the cart aside; with an empty cart it says how many wait, and shows them. */
import { parkOrShow } from '../../acts/parking.ts'
import { Button } from '../../design/Button.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'

export function ParkButton() {
  const say = useSay()
  const desk = useDesk()
  const isFull = useTerminal(({ draft }) => (draft?.lines.length ?? 0) > 0)
  const count = useTerminal((state) => state.draft?.parked ?? 0)
  const isPaid = useTerminal(({ draft }) => (draft?.tenders.length ?? 0) > 0)
  const isSelling = useTerminal(({ step }) => step.name === 'sell' || step.name === 'done')
  return (
    <Button
      tone="quiet"
      printedKey={KEYMAP.park.print}
      isDisabled={!isSelling || isPaid}
      onPress={() => parkOrShow(desk)}
    >
      {isFull ? say('cart.park') : say('cart.parked', { count })}
    </Button>
  )
}
