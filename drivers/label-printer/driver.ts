/**
 * A label printer that speaks ZPL, over any transport.
 *
 * A job is checked, sent and proved: `held` before its first byte, `printed` once the printer says
 * that it has read all of it and has no label left to print, `unknown` for all between. The driver
 * never sends a job twice. It is connected while there are jobs and a moment longer, because a
 * printer serves one at a time and several tills may share it.
 */
import type { LabelPrinterSettings } from '../../src/domain/settings.ts'
import type { Cancel, Clock } from '../../src/ports/clock.ts'
import type {
  LabelPrinter,
  LabelRequest,
  PrinterCondition,
  PrintOutcome,
} from '../../src/ports/devices.ts'
import type { Log } from '../../src/ports/log.ts'
import { loadGlyphs, type Glyphs } from '../printer/glyphs.ts'
import { within } from '../printer/timing.ts'
import { transportTo } from '../printer/transport/choose.ts'
import { Line } from './line.ts'
import type { HostStatus } from './status.ts'
import { writeLabel } from './zpl.ts'

/** How long the driver waits for what, in ms. */
export interface LabelTiming {
  /** For the answer to a question. */
  readonly answerMs: number
  /** While the printer says that it is well and yet does nothing, or says nothing. */
  readonly patienceMs: number
  /** Between two looks. */
  readonly watchMs: number
  /** After a job, before the connection is let go. */
  readonly releaseMs: number
}

const USUAL: LabelTiming = { answerMs: 2000, patienceMs: 30_000, watchMs: 300, releaseMs: 1000 }

export interface LabelPrinterConnection {
  readonly settings: LabelPrinterSettings
  readonly clock: Clock
  readonly log: Log
  readonly timing?: Partial<LabelTiming>
}

export function connectLabelPrinter(options: LabelPrinterConnection): LabelPrinter {
  return new ZplPrinter(options)
}

/**
 * `idle` says that it has nothing left to do, `silent` that it does nothing, `mute` that it says
 * nothing, and `gone` that nobody can say more.
 */
type End = 'idle' | 'trouble' | 'silent' | 'mute' | 'gone'

class ZplPrinter implements LabelPrinter {
  readonly #options: LabelPrinterConnection
  readonly #timing: LabelTiming
  readonly #listeners = new Set<(condition: PrinterCondition) => void>()
  #glyphs: Glyphs | undefined | null = null
  #condition: PrinterCondition = 'unknown'
  #turn: Promise<unknown> = Promise.resolve()
  #line: Line | undefined
  #release: Cancel = () => undefined
  #closed = false

  constructor(options: LabelPrinterConnection) {
    this.#options = options
    this.#timing = { ...USUAL, ...options.timing }
  }

  print(job: LabelRequest): Promise<PrintOutcome> {
    const turn = this.#turn.then(() => this.#connected(job))
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  condition(): PrinterCondition {
    return this.#condition
  }

  onCondition(listener: (condition: PrinterCondition) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#letGo()
    await this.#turn
  }

  async #connected(job: LabelRequest): Promise<PrintOutcome> {
    this.#release()
    const line = await this.#reached()
    if (!line) return { state: 'held', condition: this.#become('unreachable') }
    const outcome = await this.#bring(line, job)
    // What this connection says later must not be taken for the proof of the next job.
    if (outcome.state === 'unknown') this.#letGo()
    this.#release = this.#options.clock.after(this.#timing.releaseMs, () => this.#letGo())
    return outcome
  }

  /** The connection of the job before, or a new one; undefined where nobody answers. */
  async #reached(): Promise<Line | undefined> {
    if (this.#closed) return undefined
    if (this.#line?.isGone === false) return this.#line
    const { settings, clock } = this.#options
    const line = new Line(clock)
    this.#line = line
    try {
      await line.open(transportTo(settings.address, clock))
    } catch {
      this.#letGo()
      return undefined
    }
    return line.isGone ? undefined : line
  }

  #letGo(): void {
    this.#release()
    this.#line?.close()
    this.#line = undefined
  }

  async #bring(line: Line, job: LabelRequest): Promise<PrintOutcome> {
    const { answers } = this.#options.settings
    if (answers) {
      const before = await this.#watch(line, { isSent: false })
      if (before === 'silent') this.#become('busy')
      if (before === 'gone' || before === 'mute') this.#become('unreachable')
      if (before === 'mute') this.#letGo()
      if (before !== 'idle') return { state: 'held', condition: this.#condition }
    }
    const zpl = this.#written(job)
    job.onSending()
    if (!answers) return this.#blind(line, zpl)
    const isSent = await line.send(zpl)
    const end = isSent ? await this.#watch(line, { isSent }) : 'gone'
    if (end === 'idle') return { state: 'printed' }
    if (end === 'gone') this.#become('unreachable')
    this.#options.log.warn('no proof that labels were printed', { end })
    return { state: 'unknown', condition: this.#condition }
  }

  async #blind(line: Line, zpl: string): Promise<PrintOutcome> {
    const { patienceMs } = this.#timing
    const isTaken = await within(this.#options.clock, patienceMs, line.send(zpl))
    return isTaken === true ? { state: 'sent' } : { state: 'unknown', condition: 'unknown' }
  }

  #written({ label, copies, id }: LabelRequest): string {
    const { settings, log } = this.#options
    if (this.#glyphs === null) this.#glyphs = loadGlyphs()
    const { zpl, lost, hasNoBars } = writeLabel(label, copies, settings, this.#glyphs)
    if (lost.length > 0) log.warn('characters that the label printer cannot print', { job: id })
    if (hasNoBars) log.warn('a label is too small for its code', { job: id })
    return zpl
  }

  /**
   * Looks until the printer has nothing left to do, twice in a row: between two of its own steps it
   * may look so for a moment. In trouble it keeps what it has and goes on by itself, so that a job
   * that was sent waits with it for as long as that takes; one that was not is held.
   */
  async #watch(line: Line, { isSent }: { readonly isSent: boolean }): Promise<End> {
    const { clock } = this.#options
    const { answerMs, patienceMs, watchMs } = this.#timing
    let idle = 0
    let owed = Infinity
    let movedAt = clock.elapsed()
    while (clock.elapsed() - movedAt <= patienceMs) {
      const status = await line.ask(answerMs)
      if (line.isGone) return 'gone'
      if (!status && !isSent) return 'mute'
      if (status) {
        idle = isIdle(status) ? idle + 1 : 0
        const isWell = this.#become(status.condition) === 'ready'
        if (!isWell && !isSent) return 'trouble'
        if (idle === 2) return 'idle'
        const left = status.formats + status.labels
        if (left < owed || left === 0 || !isWell) movedAt = clock.elapsed()
        owed = left
      }
      await line.pause(watchMs)
      if (line.isGone) return 'gone'
    }
    return 'silent'
  }

  #become(condition: PrinterCondition): PrinterCondition {
    if (condition !== this.#condition) {
      this.#condition = condition
      this.#options.log.info('label printer', { condition })
      if (!this.#closed) for (const listener of this.#listeners) listener(condition)
    }
    return condition
  }
}

function isIdle({ formats, labels, isPartial }: HostStatus): boolean {
  return formats === 0 && labels === 0 && !isPartial
}
