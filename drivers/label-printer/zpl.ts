/**
 * Labels in ZPL II. Source: Zebra's ZPL II programming guide (^XA ^CI ^PW ^LL ^LH ^FO ^A ^FH ^FD
 * ^GF ^PQ). What is not said here, such as darkness and how labels are told apart, is the
 * printer's own setting.
 */
import type { GoodsLabel } from '../../src/domain/labels/goods-label.ts'
import type { Glyphs, Picture } from '../printer/glyphs.ts'
import { barsField } from './bars.ts'
import { layOut, type LabelSize, type Placed } from './layout.ts'

export interface WrittenLabel {
  readonly zpl: string
  readonly lost: readonly string[]
  readonly hasNoBars: boolean
}

/** One format, which the printer repeats by itself. Its text is UTF-8. */
export function writeLabel(
  label: GoodsLabel,
  copies: number,
  size: LabelSize,
  glyphs: Glyphs | undefined,
): WrittenLabel {
  const { items, lost, hasNoBars } = layOut(label, size, glyphs)
  const width = String(Math.round(size.widthMm * size.dotsPerMm))
  const length = String(Math.round(size.heightMm * size.dotsPerMm))
  const begin = `^XA^CI28^PW${width}^LL${length}^LH0,0`
  const zpl = [begin, ...items.map(fieldOf), `^PQ${String(copies)},0,0,N^XZ`].join('\n')
  return { zpl: `${zpl}\n`, lost, hasNoBars }
}

function fieldOf(item: Placed): string {
  const origin = `^FO${String(item.x)},${String(item.y)}`
  switch (item.kind) {
    case 'text':
      return `${origin}^A0N,${String(item.height)}^FH_^FD${escaped(item.text)}^FS`
    case 'picture':
      return `${origin}${pictureField(item.picture)}^FS`
    case 'bars':
      return origin + barsField(item.code, item.module, item.height)
  }
}

/** Two signs begin a command and one begins an escape, wherever they stand in a field. */
export function escaped(text: string): string {
  return text.replaceAll(/[\^~_]/g, (sign) => `_${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

function pictureField({ bytesAcross, bits }: Picture): string {
  const bytes = String(bits.length)
  const hex = Array.from(bits, (byte) => byte.toString(16).padStart(2, '0').toUpperCase())
  return `^GFA,${bytes},${bytes},${String(bytesAcross)},${hex.join('')}`
}
