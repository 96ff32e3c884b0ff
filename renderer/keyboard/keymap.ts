/** Which key does what: the one table behind handlers, the buttons' labels and the help page. */
import type { KeyPress } from '../../src/domain/barcode/keyboard.ts'

interface KeyRow {
  /** `event.key` of the key, with `Ctrl+` before it where Control is held. */
  readonly keys: readonly string[]
  /** What stands on the button. */
  readonly print: string
}

export const KEYMAP = {
  help: { keys: ['F1'], print: 'F1' },
  search: { keys: ['F2'], print: 'F2' },
  'open-item': { keys: ['F3'], print: 'F3' },
  quantity: { keys: ['F4'], print: 'F4' },
  'quick-1': { keys: ['F5'], print: 'F5' },
  'quick-2': { keys: ['F6'], print: 'F6' },
  'quick-3': { keys: ['F7'], print: 'F7' },
  cash: { keys: ['F8', '+'], print: 'F8' },
  card: { keys: ['F9'], print: 'F9' },
  menu: { keys: ['F10'], print: 'F10' },
  remove: { keys: ['Delete'], print: 'Del' },
  undo: { keys: ['Ctrl+z'], print: 'Ctrl Z' },
  reprint: { keys: ['Ctrl+p'], print: 'Ctrl P' },
  'close-till': { keys: ['Ctrl+e'], print: 'Ctrl E' },
  up: { keys: ['ArrowUp'], print: '↑' },
  down: { keys: ['ArrowDown'], print: '↓' },
  confirm: { keys: ['Enter'], print: 'Enter' },
  back: { keys: ['Escape'], print: 'Esc' },
} as const satisfies Record<string, KeyRow>

export type KeyAct = keyof typeof KEYMAP

const ACTS: ReadonlyMap<string, KeyAct> = new Map(
  Object.entries(KEYMAP).flatMap(([act, row]) => row.keys.map((key) => [key, act as KeyAct])),
)

/** The act of a press, or undefined where the table has none. A held key acts once. */
export function actOf(press: KeyPress): KeyAct | undefined {
  if (press.alt === true) return undefined
  const act = ACTS.get(press.ctrl ? `Ctrl+${press.key.toLowerCase()}` : press.key)
  return press.repeat === true && act !== 'up' && act !== 'down' ? undefined : act
}

/** The digit of a press, 0 to 9, wherever it lies on the keyboard. */
export function digitOf(press: KeyPress): number | undefined {
  return /^\d$/.test(press.key) && !press.ctrl && press.alt !== true ? Number(press.key) : undefined
}
