/**
 * Text as a printer with given code pages can print it, one column for each character.
 *
 * Two traps of the encoder are closed here. It prints `?` for what it cannot encode and says
 * nothing; and in the DOS pages (cp437 and its kin) it encodes the pictures that IBM drew over the
 * control codes as those very codes, so that `←@` in a product's name would be `ESC @`, a command.
 * So each character is looked up first, and only places from 20 hex up count as printable.
 *
 * The rule, in this order: control and invisible characters go; any blank is a space; what a page
 * holds stays; a few signs have a usual replacement (`€` EUR, `…` three dots, `ß` ss); marks are
 * stripped by Unicode's compatibility decomposition (`ő` o); all else becomes `?` and is reported
 * as lost. Scripts written from right to left, and letters built of stacked marks, would need
 * shaping that a code page does not give: they are lost as well, rather than printed backwards.
 * `layout.ts` has lines with such characters drawn as pictures where there is a font for them.
 */
import CodepageEncoder, { type Codepage } from '@point-of-sale/codepage-encoder'

export interface Printable {
  readonly text: string
  /** Characters that no rule could print, each once. */
  readonly lost: readonly string[]
}

/** A stretch of text within one code page. */
export interface Fragment {
  readonly page: Codepage
  readonly text: string
}

export interface Repertoire {
  printable(text: string): Printable
  /** Splits what `printable` gave into as few changes of page as a single look ahead allows. */
  fragments(text: string): Fragment[]
}

/** What stands on paper for a character that could not be printed. */
export const LOST_MARK = '?'

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u034f\ufe00-\ufe0f]/gu
const BLANK = /\p{Zs}/gu
const MARKS = /\p{M}/gu
const NEEDS_SHAPING =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{M}]/u
const FIRST_PRINTABLE = 0x20
const DELETE = 0x7f

const REPLACEMENTS: Readonly<Record<string, string>> = {
  ...{ '‘': "'", '’': "'", '‚': "'", '‛': "'", '′': "'", '“': '"', '”': '"', '„': '"', '″': '"' },
  ...{ '«': '"', '»': '"', '‹': "'", '›': "'", '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-' },
  ...{ '−': '-', '…': '...', '•': '*', '·': '.', '×': 'x', '÷': '/', '€': 'EUR', '£': 'GBP' },
  ...{ '¥': 'JPY', '₩': 'KRW', '₺': 'TRY', '₹': 'INR', '₽': 'RUB', '₴': 'UAH', '₫': 'VND' },
  ...{ ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L' },
  ...{ đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', þ: 'th', Þ: 'Th', ı: 'i', '©': '(c)', '®': '(R)' },
  ...{ '§': 'Par.', '°': 'o', '←': '<-', '→': '->', '↔': '<->' },
}

export function repertoireOf(pages: readonly Codepage[]): Repertoire {
  const pagesOf = new Map<string, Codepage[]>()
  for (const page of pages) {
    for (const character of charactersOf(page)) {
      pagesOf.set(character, [...(pagesOf.get(character) ?? []), page])
    }
  }

  const has = (character: string): boolean => pagesOf.has(character)

  function simple(character: string): string | undefined {
    if (has(character)) return character
    const replacement = REPLACEMENTS[character]
    return replacement !== undefined && Array.from(replacement).every(has) ? replacement : undefined
  }

  function print(character: string): string | undefined {
    const known = simple(character)
    if (known !== undefined || NEEDS_SHAPING.test(character)) return known
    const bare = character.normalize('NFKD').replace(MARKS, '').replace(BLANK, ' ')
    const parts = Array.from(bare, simple)
    return bare === '' || parts.includes(undefined) ? undefined : parts.join('')
  }

  return {
    printable(text) {
      const lost = new Set<string>()
      const clean = text.toWellFormed().normalize('NFC').replace(INVISIBLE, '').replace(BLANK, ' ')
      const printed = Array.from(clean, (character) => {
        const known = print(character)
        if (known === undefined) lost.add(character)
        return known ?? LOST_MARK
      })
      return { text: printed.join(''), lost: [...lost] }
    },

    fragments(text) {
      const fragments: { page: Codepage; text: string }[] = []
      for (const character of text) {
        const possible = pagesOf.get(character)
        const page = possible?.[0]
        if (!possible || page === undefined) throw new Error('fragments take printable text only')
        const last = fragments.at(-1)
        if (last && possible.includes(last.page)) last.text += character
        else fragments.push({ page, text: character })
      }
      return fragments
    },
  }
}

/**
 * What a page prints, each in exactly one column. The encoder takes the first place that it finds.
 */
function charactersOf(page: Codepage): string[] {
  const { codepoints } = CodepageEncoder.getEncoding(page)
  const found = codepoints.filter((codepoint, byte) => {
    if (byte < FIRST_PRINTABLE || byte === DELETE || codepoints.indexOf(codepoint) !== byte) {
      return false
    }
    const character = String.fromCodePoint(codepoint)
    return !/[\p{C}\p{Z}\ufffd]/u.test(character) && !NEEDS_SHAPING.test(character)
  })
  return [' ', ...found.map((codepoint) => String.fromCodePoint(codepoint))]
}
