/** What the commands leave on paper. */
import type { Align, Command } from './commands.ts'
import { charactersOfTable } from './codepages.ts'

export interface Style {
  readonly font: 'A' | 'B'
  readonly bold: boolean
  readonly underline: boolean
  readonly invert: boolean
  readonly width: number
  readonly height: number
}

export interface Run extends Style {
  readonly text: string
}

export type PaperItem =
  | {
      readonly kind: 'line'
      readonly runs: readonly Run[]
      readonly align: Align
      readonly spacing: number
    }
  | {
      readonly kind: 'code128'
      readonly data: readonly number[]
      readonly look: BarLook
      readonly align: Align
    }
  | {
      readonly kind: 'qr'
      readonly data: readonly number[]
      readonly dots: number
      readonly align: Align
    }
  | {
      readonly kind: 'raster'
      readonly width: number
      readonly bits: readonly number[]
      readonly align: Align
    }

export interface BarLook {
  readonly height: number
  readonly width: number
  readonly below: boolean
}

export const FONT_DOTS = { A: { width: 12, height: 24 }, B: { width: 9, height: 17 } } as const
const DEFAULT_SPACING = 30
const FEED_TO_KNIFE = 4
/** Forty metres of receipt: a printer that is fed more without a cut loses the oldest. */
const ITEMS_LIMIT = 10_000

export const PLAIN: Style = {
  font: 'A',
  bold: false,
  underline: false,
  invert: false,
  width: 1,
  height: 1,
}

export class Paper {
  /** Printable dots across. */
  readonly dots: number
  readonly #onCut: (items: readonly PaperItem[]) => void
  #items: PaperItem[] = []
  #runs: Run[] = []
  #style = PLAIN
  #align: Align = 'start'
  #table = 0
  #spacing = DEFAULT_SPACING
  #look: BarLook = { height: 162, width: 3, below: false }
  #qr = { dots: 3, data: [] as readonly number[] }

  constructor(dots: number, onCut: (items: readonly PaperItem[]) => void) {
    this.dots = dots
    this.#onCut = onCut
  }

  /** Back to the settings of power-on; what is printed stays printed. */
  reset(): void {
    this.#runs = []
    this.#style = PLAIN
    this.#align = 'start'
    this.#table = 0
    this.#spacing = DEFAULT_SPACING
    this.#look = { height: 162, width: 3, below: false }
    this.#qr = { dots: 3, data: [] }
  }

  /** What hangs from the printer, not yet cut. */
  get uncut(): readonly PaperItem[] {
    return this.#items
  }

  /** Does what the command says. A string tells what is wrong with it. */
  obey(command: Command): string | undefined {
    switch (command.kind) {
      case 'character':
        return this.#type(command.byte)
      case 'line-feed':
        this.#feed()
        return undefined
      case 'feed-lines':
        for (let line = 0; line < command.lines; line += 1) this.#feed()
        return undefined
      case 'initialise':
        this.reset()
        return undefined
      case 'cut':
        if (command.feed) for (let line = 0; line < FEED_TO_KNIFE; line += 1) this.#feed()
        return this.#cut()
      case 'table':
        this.#table = command.table
        return charactersOfTable(command.table) ? undefined : `no table ${String(command.table)}`
      case 'align':
        if (this.#runs.length > 0) return 'alignment in the middle of a line'
        this.#align = command.align
        return undefined
      case 'line-spacing':
        this.#spacing = command.dots
        return undefined
      default:
        return this.#restyle(command) ?? this.#draw(command)
    }
  }

  #restyle(command: Command): undefined {
    switch (command.kind) {
      case 'font':
        this.#style = { ...this.#style, font: command.font }
        break
      case 'bold':
        this.#style = { ...this.#style, bold: command.on }
        break
      case 'underline':
        this.#style = { ...this.#style, underline: command.on }
        break
      case 'invert':
        this.#style = { ...this.#style, invert: command.on }
        break
      case 'size':
        this.#style = { ...this.#style, width: command.width, height: command.height }
        break
      case 'bar-height':
        this.#look = { ...this.#look, height: command.dots }
        break
      case 'bar-width':
        this.#look = { ...this.#look, width: command.dots }
        break
      case 'bar-text':
        this.#look = { ...this.#look, below: command.below }
        break
      case 'qr-size':
        this.#qr = { ...this.#qr, dots: command.dots }
        break
      case 'qr-data':
        this.#qr = { ...this.#qr, data: command.data }
        break
      default:
    }
    return undefined
  }

  #draw(command: Command): string | undefined {
    if (!['barcode', 'qr-print', 'raster'].includes(command.kind)) return undefined
    if (this.#runs.length > 0) return `${command.kind} in the middle of a line`
    const align = this.#align
    if (command.kind === 'barcode') {
      this.#put({ kind: 'code128', data: command.data, look: this.#look, align })
    } else if (command.kind === 'raster') {
      this.#put({ kind: 'raster', width: command.width, bits: command.bits, align })
    } else {
      if (this.#qr.data.length === 0) return 'a QR code without data'
      this.#put({ kind: 'qr', ...this.#qr, align })
    }
    return undefined
  }

  #type(byte: number): string | undefined {
    const character = charactersOfTable(this.#table)?.[byte]
    if (character === undefined || character === '\ufffd') {
      return `no character ${byte.toString(16)} in table ${String(this.#table)}`
    }
    if (this.#across() + FONT_DOTS[this.#style.font].width * this.#style.width > this.dots) {
      this.#feed()
    }
    const last = this.#runs.at(-1)
    if (last && sameStyle(last, this.#style)) {
      this.#runs[this.#runs.length - 1] = { ...last, text: last.text + character }
    } else {
      this.#runs.push({ ...this.#style, text: character })
    }
    return undefined
  }

  #across(): number {
    return this.#runs.reduce((dots, run) => dots + runDots(run), 0)
  }

  #feed(): void {
    this.#put({ kind: 'line', runs: this.#runs, align: this.#align, spacing: this.#spacing })
    this.#runs = []
  }

  #put(item: PaperItem): void {
    this.#items.push(item)
    if (this.#items.length > ITEMS_LIMIT) this.#items.shift()
  }

  #cut(): string | undefined {
    if (this.#runs.length > 0) return 'a cut in the middle of a line'
    const items = this.#items
    this.#items = []
    this.#onCut(items)
    return undefined
  }
}

/** Dots that a run takes across. */
export function runDots(run: Run): number {
  return run.text.length * FONT_DOTS[run.font].width * run.width
}

function sameStyle(a: Style, b: Style): boolean {
  return (
    a.font === b.font &&
    a.bold === b.bold &&
    a.underline === b.underline &&
    a.invert === b.invert &&
    a.width === b.width &&
    a.height === b.height
  )
}
