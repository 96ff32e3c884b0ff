/**
 * GS1 element strings: application identifiers (AI) and their values, one after another.
 * Source: GS1 General Specifications 3.2 (lengths of AIs) and 7.8.4 (predefined lengths of values).
 * Read leniently, because a till must find the product on labels that break rules it does not need.
 */

/** Ends a value without a predefined length; a scanner sends it for FNC1. */
const SEPARATOR = '\u001d'
/** Longest value that any AI may have. */
const VALUE_LONGEST = 90

export interface Elements {
  /** Value by AI; the first one where an AI comes twice. */
  readonly values: ReadonlyMap<string, string>
  /** False where reading stopped at something that is no element; what came before it is kept. */
  readonly whole: boolean
}

/** Splits an element string. Never throws. */
export function readElements(text: string): Elements {
  const values = new Map<string, string>()
  let at = 0
  while (at < text.length) {
    // A separator after a value of predefined length, or in front of all, is legal and means
    // nothing.
    if (text[at] === SEPARATOR) {
      at += 1
      continue
    }
    const identifier = identifierAt(text, at)
    if (identifier === undefined) return { values, whole: false }
    const start = at + identifier.length
    const fixed = FIXED_LENGTHS.get(identifier.slice(0, 2))
    at = fixed === undefined ? endOfVariable(text, start) : start + fixed
    const value = text.slice(start, at)
    if (at > text.length || value === '' || value.length > VALUE_LONGEST) {
      return { values, whole: false }
    }
    if (!values.has(identifier)) values.set(identifier, value)
  }
  return { values, whole: true }
}

function identifierAt(text: string, at: number): string | undefined {
  const length = identifierLength(Number(text.slice(at, at + 2)))
  const identifier = text.slice(at, at + length)
  return identifier.length === length && /^\d{2,4}$/.test(identifier) ? identifier : undefined
}

/** How many digits an AI has, told by its first two; 0 where there is no such AI. */
function identifierLength(firstTwo: number): number {
  if (firstTwo >= 90) return 2
  if (firstTwo <= 4 || (firstTwo >= 10 && firstTwo <= 22)) return 2
  if (firstTwo === 30 || firstTwo === 37) return 2
  if ((firstTwo >= 23 && firstTwo <= 25) || (firstTwo >= 40 && firstTwo <= 42)) return 3
  if (firstTwo === 71) return 3
  if ((firstTwo >= 31 && firstTwo <= 36) || firstTwo === 39) return 4
  return [43, 70, 72, 80, 81, 82].includes(firstTwo) ? 4 : 0
}

/** Length of the value by the first two digits of its AI. */
const FIXED_LENGTHS: ReadonlyMap<string, number> = new Map([
  ...([
    ['00', 18],
    ['01', 14],
    ['02', 14],
    ['03', 14],
    ['04', 16],
  ] as const),
  ...([11, 12, 13, 14, 15, 16, 17, 18, 19] as const).map((ai) => [String(ai), 6] as const),
  ['20', 2],
  ...([31, 32, 33, 34, 35, 36] as const).map((ai) => [String(ai), 6] as const),
  ['41', 13],
])

function endOfVariable(text: string, start: number): number {
  const separator = text.indexOf(SEPARATOR, start)
  return separator === -1 ? text.length : separator
}
