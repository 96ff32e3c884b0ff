/** The keys of the sell screen: what each act of the key table means here. */
import type { KeyPress } from '../../../src/domain/barcode/keyboard.ts'
import { removeLine, scan, undo } from '../../acts/cart.ts'
import type { Desk } from '../../acts/desk.ts'
import { reprintLatest } from '../../acts/devices.ts'
import { beginCash, payCard } from '../../acts/pay.ts'
import type { KeyHandler } from '../../keyboard/hub.ts'
import { actOf, type KeyAct } from '../../keyboard/keymap.ts'
import { isCharacter, textFieldOf } from '../../keyboard/typing.ts'
import { isNumber } from '../../state/entry.ts'
import type { Panel } from '../../state/state.ts'
import { useDesk } from '../../terminal-context.tsx'
import { focusEntry } from '../find/focus.ts'

export function useSellKeys(): KeyHandler {
  const desk = useDesk()
  return (press) => {
    const act = actOf(press)
    if (act !== undefined && !isWriting(desk, press)) return does(desk, act)
    return types(desk, press)
  }
}

/** `+` and Delete belong to the text while one is being written. */
function isWriting(desk: Desk, press: KeyPress): boolean {
  const hasText = desk.store.state().entry.text !== '' || isOtherField()
  return hasText && (press.key === '+' || press.key === 'Delete')
}

function isOtherField(): boolean {
  const field = textFieldOf(document.activeElement)
  return field !== null && field.dataset['entry'] === undefined
}

function does(desk: Desk, act: KeyAct): boolean {
  const { step, selected, sold } = desk.store.state()
  const isSelling = step.name === 'sell' || step.name === 'done'
  switch (act) {
    case 'help':
    case 'menu':
      return togglePanel(desk, act)
    case 'back':
      desk.store.change({ kind: 'back' })
      return true
    case 'cash':
      void beginCash(desk)
      return true
    case 'card':
      if (desk.store.state().shop?.takesCards === true) void payCard(desk)
      return true
    case 'reprint':
      void reprintLatest(desk)
      return true
    case 'confirm':
      return confirm(desk)
  }
  if (!isSelling || (step.name === 'done' && sold === null)) return false
  switch (act) {
    case 'search':
      desk.store.change({ kind: 'panel', panel: null })
      focusEntry()
      return true
    case 'open-item':
      desk.store.change({ kind: 'step', step: { name: 'open-item', label: '' } })
      return true
    case 'quantity':
      if (selected) desk.store.change({ kind: 'step', step: { name: 'quantity', line: selected } })
      return true
    case 'remove':
      if (selected) void removeLine(desk, selected)
      return true
    case 'undo':
      void undo(desk)
      return true
    case 'up':
    case 'down':
      desk.store.change({ kind: 'moved', by: act === 'up' ? -1 : 1 })
      return true
    default:
      return false
  }
}

function togglePanel(desk: Desk, panel: Panel): boolean {
  const isShown = desk.store.state().panel === panel
  desk.store.change({ kind: 'panel', panel: isShown ? null : panel })
  return true
}

/** Enter looks a number up, and goes on to the next customer; it never pays by itself. */
function confirm(desk: Desk): boolean {
  // A button that was reached by Tab answers for itself.
  if (document.activeElement instanceof HTMLButtonElement) return false
  const { entry, step } = desk.store.state()
  if (entry.text !== '' && isNumber(entry.text)) void scan(desk, entry.text.trim())
  else if (step.name === 'done') desk.store.change({ kind: 'step', step: { name: 'sell' } })
  return true
}

/** Writing anywhere goes to the entry: it never has to be clicked first. */
function types(desk: Desk, press: KeyPress): boolean {
  if (!isCharacter(press) || isOtherField()) return false
  if (press.key === ' ' && document.activeElement instanceof HTMLButtonElement) return false
  const { step, entry } = desk.store.state()
  if (step.name !== 'sell' && step.name !== 'done') return true
  if (textFieldOf(document.activeElement)) return typesIntoEntry(desk, press)
  desk.store.change({ kind: 'panel', panel: null })
  desk.store.change({ kind: 'typed', text: entry.text + press.key })
  focusEntry()
  return true
}

/** `3 ×` is read before the field shows it; any other character the field writes itself. */
function typesIntoEntry(desk: Desk, press: KeyPress): boolean {
  if (!/^[*×]$/.test(press.key)) return false
  desk.store.change({ kind: 'typed', text: desk.store.state().entry.text + press.key })
  return true
}
