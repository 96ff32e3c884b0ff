/** What can be done to the selected line, and to the sale as a whole. */
import { removeLine, repeatLast, undo } from '../../acts/cart.ts'
import type { Desk } from '../../acts/desk.ts'
import { undoLastTender } from '../../acts/pay.ts'
import { beginPrice } from '../../acts/prices.ts'
import { Button } from '../../design/Button.tsx'
import { KEYMAP, type KeyAct } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import type { Step, TerminalState } from '../../state/state.ts'
import { useDesk, useTerminal } from '../../terminal-context.tsx'

const FORMS: ReadonlySet<Step['name']> = new Set([
  ...(['quantity', 'price', 'coupon', 'note', 'deposits', 'brought', 'open-item'] as const),
])

export function CartTools() {
  const say = useSay()
  const desk = useDesk()
  // A form in the cart needs the room, and none of these can be used beside it.
  const isAsked = useTerminal(({ step }) => FORMS.has(step.name))
  if (isAsked) return null
  return (
    <div className="cart-tools" role="toolbar" aria-label={say('cart.tools')}>
      {TOOLS.map((tool) => (
        <ToolButton key={tool.act} {...tool} desk={desk} />
      ))}
    </div>
  )
}

interface Tool {
  readonly act: ToolName & KeyAct
  readonly may: (state: TerminalState) => boolean
  readonly press: (desk: Desk) => void
}

type ToolName =
  | ('quantity' | 'remove' | 'repeat' | 'note')
  | ('deposits' | 'price' | 'coupon' | 'undo')

function ToolButton({ act, may, press, desk }: Tool & { readonly desk: Desk }) {
  const say = useSay()
  const isAble = useTerminal(may)
  return (
    <Button printedKey={KEYMAP[act].print} isDisabled={!isAble} onPress={() => press(desk)}>
      {say(`cart.${act}`)}
    </Button>
  )
}

// While money is there for the lines, they stand; undo gives the last of it back.
const isOpen = ({ step, draft }: TerminalState): boolean =>
  step.name === 'sell' && (draft?.tenders.length ?? 0) === 0
const hasLines = (state: TerminalState): boolean =>
  isOpen(state) && (state.draft?.lines.length ?? 0) > 0
const selectedOf = (state: TerminalState) =>
  isOpen(state) ? state.draft?.lines.find(({ id }) => id === state.selected) : undefined

function onSelected(act: (desk: Desk, line: string) => void): Tool['press'] {
  return (desk) => {
    const line = selectedOf(desk.store.state())
    if (line) act(desk, line.id)
  }
}

function to(step: Step): Tool['press'] {
  return (desk) => desk.store.change({ kind: 'step', step })
}

const TOOLS: readonly Tool[] = [
  {
    act: 'quantity',
    // Goods that come back are counted where they are chosen.
    may: (state) => {
      const line = selectedOf(state)
      return line?.returned === null && !line.unproven
    },
    press: onSelected((desk, line) => to({ name: 'quantity', line })(desk)),
  },
  {
    act: 'remove',
    may: (state) => selectedOf(state) !== undefined,
    press: onSelected((desk, line) => void removeLine(desk, line)),
  },
  {
    act: 'repeat',
    may: (state) => isOpen(state) && (state.draft?.canUndo ?? false),
    press: (desk) => void repeatLast(desk),
  },
  {
    act: 'note',
    may: isOpen,
    press: (desk) => to({ name: 'note', line: selectedOf(desk.store.state())?.id ?? null })(desk),
  },
  { act: 'deposits', may: isOpen, press: to({ name: 'deposits' }) },
  { act: 'price', may: hasLines, press: beginPrice },
  { act: 'coupon', may: hasLines, press: to({ name: 'coupon' }) },
  {
    act: 'undo',
    may: ({ step, draft }) =>
      step.name === 'sell' && ((draft?.canUndo ?? false) || (draft?.tenders.length ?? 0) > 0),
    press: (desk) => {
      if (!undoLastTender(desk)) void undo(desk)
    },
  },
]
