/**
 * A label printer without the metal: it takes bytes, prints labels and answers `~HS` as a Zebra
 * does. Formats wait in its buffer; it stops where the media is out, the head is open or somebody
 * paused it, and goes on by itself. A power cut empties the buffer, not the tray.
 */
import type { Cancel, Clock } from '../../../src/ports/clock.ts'
import { Refused } from './fields.ts'
import { readFormat, type PrintHead, type SimulatedLabel } from './format.ts'

export interface LabelFaults {
  readonly headOpen: boolean
  readonly mediaOut: boolean
  readonly ribbonOut: boolean
  readonly paused: boolean
  /** Labels until the media is out, or undefined for a fresh roll. */
  readonly labelsLeft: number | undefined
  /** How long one label takes; undefined for no time. */
  readonly msPerLabel: number | undefined
  /** False for one that says nothing. */
  readonly answers: boolean
}

const NO_FAULTS: LabelFaults = {
  ...{ headOpen: false, mediaOut: false, ribbonOut: false, paused: false },
  ...{ labelsLeft: undefined, msPerLabel: undefined, answers: true },
}
/** Characters that one format may have; pictures are long. */
const FORMAT_LIMIT = 400_000
const FORMATS_LIMIT = 50
const FAILURES_LIMIT = 100

interface Waiting {
  readonly label: SimulatedLabel
  left: number
}

export interface DeviceOptions {
  readonly clock: Clock
  readonly head: PrintHead
  reply(text: string): void
  /** One label came out; `isFirst` of its format. */
  onLabel(label: SimulatedLabel, isFirst: boolean): void
  onChange(): void
}

export class LabelDevice {
  readonly #options: DeviceOptions
  readonly #failures: string[] = []
  #faults = NO_FAULTS
  /** The command that is coming in, from its caret or tilde on. */
  #command = ''
  /** Those of the format that is coming in; undefined outside of one. */
  #format: string[] | undefined
  #length = 0
  #waiting: Waiting[] = []
  #tick: Cancel | undefined

  constructor(options: DeviceOptions) {
    this.#options = options
  }

  get faults(): LabelFaults {
    return this.#faults
  }

  get failures(): readonly string[] {
    return this.#failures
  }

  set(change: Partial<LabelFaults>): void {
    this.#faults = { ...this.#faults, ...change }
    this.#work()
    this.#options.onChange()
  }

  /** As when the plug is pulled: what was not printed yet is gone. */
  powerCut(): void {
    this.#tick?.()
    this.#tick = undefined
    this.#waiting = []
    this.#command = ''
    this.#format = undefined
    this.#options.onChange()
  }

  /** One byte a character: what is text is told from its bytes where a field is read. */
  receive(bytes: Uint8Array): void {
    for (const byte of bytes) this.#take(String.fromCharCode(byte))
    this.#work()
  }

  #take(character: string): void {
    if (character === '^' || character === '~') this.#finish()
    else if (this.#command === '') {
      if (character.trim() !== '') this.#fail(`outside of a command: ${character}`)
      return
    }
    this.#length += 1
    if (this.#length > FORMAT_LIMIT) return this.#forget('a format without end')
    this.#command += character
    // These have nothing behind them, and are obeyed at once.
    if (['~HS', '^XA', '^XZ'].includes(this.#command)) this.#finish()
  }

  #finish(): void {
    const command = this.#command
    this.#command = ''
    if (command === '') return
    if (command === '~HS') return this.#answer()
    if (command === '^XA') return this.#begin()
    if (command === '^XZ') return this.#end()
    if (!this.#format || command.startsWith('~')) this.#fail(`command ${command.slice(0, 20)}`)
    else this.#format.push(command.slice(1))
  }

  #begin(): void {
    if (this.#format) this.#fail('a format within a format')
    this.#format = []
    this.#length = 0
  }

  #end(): void {
    const format = this.#format
    this.#format = undefined
    if (!format) return this.#fail('an end without a format')
    try {
      const label = readFormat(format, this.#options.head)
      if (this.#waiting.length >= FORMATS_LIMIT) return this.#fail('the buffer is full')
      this.#waiting.push({ label, left: label.copies })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      this.#fail(error.message)
    }
  }

  #forget(why: string): void {
    this.#command = ''
    this.#format = undefined
    this.#length = 0
    this.#fail(why)
  }

  #fail(why: string): void {
    if (this.#failures.length < FAILURES_LIMIT) this.#failures.push(why)
    this.#options.onChange()
  }

  #isStopped(): boolean {
    const { headOpen, mediaOut, ribbonOut, paused } = this.#faults
    return headOpen || mediaOut || ribbonOut || paused
  }

  #work(): void {
    while (!this.#tick && this.#waiting.length > 0 && !this.#isStopped()) {
      const { msPerLabel } = this.#faults
      if (msPerLabel === undefined) {
        this.#printOne()
        continue
      }
      this.#tick = this.#options.clock.after(msPerLabel, () => {
        this.#tick = undefined
        if (!this.#isStopped()) this.#printOne()
        this.#work()
      })
    }
  }

  #printOne(): void {
    const [current] = this.#waiting
    if (!current) return
    const isFirst = current.left === current.label.copies
    current.left -= 1
    if (current.left === 0) this.#waiting.shift()
    this.#options.onLabel(current.label, isFirst)
    const { labelsLeft } = this.#faults
    if (labelsLeft === undefined) return
    const isLast = labelsLeft <= 1
    const left = isLast ? { labelsLeft: undefined, mediaOut: true } : { labelsLeft: labelsLeft - 1 }
    this.#faults = { ...this.#faults, ...left }
  }

  #answer(): void {
    const { headOpen, mediaOut, ribbonOut, paused, answers } = this.#faults
    if (!answers) return
    const [current, ...others] = this.#waiting
    const flag = (is: boolean): string => (is ? '1' : '0')
    // An open head, and a stop for media, also count as a pause, as on the metal.
    const isPaused = flag(this.#isStopped() || paused)
    const formats = String(others.length).padStart(3, '0')
    const labels = String(current?.left ?? 0).padStart(8, '0')
    const isPartial = flag(this.#format !== undefined)
    const lines = [
      `030,${flag(mediaOut)},${isPaused},0600,${formats},0,0,${isPartial},000,0,0,0`,
      `000,0,${flag(headOpen)},${flag(ribbonOut)},1,2,6,0,${labels},1,000`,
      '1234,0',
    ]
    this.#options.reply(lines.map((line) => `\u0002${line}\u0003\r\n`).join(''))
  }
}
