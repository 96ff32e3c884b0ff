/** What a scan means, or what was typed in its place. */
import type { Unit } from '../catalogue/documents.ts'
import { MINOR_LIMIT, multiplyDivided } from '../money.ts'
import { quantity, QUANTITY_LIMIT, QUANTITY_SCALE, type Quantity } from '../quantity.ts'
import { carriesElements, splitSymbology } from './aim.ts'
import { readQuoteCode, readReceiptCode, writtenCode } from '../receipt/code.ts'
import { readDigitalLink } from './digital-link.ts'
import { readElements } from './elements.ts'
import { checkDigitIsRight, expandUpcE, toGtin14 } from './gtin.ts'

/** More characters than this are cut off: the largest retail code is far below it. */
export const SCAN_LONGEST = 512

export type Scan =
  | { readonly kind: 'gtin'; readonly gtin: string; readonly marks: Marks }
  /** As it is written on the receipt: `readReceiptCode` says what kind of receipt that was. */
  | { readonly kind: 'receipt'; readonly number: string }
  /** By its number, as it stands on its slip. */
  | { readonly kind: 'quote'; readonly number: string }
  /** Anything else: a name, a number of the shop's own, an unknown code. No control characters. */
  | { readonly kind: 'text'; readonly text: string }

/**
 * What a GS1 code says beside the GTIN; dates as printed, `YYMMDD`, day 00 for the end of the
 * month.
 */
export interface Marks {
  readonly batch?: string
  readonly serial?: string
  readonly expiry?: string
  readonly bestBefore?: string
  /** What was weighed or measured, in thousandths. */
  readonly measure?: { readonly unit: Unit; readonly quantity: Quantity }
  /** What is to be paid for it, in units of `10 ** -decimals` of the shop's currency. */
  readonly price?: { readonly value: number; readonly decimals: number }
}

/**
 * Reads what a scanner sent or a person typed. `symbology` is the AIM identifier; where it is not
 * known it may stand in front of the text. A code that looks like a GTIN and has a wrong check
 * digit is text: it must never find a product. Never throws.
 */
export function readScan(sent: string, symbology?: string | null): Scan {
  const bounded = sent.slice(0, SCAN_LONGEST).toWellFormed()
  const { text, ...identified } = symbology
    ? { text: bounded, symbology }
    : splitSymbology(bounded.trim())
  return (
    readGs1(text, identified.symbology) ??
    readPlain(text.replaceAll(/\p{Cc}/gu, '').trim(), identified.symbology)
  )
}

function readPlain(text: string, symbology: string | undefined): Scan {
  const gtin = gtinOf(text, symbology)
  if (gtin !== undefined) return { kind: 'gtin', gtin, marks: {} }
  const quote = readQuoteCode(text)
  if (quote !== undefined) return { kind: 'quote', number: quote }
  const receipt = readReceiptCode(text)
  return receipt ? { kind: 'receipt', number: writtenCode(receipt) } : { kind: 'text', text }
}

/** Each symbology has its own lengths; eight digits mean different things in EAN-8 and UPC-E. */
function gtinOf(text: string, symbology: string | undefined): string | undefined {
  if (!/^\d+$/.test(text)) return undefined
  if (symbology === ']E0' && text.length === 8) {
    return expandUpcE(text)?.padStart(14, '0') ?? toGtin14(text)
  }
  if (symbology === ']E4') return checkDigitIsRight(text) ? toGtin14(text) : undefined
  // A magazine: its EAN-13 and an issue number behind it.
  if (symbology === ']E3') return toGtin14(text.slice(0, 13))
  if (symbology === ']E1' || symbology === ']E2') return undefined
  // A beam that leaves an ITF early reads a shorter, valid looking one: only the full length
  // counts.
  if (symbology?.startsWith(']I') && text.length !== 14) return undefined
  return toGtin14(text)
}

function readGs1(text: string, symbology: string | undefined): Scan | undefined {
  const values = elementsOf(text, symbology)
  const gtin = toGtin14(values?.get('01') ?? '')
  if (values === undefined || gtin === undefined) return undefined
  const batch = wordOf(values.get('10'))
  const serial = wordOf(values.get('21'))
  const expiry = dateOf(values.get('17'))
  const bestBefore = dateOf(values.get('15'))
  const marks = {
    ...(batch !== undefined && { batch }),
    ...(serial !== undefined && { serial }),
    ...(expiry !== undefined && { expiry }),
    ...(bestBefore !== undefined && { bestBefore }),
    ...figuresOf(values),
  }
  return { kind: 'gtin', gtin, marks }
}

const MEASURES: Readonly<Record<string, Unit>> = {
  ...{ '310': 'kilogram', '311': 'metre', '315': 'litre' },
}

/**
 * Weight, length, volume and amount payable: AIs 310n, 311n, 315n and 392n, of which n is the
 * number of decimals. GS1 General Specifications 3.6.
 */
function figuresOf(values: ReadonlyMap<string, string>): Pick<Marks, 'measure' | 'price'> {
  let figures: Pick<Marks, 'measure' | 'price'> = {}
  for (const [identifier, digits] of values) {
    if (identifier.length !== 4 || !/^\d{1,15}$/.test(digits)) continue
    const unit = MEASURES[identifier.slice(0, 3)]
    const decimals = Number(identifier.slice(3))
    const value = Number(digits)
    if (unit !== undefined) {
      const thousandths = multiplyDivided(value, QUANTITY_SCALE, 10 ** decimals)
      const isKept = thousandths > 0 && thousandths <= QUANTITY_LIMIT
      if (isKept) figures = { ...figures, measure: { unit, quantity: quantity(thousandths) } }
    } else if (identifier.startsWith('392')) {
      if (value <= MINOR_LIMIT && decimals <= 4)
        figures = { ...figures, price: { value, decimals } }
    }
  }
  return figures
}

function elementsOf(
  text: string,
  symbology: string | undefined,
): ReadonlyMap<string, string> | undefined {
  if (symbology !== undefined && carriesElements(symbology)) return readElements(text).values
  const link = readDigitalLink(text)
  if (link !== undefined || symbology !== undefined) return link
  // Nobody said that these are elements: believe it only where everything is one, GTIN first.
  if (!/^\u001d?01\d{14}/.test(text)) return undefined
  const { values, whole } = readElements(text)
  return whole ? values : undefined
}

/** Batch and serial: 1 to 20 of the printable characters that GS1 allows. */
function wordOf(value: string | undefined): string | undefined {
  return value !== undefined && /^[!-~]{1,20}$/.test(value) ? value : undefined
}

function dateOf(value: string | undefined): string | undefined {
  return value !== undefined && /^\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(value)
    ? value
    : undefined
}
