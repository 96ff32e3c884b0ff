/** Bar codes as a label printer is told of them: how wide they are, and what it wants as data. */
import type { LabelCode } from '../../src/domain/labels/goods-label.ts'

/** Modules of the bars, and those that must stay white on both sides of them (GS1 5.2.3.4). */
const FIXED = {
  'ean-13': { bars: 95, before: 11, after: 7 },
  'upc-a': { bars: 95, before: 9, after: 9 },
  'ean-8': { bars: 67, before: 7, after: 7 },
} as const
const CODE_128_QUIET = 10
/** The printer's digits grow with the bars. */
const DIGITS_MODULES = 12

export interface Modules {
  readonly bars: number
  readonly before: number
  readonly after: number
}

export function modulesOf({ symbology, digits }: LabelCode): Modules {
  if (symbology !== 'code-128') return FIXED[symbology]
  // Start, a pair of digits each, a change of set before an odd one, check and stop (13 modules).
  const characters = 1 + Math.floor(digits.length / 2) + (digits.length % 2) * 2 + 1
  return { bars: characters * 11 + 13, before: CODE_128_QUIET, after: CODE_128_QUIET }
}

/**
 * The field that draws the bars; those of an EAN or a UPC with their digits below, where its longer
 * bars leave room for them. A printer makes the check digit of these itself.
 */
export function barsField(
  { symbology, digits }: LabelCode,
  module: number,
  height: number,
): string {
  const bare = digits.slice(0, -1)
  const tall = String(height)
  const size = `^BY${String(module)},3,${tall}`
  switch (symbology) {
    case 'ean-13':
      return `${size}^BEN,${tall},Y,N^FD${bare}^FS`
    case 'ean-8':
      return `${size}^B8N,${tall},Y,N^FD${bare}^FS`
    case 'upc-a':
      return `${size}^BUN,${tall},Y,N,Y^FD${bare}^FS`
    case 'code-128':
      return `${size}^BCN,${tall},N,N,N,N^FD${code128(digits)}^FS`
  }
}

/** Dots that its digits take below the bars, where the printer writes them. */
export function digitsBelow({ symbology }: LabelCode, module: number): number {
  return symbology === 'code-128' ? 0 : DIGITS_MODULES * module
}

/** In pairs (set C); an odd digit at the end in set B. */
function code128(digits: string): string {
  const isOdd = digits.length % 2 === 1
  return isOdd ? `>;${digits.slice(0, -1)}>6${digits.slice(-1)}` : `>;${digits}`
}
