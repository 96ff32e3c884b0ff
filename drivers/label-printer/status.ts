/**
 * What a label printer says of itself: three lines between STX and ETX, in answer to `~HS`.
 * Source: Zebra's ZPL II programming guide, ~HS.
 */
import type { PrinterCondition } from '../../src/ports/devices.ts'

export const ASK_STATUS = '~HS'

export interface HostStatus {
  readonly condition: PrinterCondition
  /** Formats that it has taken and not begun, and labels of the one under way. */
  readonly formats: number
  readonly labels: number
  /** A format has begun to come in and has not ended. */
  readonly isPartial: boolean
}

const STX = 0x02
const ETX = 0x03
const LINES = 3
/** No line is longer: what is longer is noise. */
const LONGEST = 100

/** Reads answers as they come, torn anywhere; what is no answer is dropped. */
export class StatusReader {
  #line: number[] | undefined
  #lines: string[] = []

  read(bytes: Uint8Array): HostStatus[] {
    const found: HostStatus[] = []
    for (const byte of bytes) {
      const status = this.#take(byte)
      if (status) found.push(status)
    }
    return found
  }

  #take(byte: number): HostStatus | undefined {
    if (byte === STX) {
      this.#line = []
      return undefined
    }
    if (byte !== ETX) {
      this.#line?.push(byte)
      if (this.#line && this.#line.length > LONGEST) this.#line = undefined
      return undefined
    }
    const line = this.#line && String.fromCharCode(...this.#line)
    this.#line = undefined
    if (line === undefined) return undefined
    this.#lines = isFirst(line) ? [line] : [...this.#lines, line].slice(-LINES)
    if (this.#lines.length < LINES) return undefined
    const status = statusOf(this.#lines)
    this.#lines = []
    return status
  }
}

const FIELDS = [12, 11, 2] as const

/** The first of the three has twelve figures, the second eleven and the third two. */
function isFirst(line: string): boolean {
  return line.split(',').length === FIELDS[0]
}

function statusOf(lines: readonly string[]): HostStatus | undefined {
  const rows = lines.map((line) => line.split(',').map(Number))
  const isWhole = rows.every(
    (row, place) => row.length === FIELDS[place] && row.every(Number.isInteger),
  )
  const [first = [], second = []] = rows
  if (!isWhole) return undefined
  return {
    condition: conditionOf(first, second),
    formats: first[4] ?? 0,
    isPartial: first[7] === 1,
    labels: second[8] ?? 0,
  }
}

/** The one thing to tell a person; an open head also pauses the printer, so it comes first. */
function conditionOf(first: readonly number[], second: readonly number[]): PrinterCondition {
  const [, paperOut, paused, , , , inDiagnosis, , , isCorrupt, isCold, isHot] = first
  const [, , headUp, ribbonOut, , , , isWaiting] = second
  if (headUp === 1) return 'cover-open'
  if (paperOut === 1) return 'paper-out'
  if (ribbonOut === 1) return 'ribbon-out'
  if (inDiagnosis === 1 || isCorrupt === 1 || isCold === 1 || isHot === 1) return 'error'
  if (paused === 1) return 'paused'
  return isWaiting === 1 ? 'label-waiting' : 'ready'
}
