/**
 * ESC/POS as a strict printer reads it: a table of the commands that it knows, and nothing else.
 * Source: Epson's ESC/POS command reference. Whatever is not in here is a failure, also where a
 * real printer would let it pass: a driver that needs luck is to be found out.
 */
export type Align = 'start' | 'center' | 'end'

export type Command =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'character'; readonly byte: number }
  | { readonly kind: 'line-feed' }
  | { readonly kind: 'feed-lines'; readonly lines: number }
  | { readonly kind: 'initialise' }
  | { readonly kind: 'font'; readonly font: 'A' | 'B' }
  | { readonly kind: 'bold'; readonly on: boolean }
  | { readonly kind: 'underline'; readonly on: boolean }
  | { readonly kind: 'invert'; readonly on: boolean }
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  | { readonly kind: 'align'; readonly align: Align }
  | { readonly kind: 'table'; readonly table: number }
  | { readonly kind: 'line-spacing'; readonly dots: number }
  | { readonly kind: 'cut'; readonly feed: boolean }
  | { readonly kind: 'pulse'; readonly pin: 2 | 5 }
  | { readonly kind: 'bar-height'; readonly dots: number }
  | { readonly kind: 'bar-width'; readonly dots: number }
  | { readonly kind: 'bar-text'; readonly below: boolean }
  | { readonly kind: 'barcode'; readonly symbology: number; readonly data: readonly number[] }
  | { readonly kind: 'qr-size'; readonly dots: number }
  | { readonly kind: 'qr-data'; readonly data: readonly number[] }
  | { readonly kind: 'qr-print' }
  | { readonly kind: 'raster'; readonly width: number; readonly bits: readonly number[] }
  | { readonly kind: 'ask-paper' }
  | { readonly kind: 'ask-identity'; readonly which: number }
  | { readonly kind: 'ask-processed'; readonly number: readonly number[] }
  | { readonly kind: 'report-changes'; readonly on: boolean }

/** A whole command, `more` where bytes are missing, or `unknown`. */
export type Reading = Command | 'more' | 'unknown'

/**
 * How many bytes follow the prefix, and what they mean; undefined for a value outside the manual.
 */
interface Fixed {
  readonly length: number
  readonly make: (a: number, b: number, c: number) => Command | undefined
}

const NOTHING: Command = { kind: 'nothing' }
const DEFAULT_SPACING = 30
const ALIGNS: readonly Align[] = ['start', 'center', 'end']

const ESC: Readonly<Record<number, Fixed>> = {
  0x40: { length: 0, make: () => ({ kind: 'initialise' }) },
  0x4d: {
    length: 1,
    make: (n) => (n > 1 ? undefined : { kind: 'font', font: n === 0 ? 'A' : 'B' }),
  },
  0x45: { length: 1, make: (n) => ({ kind: 'bold', on: (n & 1) === 1 }) },
  0x2d: { length: 1, make: (n) => (n > 2 ? undefined : { kind: 'underline', on: n > 0 }) },
  0x61: { length: 1, make: (n) => alignment(ALIGNS[n]) },
  0x74: { length: 1, make: (n) => ({ kind: 'table', table: n }) },
  0x32: { length: 0, make: () => ({ kind: 'line-spacing', dots: DEFAULT_SPACING }) },
  0x33: { length: 1, make: (n) => ({ kind: 'line-spacing', dots: n }) },
  0x64: { length: 1, make: (n) => ({ kind: 'feed-lines', lines: n }) },
  0x70: { length: 3, make: (m) => (m > 1 ? undefined : { kind: 'pulse', pin: m === 0 ? 2 : 5 }) },
}

const GS: Readonly<Record<number, Fixed>> = {
  0x21: {
    length: 1,
    make: (n) =>
      (n & 0x88) !== 0 ? undefined : { kind: 'size', width: (n >> 4) + 1, height: (n & 7) + 1 },
  },
  0x42: { length: 1, make: (n) => ({ kind: 'invert', on: (n & 1) === 1 }) },
  0x48: { length: 1, make: (n) => (n > 3 ? undefined : { kind: 'bar-text', below: n > 1 }) },
  0x68: { length: 1, make: (n) => (n === 0 ? undefined : { kind: 'bar-height', dots: n }) },
  0x77: { length: 1, make: (n) => (n < 2 || n > 6 ? undefined : { kind: 'bar-width', dots: n }) },
  0x72: { length: 1, make: (n) => (n === 1 ? { kind: 'ask-paper' } : undefined) },
  0x49: { length: 1, make: (n) => ({ kind: 'ask-identity', which: n }) },
  0x61: { length: 1, make: (n) => ({ kind: 'report-changes', on: n !== 0 }) },
}

/**
 * Reads one command from the start of `bytes`; how many bytes it took is for the caller to know.
 */
export function readCommand(bytes: readonly number[]): Reading {
  const [first = 0, second] = bytes
  if (first === 0x00) return NOTHING
  if (first === 0x0a) return { kind: 'line-feed' }
  if (first >= 0x20 && first !== 0x7f) return { kind: 'character', byte: first }
  if (first !== 0x1b && first !== 0x1c && first !== 0x1d) return 'unknown'
  if (second === undefined) return 'more'
  // FS . : no double-byte characters, which this printer does not have anyway.
  if (first === 0x1c) return second === 0x2e ? NOTHING : 'unknown'
  const fixed = (first === 0x1b ? ESC : GS)[second]
  if (fixed) return readFixed(bytes, fixed)
  if (first === 0x1b) return 'unknown'
  if (second === 0x56) return readCut(bytes)
  if (second === 0x6b) return readBarcode(bytes)
  if (second === 0x28) return readFunction(bytes)
  return second === 0x76 ? readRaster(bytes) : 'unknown'
}

function readFixed(bytes: readonly number[], fixed: Fixed): Reading {
  if (bytes.length < 2 + fixed.length) return 'more'
  return fixed.make(bytes[2] ?? 0, bytes[3] ?? 0, bytes[4] ?? 0) ?? 'unknown'
}

function alignment(align: Align | undefined): Command | undefined {
  return align && { kind: 'align', align }
}

/** `GS V m` cuts where the paper is, `GS V m n` feeds it to the knife first. */
function readCut(bytes: readonly number[]): Reading {
  const mode = bytes[2]
  if (mode === undefined) return 'more'
  if ([0x00, 0x01, 0x30, 0x31].includes(mode)) return { kind: 'cut', feed: false }
  if (mode !== 0x41 && mode !== 0x42) return 'unknown'
  return bytes.length < 4 ? 'more' : { kind: 'cut', feed: true }
}

/** `GS k m n d1…dn` with CODE128 (49 hex), the one symbology that a receipt of ours uses. */
function readBarcode(bytes: readonly number[]): Reading {
  const [, , symbology, length] = bytes
  if (symbology === undefined) return 'more'
  if (symbology !== 0x49) return 'unknown'
  if (length === undefined || bytes.length < 4 + length) return 'more'
  return { kind: 'barcode', symbology, data: bytes.slice(4) }
}

/** `GS ( f pL pH …`: QR codes (k) and the process number (H). */
function readFunction(bytes: readonly number[]): Reading {
  const [, , letter, low, high] = bytes
  if (low === undefined || high === undefined) return 'more'
  const length = low + high * 256
  if (bytes.length < 5 + length) return 'more'
  const data = bytes.slice(5)
  if (letter === 0x48) {
    const isNumber = length === 6 && data[0] === 0x30 && data[1] === 0x30
    return isNumber ? { kind: 'ask-processed', number: data.slice(2) } : 'unknown'
  }
  return letter === 0x6b && data[0] === 0x31 ? qrFunction(data) : 'unknown'
}

function qrFunction(data: readonly number[]): Reading {
  const [, action, value = 0] = data
  if (action === 0x41) return value === 0x32 ? NOTHING : 'unknown'
  if (action === 0x43)
    return value >= 1 && value <= 16 ? { kind: 'qr-size', dots: value } : 'unknown'
  // Level M is the one that the picture can draw.
  if (action === 0x45) return value === 0x31 ? NOTHING : 'unknown'
  if (action === 0x50) return value === 0x30 ? { kind: 'qr-data', data: data.slice(3) } : 'unknown'
  return action === 0x51 && value === 0x30 ? { kind: 'qr-print' } : 'unknown'
}

/** `GS v 0 m xL xH yL yH d…`: a picture, eight dots a byte. */
function readRaster(bytes: readonly number[]): Reading {
  if (bytes.length < 8) return bytes.length > 2 && bytes[2] !== 0x30 ? 'unknown' : 'more'
  const width = (bytes[4] ?? 0) + (bytes[5] ?? 0) * 256
  const length = width * ((bytes[6] ?? 0) + (bytes[7] ?? 0) * 256)
  if (bytes.length < 8 + length) return 'more'
  return { kind: 'raster', width: width * 8, bits: bytes.slice(8) }
}
