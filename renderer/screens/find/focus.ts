/** The entry where goods are looked for, found by its mark: it may be redrawn at any time. */
import { textFieldOf } from '../../keyboard/typing.ts'

/** Something else is being written than what is looked for. */
export function isOtherField(): boolean {
  const field = textFieldOf(document.activeElement)
  return field !== null && field.dataset['entry'] === undefined
}

export function focusEntry(): void {
  const act = () => document.querySelector<HTMLInputElement>('input[data-entry]')?.focus()
  act()
  // Where a panel lay in its place, the entry is drawn by the time of the next frame.
  if (document.activeElement?.hasAttribute('data-entry') !== true) requestAnimationFrame(act)
}
