/** What may stand in the fields of a label: a strict printer takes nothing else. */
import { withCheckDigit } from '../../../src/domain/barcode/gtin.ts'
import type { LabelCode } from '../../../src/domain/labels/goods-label.ts'

/** Thrown where a printer would print nothing, or something else than was meant. */
export class Refused extends Error {}

export function refuse(why: string): never {
  throw new Refused(why)
}

/** A whole number within its bounds. */
export function figure(text: string | undefined, least: number, most: number): number {
  const value = text !== undefined && /^\d{1,8}$/.test(text) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : refuse(`no figure: ${text ?? ''}`)
}

/** Data of a field whose escapes are read, as the text that it is. */
export function readText(data: string, escape: string | undefined): string {
  const bytes: number[] = []
  for (let at = 0; at < data.length; at += 1) {
    if (data[at] !== escape) {
      bytes.push(data.charCodeAt(at))
      continue
    }
    const hex = data.slice(at + 1, at + 3)
    if (!/^[0-9A-Fa-f]{2}$/.test(hex)) refuse(`no escape: ${hex}`)
    bytes.push(Number.parseInt(hex, 16))
    at += 2
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
  } catch {
    return refuse('not UTF-8')
  }
}

/** The digits that a scanner would read. */
export function readCode(symbology: LabelCode['symbology'], data: string): string {
  if (symbology === 'code-128') return readCode128(data)
  const digits = { 'ean-13': 12, 'ean-8': 7, 'upc-a': 11 }[symbology]
  if (!/^\d+$/.test(data) || data.length !== digits) refuse(`no data of ${symbology}: ${data}`)
  return withCheckDigit(data)
}

function readCode128(data: string): string {
  const read = /^>;((?:\d\d)+)(?:>6(\d))?$/.exec(data)
  return read ? `${read[1] ?? ''}${read[2] ?? ''}` : refuse(`no data of code 128: ${data}`)
}

export interface PictureField {
  readonly bytesAcross: number
  readonly rows: number
  readonly hex: string
}

export function readPicture(parameters: string): PictureField {
  const [format, total, bytes, across, hex, ...more] = parameters.split(',')
  const length = figure(bytes, 1, 99_999)
  const bytesAcross = figure(across, 1, 99_999)
  const isSized = figure(total, 1, 99_999) === length && length % bytesAcross === 0
  const isHex = hex?.length === length * 2 && /^[0-9A-F]+$/.test(hex)
  if (format !== 'A' || !isSized || !isHex || more.length > 0) return refuse('no picture')
  return { bytesAcross, rows: length / bytesAcross, hex }
}
