/**
 * What a printer says back, from a stream of bytes that may be torn anywhere or be noise.
 * Source: Epson's ESC/POS command reference; the fixed bits tell the kinds of answer apart.
 */
import type { PrinterCondition } from '../../src/ports/devices.ts'
import type { StatusQuestion } from './protocol.ts'

export type Report =
  /** The byte that answers `DLE EOT n`. */
  | { readonly kind: 'answer'; readonly byte: number }
  /** A change of state told unasked (ASB). */
  | { readonly kind: 'change'; readonly state: PrinterState }
  /** The answer to `GS r 1`, in sequence with the data. */
  | { readonly kind: 'in-sequence' }
  /** The answer to `GS ( H` with the number of the job. */
  | { readonly kind: 'processed'; readonly number: string }
  /** Bytes that are no answer; told once for each piece read. */
  | { readonly kind: 'noise' }

export interface PrinterState {
  readonly offline: boolean
  readonly coverOpen: boolean
  readonly paperEnd: boolean
  readonly paperLow: boolean
  readonly error: boolean
}

export const FINE: PrinterState = {
  offline: false,
  coverOpen: false,
  paperEnd: false,
  paperLow: false,
  error: false,
}

const PROCESSED = [0x37, 0x22]
const PROCESSED_LENGTH = 7
const CHANGE_LENGTH = 4

const FLOW_CONTROL = [0x11, 0x13]

/**
 * Reads answers as they come. Holds at most six bytes between calls, whatever is thrown at it;
 * bytes that fit no answer are dropped and told as noise.
 */
export class StatusReader {
  #rest: number[] = []
  #noise = false

  read(bytes: Uint8Array): Report[] {
    const reports: Report[] = []
    this.#noise = false
    for (const byte of bytes) {
      const report = this.#rest.length === 0 ? this.#begin(byte) : this.#goOn(byte)
      if (report) reports.push(report)
    }
    return this.#noise ? [{ kind: 'noise' }, ...reports] : reports
  }

  /** A byte that is an answer by itself, the first of a longer one, or noise. */
  #begin(byte: number): Report | undefined {
    this.#rest = []
    if (byte === PROCESSED[0] || (byte & 0x93) === 0x10) this.#rest.push(byte)
    else if ((byte & 0x93) === 0x12) return { kind: 'answer', byte }
    else if ((byte & 0xf0) === 0) return { kind: 'in-sequence' }
    else this.#noise ||= !FLOW_CONTROL.includes(byte)
    return undefined
  }

  /** The next byte of a longer answer. */
  #goOn(byte: number): Report | undefined {
    const held = this.#rest
    held.push(byte)
    if (held[0] === PROCESSED[0]) {
      if (held[1] !== PROCESSED[1]) return this.#startAgain(byte)
      if (held.length < PROCESSED_LENGTH) return undefined
      if (byte !== 0) return this.#startAgain(byte)
      this.#rest = []
      return { kind: 'processed', number: String.fromCharCode(...held.slice(2, 6)) }
    }
    if ((byte & 0x90) !== 0) return this.#startAgain(byte)
    if (held.length < CHANGE_LENGTH) return undefined
    this.#rest = []
    return { kind: 'change', state: changedState(held) }
  }

  /** The byte broke what came before: perhaps it begins something itself. */
  #startAgain(byte: number): Report | undefined {
    this.#noise = true
    return this.#begin(byte)
  }
}

/** The four bytes of automatic status back. */
function changedState(bytes: readonly number[]): PrinterState {
  const [printer = 0, error = 0, paper = 0] = bytes
  return {
    offline: (printer & 0x08) !== 0,
    coverOpen: (printer & 0x20) !== 0,
    error: (error & 0x68) !== 0,
    paperLow: (paper & 0x03) !== 0,
    paperEnd: (paper & 0x0c) !== 0,
  }
}

/** The state after the answer to one question; what that question does not tell stays. */
export function stateAfter(
  before: PrinterState,
  question: StatusQuestion,
  byte: number,
): PrinterState {
  if (question === 1) return { ...before, offline: (byte & 0x08) !== 0 }
  if (question === 2) {
    return { ...before, coverOpen: (byte & 0x04) !== 0, error: (byte & 0x40) !== 0 }
  }
  return { ...before, paperLow: (byte & 0x0c) !== 0, paperEnd: (byte & 0x60) !== 0 }
}

/** The one thing to tell a person: an open cover also reads as no paper, so it comes first. */
export function conditionOf(state: PrinterState): PrinterCondition {
  if (state.coverOpen) return 'cover-open'
  if (state.paperEnd) return 'paper-out'
  if (state.error) return 'error'
  if (state.offline) return 'offline'
  return state.paperLow ? 'paper-low' : 'ready'
}
