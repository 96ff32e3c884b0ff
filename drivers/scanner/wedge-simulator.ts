/**
 * A scanner that plays a keyboard: the keys it presses for a code, on a keyboard as it is set in
 * the US.
 */

export interface Keystroke {
  /** `event.code` and `event.key` of the `keydown`. */
  readonly code: string
  readonly key: string
  readonly shift: boolean
  readonly ctrl: boolean
  /** Wait this long after the key before. */
  readonly gapMs: number
}

export interface WedgePace {
  /** One gap for all, or one after another, from the start again where they run out. */
  readonly gapMs: number | readonly number[]
  /** Code of a key pressed first, such as `F9`. */
  readonly prefix?: string
  /**
   * Code of the key pressed last; `Enter` where nothing is said, null for a scanner that forgets
   * it.
   */
  readonly suffix?: string | null
}

const PLAIN = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./ "
const SHIFTED = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>? '
const PLACES = [
  ...['Backquote', ...places('Digit', '1234567890'), 'Minus', 'Equal'],
  ...[...places('Key', 'QWERTYUIOP'), 'BracketLeft', 'BracketRight', 'Backslash'],
  ...[...places('Key', 'ASDFGHJKL'), 'Semicolon', 'Quote'],
  ...[...places('Key', 'ZXCVBNM'), 'Comma', 'Period', 'Slash', 'Space'],
]

/**
 * The `keydown`s of one scan, Shift and Control among them. GS (1D) is Ctrl+]. Throws on a
 * character that such a scanner cannot press.
 */
export function keystrokesOf(text: string, pace: WedgePace): Keystroke[] {
  const strokes: Omit<Keystroke, 'gapMs'>[] = []
  const plain = { shift: false, ctrl: false }
  if (pace.prefix !== undefined) strokes.push({ code: pace.prefix, key: pace.prefix, ...plain })
  for (const character of text) strokes.push(...strokesOf(character))
  const suffix = pace.suffix === undefined ? 'Enter' : pace.suffix
  if (suffix !== null) strokes.push({ code: suffix, key: suffix, ...plain })
  const gaps = typeof pace.gapMs === 'number' ? [pace.gapMs] : pace.gapMs
  return strokes.map((stroke, at) => ({ ...stroke, gapMs: gaps[at % gaps.length] ?? 0 }))
}

function strokesOf(character: string): Omit<Keystroke, 'gapMs'>[] {
  if (character === '\u001d') {
    return [
      { code: 'ControlLeft', key: 'Control', shift: false, ctrl: true },
      { code: 'BracketRight', key: ']', shift: false, ctrl: true },
    ]
  }
  const plain = PLACES[PLAIN.indexOf(character)]
  if (plain !== undefined) return [{ code: plain, key: character, shift: false, ctrl: false }]
  const shifted = PLACES[SHIFTED.indexOf(character)]
  if (shifted === undefined) throw new RangeError(`no key for ${JSON.stringify(character)}`)
  return [
    { code: 'ShiftLeft', key: 'Shift', shift: true, ctrl: false },
    { code: shifted, key: character, shift: true, ctrl: false },
  ]
}

function places(kind: string, row: string): string[] {
  return Array.from(row, (character) => kind + character)
}
