/**
 * A receipt as the page of a mail. Mail programs know tables and styles at each element, and no
 * sheet of styles, script, or picture from elsewhere: pictures come along and are named `cid:`.
 */
import type { ReceiptDocument, ReceiptElement } from './document.ts'

/** What a page shows by its name: the drawn dots of a logo or a code. */
export interface PagePicture {
  readonly cid: string
  readonly of: Extract<ReceiptElement, { kind: 'picture' | 'qr' }>
}

export interface ReceiptPage {
  readonly html: string
  readonly pictures: readonly PagePicture[]
}

const FONT = "font-family:ui-monospace,Consolas,'Liberation Mono',monospace;font-size:14px"
const BODY = 'margin:0;padding:24px 12px;background:#fff;color:#111'
const TABLE = `max-width:30em;margin:0 auto;border-collapse:collapse;${FONT}`
const QR_DOTS_WIDE = 160

export function receiptAsPage({ elements, language, direction }: ReceiptDocument): ReceiptPage {
  const pictures: PagePicture[] = []
  // Not every mail program knows `start` and `end`.
  const sides: Sides =
    direction === 'rtl'
      ? { start: 'right', center: 'center', end: 'left' }
      : { start: 'left', center: 'center', end: 'right' }
  const rows = elements.map((element) => {
    if (element.kind !== 'picture' && element.kind !== 'qr') return rowOf(element, sides)
    const cid = `picture-${String(pictures.length + 1)}`
    pictures.push({ cid, of: element })
    const width = element.kind === 'qr' ? QR_DOTS_WIDE : element.bytesAcross * 8
    return whole(`<img src="cid:${cid}" width="${String(width)}" alt="">`, 'center')
  })
  const html = [
    `<!doctype html><html lang="${escaped(language)}" dir="${direction}">`,
    '<head><meta charset="utf-8"><meta name="color-scheme" content="light"></head>',
    `<body style="${BODY}"><table role="presentation" width="100%" style="${TABLE}">`,
    ...rows,
    '</table></body></html>',
  ].join('\n')
  return { html, pictures }
}

type Written = Exclude<ReceiptElement, { kind: 'picture' | 'qr' }>
type Sides = Readonly<Record<'start' | 'center' | 'end', string>>

function rowOf(element: Written, sides: Sides): string {
  switch (element.kind) {
    case 'text':
      return whole(styled(element.text, element), sides[element.align])
    case 'row': {
      const words = 'padding:1px 0;white-space:pre-wrap;vertical-align:top'
      const figure = 'padding:1px 0;white-space:nowrap;vertical-align:bottom'
      return [
        `<tr><td style="${words};text-align:${sides.start}">${styled(element.start, element)}</td>`,
        `<td style="${figure};text-align:${sides.end}">${styled(element.end, element)}</td></tr>`,
      ].join('')
    }
    case 'rule':
      return whole('<hr style="border:0;border-top:1px dashed #777">', sides.start)
    case 'space':
      return whole('&nbsp;', sides.start)
    case 'code128':
      return whole(escaped(element.data), 'center')
    case 'logo':
    case 'credit-code':
      return ''
  }
}

function whole(content: string, side: string): string {
  const style = `padding:1px 0;white-space:pre-wrap;text-align:${side}`
  return `<tr><td colspan="2" style="${style}">${content}</td></tr>`
}

interface Style {
  readonly bold: boolean
  readonly size: 'normal' | 'double'
}

function styled(text: string, { bold, size }: Style): string {
  const style = [
    ...(bold || size === 'double' ? ['font-weight:700'] : []),
    ...(size === 'double' ? ['font-size:20px'] : []),
  ].join(';')
  return style === '' ? escaped(text) : `<span style="${style}">${escaped(text)}</span>`
}

const MARKS: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
}

/** Whoever wrote a name of goods wrote no page. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => MARKS[mark] ?? mark)
}
