/**
 * Keys as a scanner that plays a keyboard presses them. Read by `event.code`, the key's place,
 * because scanners type for a US keyboard: where AZERTY is set, `event.key` of 4006381333931 is
 * `'àà-"_&"""ç"&`.
 */

/** What the screen reports of one `keydown`. */
export interface KeyPress {
  /** `event.code`. */
  readonly code: string
  /** `event.key`; only handed back for typing, never read. */
  readonly key: string
  readonly shift: boolean
  readonly ctrl: boolean
  /**
   * Alt, AltGraph or the system's key is down: a shortcut or a character of the person's layout.
   */
  readonly alt?: boolean
  /** `event.repeat`: a key held down, which no scanner does. */
  readonly repeat?: boolean
  /** `event.timeStamp`: when it happened, not when it was looked at. Monotonic ms. */
  readonly at: number
}

const MODIFIERS: ReadonlySet<string> = new Set([
  ...['ShiftLeft', 'ShiftRight', 'ControlLeft', 'ControlRight', 'AltLeft', 'AltRight'],
  ...['MetaLeft', 'MetaRight', 'CapsLock', 'NumLock'],
])

/** True for a key that is pressed for the sake of another one. */
export function isModifier(press: KeyPress): boolean {
  return MODIFIERS.has(press.code)
}

/** Characters by place on a US keyboard: without and with shift. */
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ...Array.from(
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    (letter) => [`Key${letter}`, letter.toLowerCase() + letter] as const,
  ),
  ...Array.from(')!@#$%^&*(', (shifted, digit) => [`Digit${digit}`, digit + shifted] as const),
  ...Array.from('0123456789', (digit) => [`Numpad${digit}`, digit + digit] as const),
  ...([
    ['Minus', '-_'],
    ['Equal', '=+'],
    ['BracketLeft', '[{'],
    ['BracketRight', ']}'],
    ['Backslash', '\\|'],
    ['Semicolon', ';:'],
    ['Quote', `'"`],
    ['Comma', ',<'],
    ['Period', '.>'],
    ['Slash', '/?'],
    ['Backquote', '`~'],
    ['Space', '  '],
    ['NumpadDecimal', '..'],
    ['NumpadAdd', '++'],
    ['NumpadSubtract', '--'],
    ['NumpadMultiply', '**'],
    ['NumpadDivide', '//'],
  ] as const),
])

/** GS (1D), which separates the elements of a GS1 code; keyboards have it as Ctrl+]. */
const GROUP_SEPARATOR = '\u001d'

/**
 * The character that a scanner means by a key: '' for a control character that says nothing,
 * undefined for a key that no code contains.
 */
export function characterOf(press: KeyPress): string | undefined {
  const characters = CHARACTERS.get(press.code)
  if (characters === undefined || press.alt === true || press.repeat === true) return undefined
  if (press.ctrl) return press.code === 'BracketRight' ? GROUP_SEPARATOR : ''
  return characters[press.shift ? 1 : 0]
}
