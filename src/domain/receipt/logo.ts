/** A store's logo as a printer has it: black dots on white, eight to a byte, rows from above. */
import { z } from 'zod'
import type { ReceiptDocument } from './document.ts'

/** 384 dots: what paper of 58 mm takes across. */
export const LOGO_BYTES_ACROSS = 48
/** 30 mm of paper: a receipt is to be read, and paper costs. */
export const LOGO_ROWS = 240

export const logoSchema = z
  .strictObject({
    bytesAcross: z.int().min(1).max(LOGO_BYTES_ACROSS),
    rows: z.int().min(1).max(LOGO_ROWS),
    /** Base64; a bit is a dot, the highest at the left. */
    bits: z
      .string()
      .max(4 * Math.ceil((LOGO_BYTES_ACROSS * LOGO_ROWS) / 3))
      .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/),
  })
  .refine(({ bytesAcross, rows, bits }) => bytesIn(bits) === bytesAcross * rows, 'not all its dots')
export type Logo = z.infer<typeof logoSchema>

function bytesIn(base64: string): number {
  return (base64.length / 4) * 3 - (/=*$/.exec(base64)?.[0].length ?? 0)
}

/** A picture of a screen: red, green, blue and how far it covers, 0 to 255, rows from above. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: ArrayLike<number>
}

export interface Dots {
  readonly bytesAcross: number
  readonly rows: number
  readonly bits: Uint8Array
}

/**
 * Grey becomes dots so far apart: what a dot is darker or lighter than the picture goes to the
 * pixels beside and below it. Where nothing covers the paper it stays white.
 * Source: Floyd and Steinberg, An Adaptive Algorithm for Spatial Greyscale (1976).
 */
export function dotsOf({ width, height, data }: Pixels): Dots {
  const bytesAcross = Math.ceil(width / 8)
  const bits = new Uint8Array(bytesAcross * height)
  const light = Float64Array.from({ length: width * height }, (_, at) => lightAt(data, at * 4))
  const pass = (x: number, y: number, share: number): void => {
    if (x < 0 || x >= width || y >= height) return
    light[y * width + x] = (light[y * width + x] ?? 0) + share
  }
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const wanted = light[y * width + x] ?? WHITE
      const isDark = wanted < WHITE / 2
      const byte = y * bytesAcross + (x >> 3)
      if (isDark) bits[byte] = (bits[byte] ?? 0) | (0x80 >> (x & 7))
      const left = wanted - (isDark ? 0 : WHITE)
      pass(x + 1, y, (left * 7) / 16)
      pass(x - 1, y + 1, (left * 3) / 16)
      pass(x, y + 1, (left * 5) / 16)
      pass(x + 1, y + 1, left / 16)
    }
  }
  return { bytesAcross, rows: height, bits }
}

const WHITE = 255

/** Luminance on white paper. Source: ITU-R BT.601. */
function lightAt(data: ArrayLike<number>, at: number): number {
  const [red = 0, green = 0, blue = 0, cover = 0] = [0, 1, 2, 3].map((part) => data[at + part])
  const own = 0.299 * red + 0.587 * green + 0.114 * blue
  return WHITE + ((own - WHITE) * cover) / WHITE
}

/** The document as it is printed: with the logo of today, which no print job holds. */
export function withLogo(document: ReceiptDocument, logo: Logo | undefined): ReceiptDocument {
  return {
    ...document,
    elements: document.elements.flatMap((element) => {
      if (element.kind !== 'logo') return [element]
      return logo ? [{ kind: 'picture' as const, ...logo }] : []
    }),
  }
}
