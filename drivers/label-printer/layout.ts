/**
 * Where everything stands on a label, in dots from its upper corner: the name above, what goods
 * cost in large figures, and the code below. Texts that are too long are cut where their room ends.
 */
import type { GoodsLabel, LabelCode } from '../../src/domain/labels/goods-label.ts'
import type { LabelPrinterSettings } from '../../src/domain/settings.ts'
import { wrapDots } from '../printer/drawn-line.ts'
import type { Glyphs, Picture } from '../printer/glyphs.ts'
import { digitsBelow, modulesOf } from './bars.ts'
import { across, cleaned, isWritable } from './letters.ts'

export type LabelSize = Pick<LabelPrinterSettings, 'dotsPerMm' | 'widthMm' | 'heightMm'>

interface Place {
  readonly x: number
  readonly y: number
}

export type Placed = Place &
  (
    | { readonly kind: 'text'; readonly text: string; readonly height: number }
    | { readonly kind: 'picture'; readonly picture: Picture }
    | {
        readonly kind: 'bars'
        readonly code: LabelCode
        readonly module: number
        readonly height: number
      }
  )

export interface LaidLabel {
  readonly items: readonly Placed[]
  /** What this printer can neither write nor have drawn, each once. */
  readonly lost: readonly string[]
  /** The code has no room on a label of this size. */
  readonly hasNoBars: boolean
}

const MARGIN_MM = 1.5
const GAP_MM = 0.6
const DIGITS_MM = 2.3
/** On less a scanner finds no line across all bars. */
const BARS_LEAST_MM = 3
/** For less something else is left out. */
const BARS_WANTED_MM = 5
const BARS_MOST_MM = 22
/** Of one module: finer ones bleed together on thermal paper, broader ones read no better. */
const MODULE_MM = { least: 0.2, most: 0.42 }
/** From so many dots on the larger of the two letterings is drawn. */
const LARGE_DOTS = 40
const LARGE_PICTURE = 68
const PICTURE = 34

/** What a label may have, the fullest first: the lower it is, the less is on it. */
const PLANS = [
  { names: 2, hasDetail: true, hasNote: true },
  { names: 1, hasDetail: true, hasNote: true },
  { names: 1, hasDetail: true, hasNote: false },
  { names: 1, hasDetail: false, hasNote: false },
] as const
type Plan = (typeof PLANS)[number]

export function layOut(label: GoodsLabel, size: LabelSize, glyphs: Glyphs | undefined): LaidLabel {
  const wanted = label.code === null ? 0 : BARS_WANTED_MM * size.dotsPerMm
  let laid: Laid | undefined
  for (const plan of PLANS) {
    laid = layBy(plan, label, size, glyphs)
    if (laid.room >= wanted) break
  }
  if (!laid) throw new Error('there is no plan of a label')
  const { pen, room } = laid
  const isLaid = label.code === null || layBars(pen, label.code, size, room)
  return { items: pen.items, lost: [...pen.lost], hasNoBars: !isLaid }
}

interface Laid {
  readonly pen: Pen
  /** Dots that are left for the bars. */
  readonly room: number
}

function layBy(plan: Plan, label: GoodsLabel, size: LabelSize, glyphs: Glyphs | undefined): Laid {
  const mm = (length: number): number => Math.round(length * size.dotsPerMm)
  const tall = size.heightMm
  const pen = new Pen(label.direction, mm(size.widthMm), mm(MARGIN_MM), glyphs)
  const gap = mm(GAP_MM)
  pen.lines(label.name, mm(clamp(tall * 0.105, 2.6, 5)), plan.names)
  const small = mm(clamp(tall * 0.075, 2, 3.4))
  if (plan.hasDetail) pen.lines(label.detail, small, 1)
  if (plan.hasNote) pen.lines(label.note, small, 1)
  pen.y += gap
  pen.row(label.basePrice, small, label.price, mm(clamp(tall * 0.24, 4.4, 15)))
  pen.y += gap
  return { pen, room: mm(tall) - mm(MARGIN_MM) - pen.y - below(label.code, size) }
}

/** As broad as there is room, and no broader than reads well; too fine ones are 0. */
function moduleOf(code: LabelCode, { dotsPerMm, widthMm }: LabelSize): number {
  const { bars, before, after } = modulesOf(code)
  const most = Math.floor(MODULE_MM.most * dotsPerMm)
  const room = Math.floor(Math.round(widthMm * dotsPerMm) / (bars + before + after))
  const module = Math.min(most, room)
  return module < MODULE_MM.least * dotsPerMm ? 0 : module
}

/** Dots that the digits of a code take. */
function below(code: LabelCode | null, size: LabelSize): number {
  if (code === null) return 0
  const digits = digitsBelow(code, moduleOf(code, size))
  return digits > 0 ? digits : Math.round((DIGITS_MM + GAP_MM) * size.dotsPerMm)
}

/** Bars in the middle, and their digits below. */
function layBars(pen: Pen, code: LabelCode, size: LabelSize, room: number): boolean {
  const { bars, before, after } = modulesOf(code)
  const { dotsPerMm } = size
  const module = moduleOf(code, size)
  if (module === 0 || room < BARS_LEAST_MM * dotsPerMm) return false
  const tall = Math.min(room, Math.round(BARS_MOST_MM * dotsPerMm))
  const free = pen.dots - (bars + before + after) * module
  const x = Math.floor(free / 2) + before * module
  pen.items.push({ kind: 'bars', code, module, height: tall, x, y: pen.y })
  pen.y += tall + Math.round(GAP_MM * dotsPerMm)
  if (digitsBelow(code, module) === 0) {
    pen.middle(code.digits, Math.round(DIGITS_MM * dotsPerMm))
  }
  return true
}

/** Writes from above, each line below the one before. */
class Pen {
  readonly items: Placed[] = []
  readonly lost = new Set<string>()
  readonly dots: number
  readonly margin: number
  readonly #isRight: boolean
  readonly #direction: GoodsLabel['direction']
  readonly #glyphs: Glyphs | undefined
  y: number

  constructor(
    direction: GoodsLabel['direction'],
    dots: number,
    margin: number,
    glyphs: Glyphs | undefined,
  ) {
    this.dots = dots
    this.margin = margin
    this.y = margin
    this.#direction = direction
    this.#isRight = direction === 'rtl'
    this.#glyphs = glyphs
  }

  get #room(): number {
    return this.dots - 2 * this.margin
  }

  /** Text from the side where reading begins, in at most so many lines. */
  lines(text: string, height: number, most: number): void {
    const clean = cleaned(text)
    if (clean === '') return
    const letters = this.#lettersFor(clean, height)
    for (const line of shortened(clean, this.#room, most, letters.across)) {
      this.#put(letters, line, this.#isRight ? 'right' : 'left', this.y)
      this.y += letters.rows
    }
  }

  /** A small text where reading begins and a large one at the other side, upon one line. */
  row(small: string, smallHeight: number, large: string, height: number): void {
    const words = cleaned(small)
    const figure = cleaned(large)
    const beside = words === '' ? undefined : this.#lettersFor(words, smallHeight)
    const taken = beside ? beside.across(words) + this.margin : 0
    let letters = this.#lettersFor(figure, height)
    // A price is never cut: its figures are made lower until they have room.
    while (letters.across(figure) > this.#room - taken && letters.height > smallHeight) {
      letters = this.#lettersFor(figure, letters.height - 2)
    }
    const bottom = this.y + letters.rows
    this.#put(letters, figure, this.#isRight ? 'left' : 'right', this.y)
    if (beside) {
      this.#put(beside, words, this.#isRight ? 'right' : 'left', bottom - beside.rows)
    }
    this.y = bottom
  }

  middle(text: string, height: number): void {
    const letters = this.#lettersFor(text, height)
    this.#put(letters, text, 'middle', this.y)
    this.y += letters.rows
  }

  #put(letters: Letters, text: string, side: Side, y: number): void {
    if (text === '') return
    const width = letters.across(text)
    const x = {
      left: this.margin,
      right: Math.max(0, this.dots - this.margin - width),
      middle: Math.max(0, Math.floor((this.dots - width) / 2)),
    }[side]
    this.items.push(letters.place(text, x, y))
  }

  /** The printer's own letters where it has them, else a picture of ours. */
  #lettersFor(text: string, height: number): Letters {
    const glyphs = this.#glyphs
    if (isWritable(text) || !glyphs?.covers(text)) {
      for (const each of text) if (!isWritable(each)) this.lost.add(each)
      return printersLetters(height)
    }
    return drawnLetters(glyphs, height, this.#direction)
  }
}

type Side = 'left' | 'right' | 'middle'

interface Letters {
  readonly height: number
  /** Dots that a line takes down. */
  readonly rows: number
  across(text: string): number
  place(text: string, x: number, y: number): Placed
}

const LOST_MARK = '?'

function printersLetters(height: number): Letters {
  const known = (text: string): string =>
    Array.from(text, (each) => (isWritable(each) ? each : LOST_MARK)).join('')
  return {
    height,
    rows: Math.round(height * 1.15),
    across: (text) => across(known(text), height),
    place: (text, x, y) => ({ kind: 'text', text: known(text), height, x, y }),
  }
}

function drawnLetters(glyphs: Glyphs, height: number, direction: 'ltr' | 'rtl'): Letters {
  const double = height >= LARGE_DOTS
  const lettering = { bold: true, double }
  const width = (text: string): number => glyphs.across(text, lettering)
  return {
    // Of two sizes the smaller is the least: there is nothing to be gained by asking for less.
    height: double ? height : 0,
    rows: double ? LARGE_PICTURE : PICTURE,
    across: width,
    place(text, x, y) {
      const picture = glyphs.draw([{ text, left: 0, direction }], lettering, width(text))
      return { kind: 'picture', picture, x, y }
    },
  }
}

/** Broken between words; of a text that needs more lines the last one ends in three dots. */
export function shortened(
  text: string,
  room: number,
  most: number,
  wide: (text: string) => number,
): string[] {
  const lines = wrapDots(text, room, wide)
  if (lines.length <= most) return lines
  const kept = lines.slice(0, most - 1)
  const rest = Array.from(lines.slice(most - 1).join(' '))
  while (rest.length > 0 && wide(`${rest.join('').trimEnd()}…`) > room) rest.pop()
  return [...kept, `${rest.join('').trimEnd()}…`]
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
