/** What can be done to the selected line. */
import { removeLine, repeatLast, undo } from '../../acts/cart.ts'
import { undoLastTender } from '../../acts/pay.ts'
import { Button } from '../../design/Button.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'

export function CartTools() {
  const say = useSay()
  const desk = useDesk()
  const selected = useTerminal((state) => state.selected)
  const canUndo = useTerminal((state) => state.draft?.canUndo ?? false)
  const isSelling = useTerminal((state) => state.step.name === 'sell')
  // Goods that come back are counted where they are chosen.
  const isReturned = useTerminal((state) =>
    Boolean(state.draft?.lines.find(({ id }) => id === selected)?.returned),
  )
  // While money is there for the lines, they stand; undo gives the last of it back.
  const tenders = useTerminal((state) => state.draft?.tenders.length ?? 0)
  const isOpen = isSelling && tenders === 0
  const line = isOpen ? selected : null
  return (
    <div className="cart-tools" role="toolbar" aria-label={say('cart.tools')}>
      <Button
        printedKey={KEYMAP.quantity.print}
        isDisabled={line === null || isReturned}
        onPress={() => {
          if (line) desk.store.change({ kind: 'step', step: { name: 'quantity', line } })
        }}
      >
        {say('cart.quantity')}
      </Button>
      <Button
        printedKey={KEYMAP.remove.print}
        isDisabled={line === null}
        onPress={() => {
          if (line) void removeLine(desk, line)
        }}
      >
        {say('cart.remove')}
      </Button>
      <Button
        printedKey={KEYMAP.repeat.print}
        isDisabled={!canUndo || !isOpen}
        onPress={() => void repeatLast(desk)}
      >
        {say('cart.repeat')}
      </Button>
      <Button
        printedKey={KEYMAP.note.print}
        isDisabled={!isOpen}
        onPress={() => desk.store.change({ kind: 'step', step: { name: 'note', line } })}
      >
        {say('cart.note')}
      </Button>
      <Button
        printedKey={KEYMAP.deposits.print}
        isDisabled={!isOpen}
        onPress={() => desk.store.change({ kind: 'step', step: { name: 'deposits' } })}
      >
        {say('cart.deposits')}
      </Button>
      <Button
        printedKey={KEYMAP.undo.print}
        isDisabled={(!canUndo && tenders === 0) || !isSelling}
        onPress={() => {
          if (!undoLastTender(desk)) void undo(desk)
        }}
      >
        {say('cart.undo')}
      </Button>
    </div>
  )
}
