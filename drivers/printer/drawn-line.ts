/** Words and figures of a receipt as pictures: laid out in dots, from either side. */
import type { ReceiptElement } from '../../src/domain/receipt/document.ts'
import type { Glyphs, Lettering, Picture, Written } from './glyphs.ts'

export type WrittenElement = Extract<ReceiptElement, { kind: 'text' | 'row' }>
type Direction = 'ltr' | 'rtl'

/** Least room that words keep beside a figure, in dots; with less, the figure gets its own line. */
const LEAST_WORDS = 96
const GAP = 12
const LATIN = /\p{Script=Latin}/u
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u

/** One picture for each line that the element takes on paper of so many dots. */
export function drawElement(
  element: WrittenElement,
  direction: Direction,
  dots: number,
  glyphs: Glyphs,
): Picture[] {
  const lettering: Lettering = { bold: element.bold, double: element.size === 'double' }
  const across = (text: string): number => glyphs.across(text, lettering)
  const draw = (written: Written[]): Picture => glyphs.draw(written, lettering, dots)
  const atStart = (text: string): Written => ({
    ...{ text, direction: ownDirection(text, direction) },
    left: direction === 'rtl' ? dots - across(text) : 0,
  })
  if (element.kind === 'text') {
    return wrapDots(element.text, dots, across).map((text) => {
      if (element.align === 'start') return draw([atStart(text)])
      const room = Math.max(0, dots - across(text))
      const isLeft = direction === 'rtl'
      const left = element.align === 'center' ? Math.floor(room / 2) : isLeft ? 0 : room
      return draw([{ text, left, direction: ownDirection(text, direction) }])
    })
  }
  const figure = across(element.end)
  const end: Written = {
    text: element.end,
    // A figure is read as it is written, whatever stands around it.
    direction: RIGHT_TO_LEFT.test(element.end) ? 'rtl' : 'ltr',
    left: direction === 'rtl' ? 0 : Math.max(0, dots - figure),
  }
  const room = element.end === '' ? dots : dots - figure - GAP
  if (room < LEAST_WORDS) {
    const words = wrapDots(element.start, dots, across).map((text) => draw([atStart(text)]))
    return [...words, draw([end])]
  }
  const lines = wrapDots(element.start, room, across)
  return lines.map((text, index) =>
    draw(index === lines.length - 1 ? [atStart(text), end] : [atStart(text)]),
  )
}

/** An address in Latin keeps its order among lines that are read from the right. */
function ownDirection(text: string, direction: Direction): Direction {
  return LATIN.test(text) && !RIGHT_TO_LEFT.test(text) ? 'ltr' : direction
}

/**
 * Breaks between words; a word wider than the paper, as all of a Chinese sentence is, between its
 * characters.
 */
export function wrapDots(text: string, dots: number, across: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<= )(?! )/)) {
    if (across((line + word).trimEnd()) <= dots) {
      line += word
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = ''
    for (const { segment } of SEGMENTS.segment(word)) {
      if (line !== '' && across((line + segment).trimEnd()) > dots) {
        lines.push(line)
        line = ''
      }
      line += segment
    }
  }
  return [...lines, line.trimEnd()]
}

/** What a reader takes for one character, marks and all. */
const SEGMENTS = new Intl.Segmenter('und', { granularity: 'grapheme' })
