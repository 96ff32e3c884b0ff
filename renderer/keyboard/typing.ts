/** Types a press that was held back into whatever has focus, as the browser would have done. */
import type { KeyPress } from '../../src/domain/barcode/keyboard.ts'

const TEXT_TYPES: ReadonlySet<string> = new Set(['text', 'search', 'password', 'tel', 'url'])

export function textFieldOf(element: Element | null): HTMLInputElement | null {
  if (!(element instanceof HTMLInputElement)) return null
  const isOpen = !element.readOnly && !element.disabled && TEXT_TYPES.has(element.type)
  return isOpen ? element : null
}

/** A key that writes one character, pressed without a shortcut's modifier. */
export function isCharacter(press: KeyPress): boolean {
  return Array.from(press.key).length === 1 && !press.ctrl && press.alt !== true
}

/** A button that was reached by Tab answers Enter for itself. */
export function isOnButton(): boolean {
  return document.activeElement instanceof HTMLButtonElement
}

export function typeInto(page: Document, press: KeyPress): void {
  const element = page.activeElement
  const field = textFieldOf(element)
  if (field && isCharacter(press)) {
    const start = field.selectionStart ?? field.value.length
    field.setRangeText(press.key, start, field.selectionEnd ?? start, 'end')
    field.dispatchEvent(new InputEvent('input', { bubbles: true, data: press.key }))
    return
  }
  if (press.key === ' ' && element instanceof HTMLButtonElement) element.click()
}
