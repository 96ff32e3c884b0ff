/** Scans on a serial line: a code, perhaps its AIM identifier in front, and an end of line. */
import { splitSymbology } from '../../src/domain/barcode/aim.ts'
import { printable, type Decoded, type ScanDecoder } from './wire.ts'

/** A longer line is noise: it is dropped up to its end. */
const LINE_LONGEST_BYTES = 4096
/** A scanner without an end of line has said all when it pauses this long. */
const IDLE_MS = 200

const CR = 0x0d
const LF = 0x0a

const utf8 = new TextDecoder('utf-8', { fatal: true })
const latin1 = new TextDecoder('latin1')

export function serialDecoder(): ScanDecoder {
  const line = new Uint8Array(LINE_LONGEST_BYTES)
  let length = 0
  const finish = (): Decoded[] => {
    const scans = length > LINE_LONGEST_BYTES ? [] : decode(line.subarray(0, length))
    length = 0
    return scans
  }
  return {
    idleMs: IDLE_MS,
    take(bytes) {
      const scans: Decoded[] = []
      for (const byte of bytes) {
        if (byte === CR || byte === LF) {
          scans.push(...finish())
        } else if (length <= LINE_LONGEST_BYTES) {
          // One beyond the end marks a line as too long; writing there has no effect.
          line[length] = byte
          length += 1
        }
      }
      return scans
    },
    settle: finish,
  }
}

function decode(bytes: Uint8Array): Decoded[] {
  const { text, symbology } = splitSymbology(printable(textOf(bytes)))
  return text === '' ? [] : [{ text, symbology }]
}

/** Older scanners send Latin-1 where newer ones send UTF-8; bytes tell which it was. */
function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return latin1.decode(bytes)
  }
}
