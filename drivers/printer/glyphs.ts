/**
 * Glyphs for scripts that no code page of a printer holds, drawn without a browser: shaped, in the
 * order that they are read, one dot of the picture a dot of the paper.
 *
 * The addon and each font file are loaded when the first character needs them; a shop that prints
 * Latin never does. Only the fonts that Holdfast brings along are trusted, so that a receipt looks
 * the same on every machine.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** Text of one line at one place. */
export interface Written {
  readonly text: string
  /** Its first dot from the left edge. */
  readonly left: number
  readonly direction: 'ltr' | 'rtl'
}

export interface Lettering {
  readonly bold: boolean
  readonly double: boolean
}

/** A black and white picture, eight dots a byte, rows from above. */
export interface Picture {
  readonly bytesAcross: number
  readonly rows: number
  readonly bits: Uint8Array
}

export interface Glyphs {
  /** Whether there is a glyph for every character; what no font draws (marks of order) counts. */
  covers(text: string): boolean
  /** Dots that the text takes across. */
  across(text: string, lettering: Lettering): number
  /** One line on paper of so many dots; what leaves the paper is cut off. */
  draw(written: readonly Written[], lettering: Lettering, dots: number): Picture
}

/** What is used of the addon, which a machine may lack: no build may need it either. */
interface CanvasAddon {
  readonly GlobalFonts: { register(font: Buffer, family: string): unknown }
  createCanvas(width: number, height: number): Page
}

interface Page {
  getContext(kind: '2d'): Pen
}

interface Pen {
  font: string
  textAlign: 'left'
  direction: 'ltr' | 'rtl'
  measureText(text: string): { readonly width: number }
  fillText(text: string, x: number, y: number): void
  getImageData(
    x: number,
    y: number,
    width: number,
    height: number,
  ): { readonly data: Uint8ClampedArray }
}

const FONTS = ['noto-sans-arabic', 'noto-sans-sc'] as const
const FAMILY = FONTS.map((font) => `"Holdfast ${font}"`).join(', ')
/** As high as font A of a printer, whose cells are 24 dots. */
const SIZE = 24
/** Room for the lowest letter of the bold weight: a final yeh and its dots, 11.6 below. */
const LINE = 36
const BASELINE = 24
const WEIGHTS = { plain: 500, bold: 700 } as const
/** Darker than this of 255 is a dot: thermal paper knows no grey. */
const DARK = 110
/** Characters that order or join others and have no glyph of their own. */
const UNSEEN = /[\s\u200c-\u200f\u2066-\u2069\u202a-\u202e]/u

const rangesSchema = z.record(z.string(), z.string())

interface FontFile {
  readonly path: string
  readonly ranges: readonly (readonly [number, number])[]
  readonly family: string
}

/** Undefined where this machine has no build of the addon: lines print as well as they can. */
export function loadGlyphs(): Glyphs | undefined {
  const require = createRequire(import.meta.url)
  try {
    const canvas = require('@napi-rs/canvas') as CanvasAddon
    return glyphsOf(
      canvas,
      FONTS.flatMap((font) => filesOf(require, font)),
    )
  } catch {
    return undefined
  }
}

function filesOf(require: NodeJS.Require, font: string): FontFile[] {
  const folder = dirname(require.resolve(`@fontsource-variable/${font}/package.json`))
  const ranges = rangesSchema.parse(JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')))
  return Object.entries(ranges).map(([part, text]) => ({
    path: join(folder, 'files', `${font}-${part.replace(/[[\]]/g, '')}-wght-normal.woff2`),
    ranges: text.split(',').map(readRange),
    family: `Holdfast ${font}`,
  }))
}

/** `U+0600-06FF` or `U+204F`. */
function readRange(text: string): readonly [number, number] {
  const [from = '', to = from] = text.trim().replace(/^U\+/i, '').split('-')
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
}

function glyphsOf(canvas: CanvasAddon, files: readonly FontFile[]): Glyphs {
  const loaded = new Set<FontFile>()
  const fileOf = (character: string): FontFile | undefined => {
    const point = character.codePointAt(0) ?? 0
    return files.find(({ ranges }) => ranges.some(([from, to]) => point >= from && point <= to))
  }
  const load = (text: string): void => {
    for (const character of text) {
      const file = fileOf(character)
      if (!file || loaded.has(file)) continue
      canvas.GlobalFonts.register(readFileSync(file.path), file.family)
      loaded.add(file)
    }
  }
  const penOf = (page: Page, { bold, double }: Lettering): Pen => {
    const pen = page.getContext('2d')
    const weight = bold ? WEIGHTS.bold : WEIGHTS.plain
    pen.font = `${String(weight)} ${String(double ? SIZE * 2 : SIZE)}px ${FAMILY}`
    pen.textAlign = 'left'
    return pen
  }
  const ruler = canvas.createCanvas(1, 1)
  return {
    covers: (text) =>
      Array.from(text).every((each) => UNSEEN.test(each) || fileOf(each) !== undefined),
    across(text, lettering) {
      load(text)
      return Math.ceil(penOf(ruler, lettering).measureText(text).width)
    },
    draw(written, lettering, dots) {
      const scale = lettering.double ? 2 : 1
      const page = canvas.createCanvas(dots, LINE * scale)
      const pen = penOf(page, lettering)
      for (const { text, left, direction } of written) {
        load(text)
        pen.direction = direction
        pen.fillText(text, left, BASELINE * scale)
      }
      return picture(pen.getImageData(0, 0, dots, LINE * scale).data, dots, LINE * scale)
    },
  }
}

/** `pixels` are red, green, blue and opacity of each dot; ink is whatever is opaque. */
function picture(pixels: Uint8ClampedArray, dots: number, rows: number): Picture {
  const bytesAcross = Math.ceil(dots / 8)
  const bits = new Uint8Array(bytesAcross * rows)
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < dots; x += 1) {
      const opacity = pixels[(y * dots + x) * 4 + 3] ?? 0
      const at = y * bytesAcross + (x >> 3)
      if (opacity > DARK) bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return { bytesAcross, rows, bits }
}
