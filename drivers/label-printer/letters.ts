/**
 * How wide text is in font 0 of a label printer, and which characters it has. The font is
 * proportional, and its printer does not say how wide: texts that are wider than their room would
 * run over the edge, or over each other.
 *
 * Widths are thousandths of the height, as a free renderer of ZPL draws them (zebrash, by its ten
 * times repeated letters at 100 dots); a twentieth is added for fonts of printers that run wider.
 */

const SPARE = 1.05

const BY_WIDTH: readonly (readonly [width: number, characters: string])[] = [
  [278, "'/:;\\|Ifijlt{}"],
  [333, '!"(),.[]`r·'],
  [389, 'z°'],
  [444, 'Jckvxys'],
  [500, '#$*+<=>?^_~0123456789ELTZFabdeghnopqu€£¥§±×÷–„“”«»'],
  [556, 'ABCKPVXYS'],
  [611, 'DGHNORUQŒÆ'],
  [667, '&wæœ'],
  [778, 'Mm'],
  [833, '%@W'],
  [1000, '-—…‰™'],
]
const WIDTHS = new Map<string, number>(
  BY_WIDTH.flatMap(([width, characters]) => Array.from(characters, (each) => [each, width])),
)
const BLANK = 250
/** As wide as any letter: of one that is not in the table. */
const UNTOLD = 833

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu
const SPACES = /\p{Zs}+/gu
const MARKS = /\p{M}/gu
/** Latin with its marks, and the signs of prices: what font 0 of every such printer has. */
const WRITTEN = /^[ -~\u00a1-\u017f€–—‘’‚“”„…™·×]*$/u

/** Without what nobody sees, and with plain blanks between the words. */
export function cleaned(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(SPACES, ' ').replace(INVISIBLE, '').trim()
}

/** Whether font 0 has it all. */
export function isWritable(text: string): boolean {
  return WRITTEN.test(text)
}

/** Dots that a text takes across at a height; never fewer than the printer takes. */
export function across(text: string, height: number): number {
  let width = 0
  for (const character of text) {
    const bare = character.normalize('NFKD').replace(MARKS, '')
    const known = Array.from(bare === '' ? character : bare, widthOf)
    width += known.reduce((sum, each) => sum + each, 0)
  }
  return Math.ceil((width * height * SPARE) / 1000)
}

function widthOf(character: string): number {
  return character === ' ' ? BLANK : (WIDTHS.get(character) ?? UNTOLD)
}
