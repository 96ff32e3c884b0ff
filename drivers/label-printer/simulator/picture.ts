/** A printed label as an SVG picture, dot for dot: one printer dot is one unit. */
import { code128Pairs } from '../../printer/simulator/code128.ts'
import { digitsBelow } from '../bars.ts'
import { across } from '../letters.ts'
import { eanModules } from './ean.ts'
import type { PrintHead, SimulatedLabel } from './format.ts'

const INK = '#23201c'
const PAPER = '#fffdf8'
/** Where font 0 stands in its height. */
const BASELINE = 0.76

/** A complete SVG document. */
export function labelPicture(label: SimulatedLabel, { dots, length }: PrintHead): string {
  const parts = [
    ...label.texts.map(textOf),
    ...label.codes.map(codeOf),
    ...label.pictures.map(pictureOf),
  ]
  const size = `${String(dots)} ${String(length)}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" fill="${INK}"`,
    ` font-family="'Arial Narrow','Liberation Sans Narrow','DejaVu Sans Condensed',sans-serif">`,
    `<rect width="${String(dots)}" height="${String(length)}" rx="12" fill="${PAPER}"/>`,
    `${parts.join('')}</svg>`,
  ].join('')
}

function textOf({ x, y, text, height }: SimulatedLabel['texts'][number]): string {
  const place = `x="${String(x)}" y="${String(Math.round(y + height * BASELINE))}"`
  // As wide as the printer writes it, whatever font draws it here.
  const wide = `textLength="${String(across(text, height))}" lengthAdjust="spacingAndGlyphs"`
  const letters = `font-weight="700" font-size="${String(height)}"`
  return `<text ${place} ${wide} ${letters}>${escaped(text)}</text>`
}

function codeOf(code: SimulatedLabel['codes'][number]): string {
  const { symbology, digits, x, y, module, height } = code
  const bars = symbology === 'code-128' ? modulesIn(code128Pairs(digits)) : eanModules(digits)
  const one = `h${String(module)}v${String(height)}h-${String(module)}z`
  const drawn = Array.from(bars, (bar, place) =>
    bar === '1' ? `M${String(x + place * module)} ${String(y)}${one}` : '',
  ).join('')
  const size = digitsBelow(code, module)
  if (size === 0) return `<path d="${drawn}"/>`
  const middle = x + (bars.length * module) / 2
  const place = `x="${String(middle)}" y="${String(y + height + size)}" text-anchor="middle"`
  return `<path d="${drawn}"/><text ${place} font-size="${String(size)}">${digits}</text>`
}

/** From widths that are bar and space by turns. */
function modulesIn(widths: readonly number[]): string {
  return widths.map((width, place) => (place % 2 === 0 ? '1' : '0').repeat(width)).join('')
}

function pictureOf({ x, y, bytesAcross, hex }: SimulatedLabel['pictures'][number]): string {
  const nibbles = bytesAcross * 2
  const dots = Array.from(hex, (nibble, place) => {
    const value = Number.parseInt(nibble, 16)
    return [8, 4, 2, 1].map((bit, offset) => {
      const left = x + (place % nibbles) * 4 + offset
      const top = y + Math.floor(place / nibbles)
      return (value & bit) === 0 ? '' : `M${String(left)} ${String(top)}h1v1h-1z`
    })
  })
  return `<path d="${dots.flat().join('')}"/>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
