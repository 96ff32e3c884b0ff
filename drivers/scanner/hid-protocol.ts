/**
 * Reports of a HID POS scanner: usage page 8C, 64 bytes with id 02. Source: USB HID Point of Sale
 * Usage Tables 1.02, and manuals of Honeywell, Zebra and Datalogic.
 *
 * `02, length, AIM identifier (3), data (56), vendor's own (2), 1 where more reports follow`. Some
 * put the identifier one byte later, and with it the data.
 */
import { printable, type Decoded, type ScanDecoder } from './wire.ts'

export const REPORT_ID = 0x02
export const REPORT_BYTES = 64
export const DATA_BYTES = 56

/** What is longer is no retail code: it is dropped up to its last report. */
const CODE_LONGEST_BYTES = 4096
/** Reports of one code follow each other at once; a part without its rest is no code. */
const IDLE_MS = 500

const BRACKET = 0x5d
const latin1 = new TextDecoder('latin1')

export function hidDecoder(): ScanDecoder {
  let text = ''
  let symbology: string | undefined
  const forget = (): void => {
    text = ''
    symbology = undefined
  }
  return {
    idleMs: IDLE_MS,
    take(report) {
      const part = readReport(report)
      if (part === undefined) return []
      symbology ??= part.symbology
      // Beyond the limit the length alone is kept, so that the whole code is dropped at its end.
      if (text.length <= CODE_LONGEST_BYTES) text += part.data
      if (part.more) return []
      const code = printable(text)
      const isCode = code !== '' && text.length <= CODE_LONGEST_BYTES
      const scans: Decoded[] = isCode ? [{ text: code, symbology }] : []
      forget()
      return scans
    },
    settle() {
      forget()
      return []
    },
  }
}

interface ReportPart {
  readonly symbology: string | undefined
  readonly data: string
  readonly more: boolean
}

/** One report, or undefined where it is none of a scanner's. */
function readReport(report: Uint8Array): ReportPart | undefined {
  const [id, length] = report
  if (id !== REPORT_ID || length === undefined || length > DATA_BYTES) return undefined
  const shift = report[2] !== BRACKET && report[3] === BRACKET ? 1 : 0
  const identifier = latin1.decode(report.subarray(2 + shift, 5 + shift))
  const start = 5 + shift
  return {
    symbology: /^\][A-Za-z][0-9A-Za-z]$/.test(identifier) ? identifier : undefined,
    data: latin1.decode(report.subarray(start, start + length)),
    more: report[REPORT_BYTES - 1] === 1,
  }
}
