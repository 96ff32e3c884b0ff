/** A receipt as lines of a given width: what will stand on paper, character by character. */
import type { ReceiptDocument, ReceiptElement } from '../../src/domain/receipt/document.ts'
import { drawElement } from './drawn-line.ts'
import type { Glyphs, Picture } from './glyphs.ts'
import { centredLogo } from './logo.ts'
import type { Repertoire } from './printable.ts'

export type LaidElement =
  /**
   * `text` never exceeds the columns (half of them where `double`) and holds printable characters
   * only.
   */
  | {
      readonly kind: 'line'
      readonly text: string
      readonly bold: boolean
      readonly double: boolean
    }
  /** A line in a script that the printer lacks. */
  | { readonly kind: 'picture'; readonly picture: Picture }
  | { readonly kind: 'rule' }
  | { readonly kind: 'code128'; readonly data: string }
  | { readonly kind: 'qr'; readonly data: string }

export interface LaidReceipt {
  readonly elements: readonly LaidElement[]
  /** Characters that this printer cannot print, each once. */
  readonly lost: readonly string[]
}

/** Least room that words keep beside a figure; with less, the figure gets a line of its own. */
const LEAST_WORDS = 8

/** How a line is drawn where no code page holds it. */
export interface Drawing {
  /** Loaded at the first line that needs them; undefined where there are none. */
  readonly glyphs: () => Glyphs | undefined
  /** Dots across the paper. */
  readonly dots: number
}

export function layReceipt(
  document: ReceiptDocument,
  columns: number,
  repertoire: Repertoire,
  drawing?: Drawing,
): LaidReceipt {
  const lost = new Set<string>()
  const print = (text: string): string => {
    const printable = repertoire.printable(text)
    for (const character of printable.lost) lost.add(character)
    return printable.text
  }
  const elements = document.elements.flatMap(
    (element) =>
      (drawing && drawn(element, document.direction, repertoire, drawing)) ??
      layElement(element, columns, print),
  )
  return { elements, lost: [...lost] }
}

/**
 * Undefined for what the printer writes itself. In a document that is read from the right all lines
 * are drawn, so that they keep to one edge.
 */
function drawn(
  element: ReceiptElement,
  direction: ReceiptDocument['direction'],
  repertoire: Repertoire,
  { glyphs: load, dots }: Drawing,
): LaidElement[] | undefined {
  if (element.kind === 'picture') {
    return [{ kind: 'picture', picture: centredLogo(element, dots) }]
  }
  if (element.kind !== 'text' && element.kind !== 'row') return undefined
  const words = element.kind === 'text' ? [element.text] : [element.start, element.end]
  const isWritable = words.every((text) => repertoire.printable(text).lost.length === 0)
  if (direction === 'ltr' && isWritable) return undefined
  const glyphs = load()
  if (!glyphs || !words.every((text) => glyphs.covers(text))) return undefined
  return drawElement(element, direction, dots, glyphs).map((picture) => ({
    kind: 'picture',
    picture,
  }))
}

function layElement(
  element: ReceiptElement,
  columns: number,
  print: (text: string) => string,
): LaidElement[] {
  if (element.kind === 'text') {
    const lines = wrap(print(element.text), widthOf(element.size, columns))
    return lines.map((line) => styled(aligned(line, element.align, element.size, columns), element))
  }
  if (element.kind === 'row') {
    const width = widthOf(element.size, columns)
    return layRow(print(element.start), print(element.end), width).map((line) =>
      styled(line, element),
    )
  }
  if (element.kind === 'space') {
    const empty: LaidElement = { kind: 'line', text: '', bold: false, double: false }
    return Array.from({ length: element.lines }, () => empty)
  }
  return isPut(element) ? [] : [element]
}

type Put = Extract<ReceiptElement, { kind: 'credit-code' | 'logo' | 'picture' }>

/** What was put in before where there is a key for it, a logo, or room to draw. */
function isPut(element: ReceiptElement): element is Put {
  return element.kind === 'credit-code' || element.kind === 'logo' || element.kind === 'picture'
}

/** Words wrap beside the figure, which stands at the end of their last line. */
function layRow(start: string, end: string, width: number): string[] {
  const room = end === '' ? width : width - end.length - 1
  if (room < LEAST_WORDS) {
    return [...wrap(start, width), ...wrap(end, width).map((line) => line.padStart(width))]
  }
  const lines = wrap(start, room)
  const last = lines.pop() ?? ''
  return [...lines, end === '' ? last : last.padEnd(width - end.length) + end]
}

/**
 * Breaks between words; a word longer than the line is broken where the line ends. Indents stay.
 */
export function wrap(text: string, width: number): string[] {
  const indent = /^ */.exec(text)?.[0].slice(0, width - 1) ?? ''
  const lines: string[] = []
  let line = indent
  for (const word of text.trim().split(/ +/)) {
    const glue = line === indent ? '' : ' '
    if (line.length + glue.length + word.length <= width) {
      line += glue + word
      continue
    }
    if (line !== indent) lines.push(line)
    let rest = indent + word
    while (rest.length > width) {
      lines.push(rest.slice(0, width))
      rest = indent + rest.slice(width)
    }
    line = rest
  }
  return [...lines, line]
}

function widthOf(size: 'normal' | 'double', columns: number): number {
  return size === 'double' ? Math.floor(columns / 2) : columns
}

function aligned(
  line: string,
  align: 'start' | 'center' | 'end',
  size: 'normal' | 'double',
  columns: number,
): string {
  const free = widthOf(size, columns) - line.length
  if (align === 'start') return line
  return ' '.repeat(align === 'end' ? free : Math.floor(free / 2)) + line
}

function styled(text: string, style: { bold: boolean; size: 'normal' | 'double' }): LaidElement {
  return { kind: 'line', text, bold: style.bold, double: style.size === 'double' }
}
