/** A cut receipt as lines of text: what stands on paper, without its looks. */
import { code128Text } from './code128.ts'
import { FONT_DOTS, PLAIN, runDots, type PaperItem } from './paper.ts'

const COLUMN = FONT_DOTS.A.width

/** `dots` is the printable width of the paper. */
export function receiptText(items: readonly PaperItem[], dots: number): string {
  return items.map((item) => lineOf(item, dots).trimEnd()).join('\n')
}

function lineOf(item: PaperItem, dots: number): string {
  const runs = item.kind === 'line' ? item.runs : [{ ...PLAIN, text: markOf(item) }]
  const across = runs.reduce((sum, run) => sum + runDots(run), 0)
  let left = ((dots - across) * { start: 0, center: 0.5, end: 1 }[item.align]) / COLUMN
  let line = ''
  for (const run of runs) {
    const step = (FONT_DOTS[run.font].width * run.width) / COLUMN
    for (const word of run.text.matchAll(/[^ ]+(?: [^ ]+)*/g)) {
      // Wide words stand in the middle of the columns that they take on paper.
      const spare = (word[0].length * (step - 1)) / 2
      line = line.padEnd(Math.floor(left + word.index * step + spare)) + word[0]
    }
    left += run.text.length * step
  }
  return line
}

function markOf(item: Exclude<PaperItem, { kind: 'line' }>): string {
  switch (item.kind) {
    case 'code128':
      return `[bars ${code128Text(item.data) ?? 'unreadable'}]`
    case 'qr':
      return `[qr ${String.fromCharCode(...item.data)}]`
    case 'raster':
      return `[picture ${String(item.width)} dots wide]`
  }
}
