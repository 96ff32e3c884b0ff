/** A cut receipt as an SVG picture, dot for dot: one printer dot is one unit. */
import { code128Bars, code128Text } from './code128.ts'
import { FONT_DOTS, PLAIN, runDots, type PaperItem, type Run } from './paper.ts'
import { qrDots } from '../../../src/domain/receipt/qr/dots.ts'

type Item<Kind extends PaperItem['kind']> = Extract<PaperItem, { kind: Kind }>
interface Drawing {
  readonly svg: string
  readonly height: number
}

const MARGIN = 36
const TOP = 40
const INK = '#23201c'
const PAPER = '#fffdf8'
/** Width of one tooth of the torn edge. */
const TOOTH = 12

/** A complete SVG document; `dots` is the printable width of the paper. */
export function receiptPicture(items: readonly PaperItem[], dots: number): string {
  const parts: string[] = []
  let y = TOP
  for (const item of items) {
    const { svg, height } = draw(item, dots, y)
    parts.push(svg)
    y += height
  }
  const width = dots + 2 * MARGIN
  const height = y + TOOTH
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(height)}"`,
    ` font-family="'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace" fill="${INK}">`,
    `<path fill="${PAPER}" d="${outline(width, height)}"/>`,
    `<g transform="translate(${String(MARGIN)} 0)">${parts.join('')}</g></svg>`,
  ].join('')
}

function draw(item: PaperItem, dots: number, y: number): Drawing {
  switch (item.kind) {
    case 'line':
      return drawLine(item, dots, y)
    case 'code128':
      return drawBars(item, dots, y)
    case 'qr':
      return drawQr(item, dots, y)
    case 'raster':
      return drawRaster(item, dots, y)
  }
}

function drawLine(line: Item<'line'>, dots: number, y: number): Drawing {
  const tallest = Math.max(0, ...line.runs.map((run) => FONT_DOTS[run.font].height * run.height))
  const height = Math.max(line.spacing, tallest + 6)
  let x = startOf(
    line.align,
    dots,
    line.runs.reduce((sum, run) => sum + runDots(run), 0),
  )
  const svg = line.runs.map((run) => {
    const drawn = drawRun(run, x, y + tallest, tallest)
    x += runDots(run)
    return drawn
  })
  return { svg: svg.join(''), height }
}

/** Words are placed one by one: a space is a distance, and the browser's font has other widths. */
function drawRun(run: Run, left: number, bottom: number, tallest: number): string {
  const font = FONT_DOTS[run.font]
  const step = font.width * run.width
  const size = font.height * run.height * 0.86
  const baseline = bottom - font.height * run.height * 0.2
  const weight = run.bold ? ' font-weight="700"' : ''
  const ground = run.invert
    ? rectangle(left, bottom - tallest, runDots(run), tallest) + `<g fill="${PAPER}">`
    : ''
  const words = [...run.text.matchAll(/[^ ]+/g)].map((word) => {
    const x = left + word.index * step
    const length = word[0].length * step
    if (/^─+$/.test(word[0])) return rectangle(x, baseline - size * 0.3, length, run.bold ? 3 : 2)
    return (
      `<text x="${String(x)}" y="${round(baseline)}" font-size="${round(size)}"${weight}` +
      ` textLength="${String(length)}" lengthAdjust="spacingAndGlyphs">${escaped(word[0])}</text>`
    )
  })
  const line = run.underline ? rectangle(left, bottom - 1, runDots(run), 2) : ''
  return ground + words.join('') + line + (run.invert ? '</g>' : '')
}

function drawBars(item: Item<'code128'>, dots: number, y: number): Drawing {
  const text = code128Text(item.data) ?? ''
  const widths = code128Bars(text).map((modules) => modules * item.look.width)
  const total = widths.reduce((sum, width) => sum + width, 0)
  const start = startOf(item.align, dots, total)
  let x = start
  const bars = widths.map((width, index) => {
    const bar = index % 2 === 0 ? rectangle(x, y, width, item.look.height) : ''
    x += width
    return bar
  })
  const { width, height } = FONT_DOTS.A
  const left = start + (total - text.length * width) / 2
  const label: Run = { ...PLAIN, text }
  const below = item.look.below ? drawRun(label, left, y + item.look.height + height + 4, 0) : ''
  return { svg: bars.join('') + below, height: item.look.height + (item.look.below ? 32 : 0) }
}

function drawQr(item: Item<'qr'>, dots: number, y: number): Drawing {
  const rows = qrDots(item.data) ?? []
  const size = rows.length * item.dots
  const left = startOf(item.align, dots, size)
  const svg = rows.flatMap((row, down) =>
    row.map((dark, across) =>
      dark ? rectangle(left + across * item.dots, y + down * item.dots, item.dots, item.dots) : '',
    ),
  )
  return { svg: `<g shape-rendering="crispEdges">${svg.join('')}</g>`, height: size }
}

function drawRaster(item: Item<'raster'>, dots: number, y: number): Drawing {
  const bytes = item.width / 8
  const left = startOf(item.align, dots, item.width)
  const marks: string[] = []
  for (const [index, byte] of item.bits.entries()) {
    for (let bit = 0; bit < 8; bit += 1) {
      if (((byte >> (7 - bit)) & 1) === 0) continue
      const x = left + (index % bytes) * 8 + bit
      marks.push(`M${String(x)} ${String(y + Math.floor(index / bytes))}h1v1h-1z`)
    }
  }
  const height = bytes === 0 ? 0 : item.bits.length / bytes
  return { svg: `<path shape-rendering="crispEdges" d="${marks.join('')}"/>`, height }
}

function startOf(align: PaperItem['align'], dots: number, across: number): number {
  return Math.floor((dots - across) * { start: 0, center: 0.5, end: 1 }[align])
}

function rectangle(x: number, y: number, width: number, height: number): string {
  return `<path d="M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z"/>`
}

/** Straight at the top, torn at the bottom. */
function outline(width: number, height: number): string {
  const teeth = Math.floor(width / TOOTH)
  const tooth = width / teeth
  const edge = Array.from({ length: teeth }, (_, index) => {
    const x = width - (index + 1) * tooth
    return `L${round(x + tooth / 2)} ${round(height - TOOTH)}L${round(x)} ${round(height)}`
  })
  return `M0 0H${String(width)}V${String(height)}${edge.join('')}Z`
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
