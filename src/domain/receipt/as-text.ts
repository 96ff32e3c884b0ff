/** A receipt as plain text, for a mail: the same lines as on paper. */
import type { ReceiptDocument, ReceiptElement } from './document.ts'

const COLUMNS = 42

/** Lines are parted by `\n`. Pictures and codes have no place in it; the number of a code has. */
export function receiptAsText({ elements }: ReceiptDocument): string {
  const lines = elements.flatMap(linesOf)
  return `${lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()}\n`
}

function linesOf(element: ReceiptElement): string[] {
  switch (element.kind) {
    case 'text':
      return [element.align === 'start' ? element.text : placed(element.text, element.align)]
    case 'row':
      return rowLines(element.start, element.end)
    case 'rule':
      return ['-'.repeat(COLUMNS)]
    case 'space':
      return ['']
    case 'code128':
      return [placed(element.data, 'center')]
    case 'qr':
    case 'logo':
    case 'picture':
    case 'credit-code':
      return []
  }
}

/** The figure stands at the end of a line, of its own where the words leave it no room. */
function rowLines(start: string, end: string): string[] {
  if (end === '') return [start]
  const room = COLUMNS - lengthOf(start) - lengthOf(end)
  return room >= 1 ? [start + ' '.repeat(room) + end] : [start, placed(end, 'end')]
}

function placed(text: string, align: 'center' | 'end'): string {
  const room = Math.max(0, COLUMNS - lengthOf(text))
  return ' '.repeat(align === 'end' ? room : Math.floor(room / 2)) + text
}

/** Characters, and not halves of them. */
function lengthOf(text: string): number {
  return [...text].length
}
