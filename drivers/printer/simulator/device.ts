/**
 * A receipt printer without the metal: it takes bytes, prints, and answers as an Epson does.
 * Real-time commands are heard as they arrive; all else waits its turn in a buffer and stops when
 * paper is out, the cover is open or the printer is offline. A power cut empties the buffer, not
 * the paper.
 */
import type { Cancel, Clock } from '../../../src/ports/clock.ts'
import type { Command } from './commands.ts'
import { Interpreter } from './interpreter.ts'
import { Paper, type PaperItem } from './paper.ts'
import { RealTime } from './real-time.ts'

export interface PrinterFaults {
  readonly coverOpen: boolean
  readonly paperOut: boolean
  readonly nearEnd: boolean
  readonly offline: boolean
  /** Lines until the paper is out, or undefined for a fresh roll. */
  readonly linesLeft: number | undefined
  /** How fast bytes are processed; undefined for at once. */
  readonly bytesPerSecond: number | undefined
  /** `real-time` leaves out all answers that come in sequence, `none` says nothing at all. */
  readonly answers: 'all' | 'real-time' | 'none'
}

export interface DrawerState {
  readonly open: boolean
  /** Pulses since the printer was made. */
  readonly pulses: number
}

export interface DeviceOptions {
  readonly clock: Clock
  readonly columns: number
  reply(bytes: Uint8Array): void
  onReceipt(items: readonly PaperItem[]): void
  onChange(): void
}

const NO_FAULTS: PrinterFaults = {
  coverOpen: false,
  paperOut: false,
  nearEnd: false,
  offline: false,
  linesLeft: undefined,
  bytesPerSecond: undefined,
  answers: 'all',
}
const FAILURES_LIMIT = 100
const TICK_MS = 20
/** Where a real printer would say busy: the wire is told to wait. */
const BUFFER_LIMIT = 64 * 1024

export class PrinterDevice {
  readonly #options: DeviceOptions
  readonly #interpreter = new Interpreter()
  readonly #realTime: RealTime
  readonly #paper: Paper
  readonly #failures: string[] = []
  #faults = NO_FAULTS
  #drawer: DrawerState = { open: false, pulses: 0 }
  #buffer: number[] = []
  #reportsChanges = false
  #told = ''
  #tick: Cancel | undefined
  #working = false

  constructor(options: DeviceOptions) {
    this.#options = options
    this.#paper = new Paper(options.columns * 12, (items) => options.onReceipt(items))
    this.#realTime = new RealTime({
      status: (question) => this.#answerStatus(question),
      pulse: () => this.#pulse(),
    })
  }

  get faults(): PrinterFaults {
    return this.#faults
  }

  get drawer(): DrawerState {
    return this.#drawer
  }

  get failures(): readonly string[] {
    return this.#failures
  }

  get uncut(): readonly PaperItem[] {
    return this.#paper.uncut
  }

  /** False while more would be lost: the wire should wait. */
  get hasRoom(): boolean {
    return this.#buffer.length < BUFFER_LIMIT
  }

  /** Takes bytes from the wire; the answer is how many of them were not real-time commands. */
  receive(bytes: Uint8Array): number {
    const data = this.#realTime.hear(bytes)
    this.#buffer = this.#buffer.concat(data)
    this.#work()
    return data.length
  }

  set(change: Partial<PrinterFaults>): void {
    this.#faults = { ...this.#faults, ...change }
    this.#tellChange()
    this.#work()
    this.#options.onChange()
  }

  closeDrawer(): void {
    this.#drawer = { ...this.#drawer, open: false }
    this.#tellChange()
    this.#options.onChange()
  }

  /** As when the plug is pulled: what was not printed yet is gone. */
  powerCut(): void {
    this.#tick?.()
    this.#tick = undefined
    this.#buffer = []
    this.#interpreter.reset()
    this.#realTime.reset()
    this.#paper.reset()
    this.#reportsChanges = false
    this.#options.onChange()
  }

  #stopped(): boolean {
    return this.#faults.coverOpen || this.#faults.paperOut || this.#faults.offline
  }

  #work(): void {
    if (this.#working || this.#tick || this.#buffer.length === 0 || this.#stopped()) return
    const wasFull = !this.hasRoom
    // What a command changes may lead back here before its byte has left the buffer.
    this.#working = true
    const done = this.#processSome()
    this.#working = false
    this.#buffer = this.#buffer.slice(done)
    if (wasFull && this.hasRoom) this.#options.onChange()
    if (this.#buffer.length === 0 || this.#stopped()) return
    this.#tick = this.#options.clock.after(TICK_MS, () => {
      this.#tick = undefined
      this.#work()
    })
  }

  /** As many bytes as the printer's pace allows in one tick; the answer is how many. */
  #processSome(): number {
    const pace = this.#faults.bytesPerSecond
    const share = pace === undefined ? Infinity : Math.max(1, Math.round((pace * TICK_MS) / 1000))
    let done = 0
    while (done < share && done < this.#buffer.length && !this.#stopped()) {
      this.#process(this.#buffer[done] ?? 0)
      done += 1
    }
    return done
  }

  #process(byte: number): void {
    const command = this.#interpreter.take(byte)
    if (command === undefined) return
    const failure = typeof command === 'string' ? command : this.#obey(command)
    if (failure === undefined) return
    if (this.#failures.length < FAILURES_LIMIT) this.#failures.push(failure)
    this.#options.onChange()
  }

  #obey(command: Command): string | undefined {
    switch (command.kind) {
      case 'pulse':
        this.#pulse()
        return undefined
      case 'ask-paper':
        this.#answer([this.#paperBits()])
        return undefined
      case 'ask-processed':
        this.#answer([0x37, 0x22, ...command.number, 0x00])
        return undefined
      case 'ask-identity':
        this.#answer([0x5f, ...new TextEncoder().encode('HOLDFAST SIMULATOR'), 0x00])
        return undefined
      case 'report-changes':
        this.#reportsChanges = command.on
        this.#told = ''
        this.#tellChange()
        return undefined
      case 'line-feed':
        return this.#printLine(command)
      default:
        return this.#paper.obey(command)
    }
  }

  #printLine(command: Command): string | undefined {
    const isFirst = this.#paper.uncut.length === 0
    this.#useLine()
    const failure = this.#paper.obey(command)
    if (isFirst) this.#options.onChange()
    return failure
  }

  #useLine(): void {
    const left = this.#faults.linesLeft
    if (left === undefined) return
    if (left > 1) this.#faults = { ...this.#faults, linesLeft: left - 1 }
    else this.set({ linesLeft: undefined, paperOut: true })
  }

  #pulse(): void {
    this.#drawer = { open: true, pulses: this.#drawer.pulses + 1 }
    this.#tellChange()
    this.#options.onChange()
  }

  /** Answers that come in sequence with the data. */
  #answer(bytes: readonly number[]): void {
    if (this.#faults.answers === 'all') this.#options.reply(Uint8Array.from(bytes))
  }

  #answerStatus(question: number): void {
    if (this.#faults.answers === 'none') return
    const { coverOpen, paperOut, nearEnd } = this.#faults
    const bits = [
      (this.#drawer.open ? 0x04 : 0) | (this.#stopped() ? 0x08 : 0),
      (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0),
      0,
      (nearEnd ? 0x0c : 0) | (paperOut ? 0x60 : 0),
    ][question - 1]
    this.#options.reply(Uint8Array.of(0x12 | (bits ?? 0)))
  }

  #paperBits(): number {
    return (this.#faults.nearEnd ? 0x03 : 0) | (this.#faults.paperOut ? 0x0c : 0)
  }

  /** Automatic status back: four bytes, once for each change. */
  #tellChange(): void {
    if (!this.#reportsChanges || this.#faults.answers === 'none') return
    const printer =
      0x10 |
      (this.#drawer.open ? 0x04 : 0) |
      (this.#stopped() ? 0x08 : 0) |
      (this.#faults.coverOpen ? 0x20 : 0)
    const bytes = [printer, 0, this.#paperBits(), 0]
    if (bytes.join() === this.#told) return
    this.#told = bytes.join()
    this.#options.reply(Uint8Array.from(bytes))
  }
}
