/** A receipt as ESC/POS bytes, by `@point-of-sale/receipt-printer-encoder`. */
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import type { ReceiptDocument } from '../../src/domain/receipt/document.ts'
import { loadGlyphs, type Glyphs, type Picture } from './glyphs.ts'
import { layReceipt, type LaidElement } from './layout.ts'
import { repertoireOf, type Repertoire } from './printable.ts'
import type { PrinterProfile } from './profile.ts'

export interface EncodedReceipt {
  readonly bytes: Uint8Array
  /** Characters that this printer cannot print, each once. */
  readonly lost: readonly string[]
}

/** Dots of one character of font A: 12 on all printers of the encoder's list. */
export const DOTS_PER_COLUMN = 12
/** Narrowest bar that the encoder asks for. */
const BAR_DOTS = 2
const BARCODE_HEIGHT = 60
/** A QR code with more than this is drawn with smaller squares, so that it fits 58 mm paper. */
const LARGE_QR_TEXT = 60

/**
 * Encodes for one printer, from initialisation to cut. What it learnt of its code pages is kept.
 */
export function receiptEncoder(
  profile: PrinterProfile,
): (document: ReceiptDocument) => EncodedReceipt {
  const repertoire = repertoireOf(profile.pages)
  const drawing = { glyphs: sharedGlyphs, dots: profile.columns * DOTS_PER_COLUMN }
  return (document) => {
    const laid = layReceipt(document, profile.columns, repertoire, drawing)
    const encoder = new ReceiptPrinterEncoder(profile.encoder).initialize()
    for (const element of laid.elements) write(encoder, element, profile, repertoire)
    return { bytes: encoder.cut('partial').encode(), lost: laid.lost }
  }
}

function write(
  encoder: ReceiptPrinterEncoder,
  element: LaidElement,
  profile: PrinterProfile,
  repertoire: Repertoire,
): void {
  if (element.kind === 'picture') {
    encoder.raw(rasterOf(element.picture))
  } else if (element.kind === 'rule') {
    encoder.rule({ width: profile.columns })
  } else if (element.kind === 'line') {
    const size = element.double ? 2 : 1
    encoder.bold(element.bold).size(size, size)
    for (const { page, text } of repertoire.fragments(element.text)) {
      encoder.codepage(page).text(text)
    }
    encoder.bold(false).size(1, 1).newline()
  } else if (element.kind === 'code128' && barsFit(element.data, profile.columns)) {
    // A brace opens a change of code set inside the data; doubled it is itself (GS k, CODE128).
    const data = `{B${element.data.replaceAll('{', '{{')}`
    const look = { height: BARCODE_HEIGHT, width: 1, text: 'below' } as const
    encoder.align('center').barcode(data, 'code128', look).align('left')
  } else {
    writeQr(encoder, element.data, profile, repertoire)
  }
}

/** `GS v 0`: the dots as they are, in normal size. */
function rasterOf({ bytesAcross, rows, bits }: Picture): Uint8Array {
  const low = (count: number): number => count & 0xff
  const head = [0x1d, 0x76, 0x30, 0, low(bytesAcross), bytesAcross >> 8, low(rows), rows >> 8]
  return Uint8Array.from([...head, ...deaf(bits)])
}

/**
 * A printer's receiver hears real-time commands within a picture too, the pulse for the drawer
 * among them. Where the dots would spell the beginning of one, one dot more is printed.
 */
function deaf(bits: Uint8Array): Uint8Array {
  return bits.map((byte, index) =>
    byte === DLE && REAL_TIME.has(bits[index + 1] ?? 0) ? byte | 0x20 : byte,
  )
}

const DLE = 0x10
/** ENQ, EOT and DC4 after DLE. */
const REAL_TIME: ReadonlySet<number> = new Set([0x04, 0x05, 0x14])

let loaded: { readonly glyphs: Glyphs | undefined } | undefined

/** One set for all printers of this process. */
function sharedGlyphs(): Glyphs | undefined {
  loaded ??= { glyphs: loadGlyphs() }
  return loaded.glyphs
}

/** QR codes hold Latin-1 here. A printer that draws none prints the data as words. */
function writeQr(
  encoder: ReceiptPrinterEncoder,
  data: string,
  profile: PrinterProfile,
  repertoire: Repertoire,
): void {
  // DLE inside the data would be heard as a real-time command by the printer's receiver.
  const clean = data.replace(/\p{Cc}/gu, '')
  if (clean === '') return
  if (profile.drawsQr) {
    const size = clean.length > LARGE_QR_TEXT ? 4 : 6
    encoder.align('center').qrcode(clean, { model: 2, size, errorlevel: 'm' }).align('left')
    return
  }
  const words = layReceipt(
    {
      language: '',
      direction: 'ltr',
      elements: [{ kind: 'text', text: clean, align: 'center', bold: false, size: 'normal' }],
    },
    profile.columns,
    repertoire,
  )
  for (const line of words.elements) write(encoder, line, profile, repertoire)
}

/**
 * Start, check and stop with a quiet zone of ten bars either side: 11 bars a character, 13 the
 * stop.
 */
function barsFit(data: string, columns: number): boolean {
  const bars = (data.length + 2) * 11 + 13 + 20
  return bars * BAR_DOTS <= columns * DOTS_PER_COLUMN
}
