/**
 * The standing connection to one printer: opens it, opens it again when it is lost, and knows the
 * printer's condition. Whatever is sent is the driver's business.
 */
import type { Cancel, Clock } from '../../src/ports/clock.ts'
import type { PrinterCondition } from '../../src/ports/devices.ts'
import {
  askStatus,
  concatenate,
  REPORT_CHANGES,
  RESYNCHRONISE,
  type StatusQuestion,
} from './protocol.ts'
import { conditionOf, FINE, stateAfter, StatusReader, type Report } from './status.ts'
import { within, type PrinterTiming } from './timing.ts'
import type { Connection, Transport } from './transport/transport.ts'

export interface LinkOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly timing: PrinterTiming
  /** False for a printer that never answers: it is asked nothing. */
  readonly answers: boolean
  onCondition(condition: PrinterCondition): void
  /** What the printer said beyond its state: proofs and noise. */
  onReport(report: Report): void
  /** The connection ended, whoever ended it. */
  onGone(): void
}

const QUESTIONS: readonly StatusQuestion[] = [1, 2, 4]

export class PrinterLink {
  readonly #options: LinkOptions
  readonly #firstAttempt = Promise.withResolvers<void>()
  #connection: Connection | undefined
  #state = FINE
  #condition: PrinterCondition = 'unreachable'
  #answer: ((byte: number | undefined) => void) | undefined
  #looking: Promise<boolean> | undefined
  #wake: Cancel = () => undefined
  #vain = 0
  #closed = false
  #busy = false

  constructor(options: LinkOptions) {
    this.#options = options
    void this.#connect()
  }

  get condition(): PrinterCondition {
    return this.#condition
  }

  /** Resolves when the first attempt to connect has ended, well or not. */
  firstAttempt(): Promise<void> {
    return this.#firstAttempt.promise
  }

  /**
   * While busy, the driver watches the printer and a missed answer is not the end of the
   * connection.
   */
  set busy(busy: boolean) {
    this.#busy = busy
  }

  /** Asks the printer how it is; false when it is gone or says nothing in time. */
  look(): Promise<boolean> {
    this.#looking ??= this.#ask().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  /** Hands bytes to the system; false where the connection is or goes down. Proves nothing. */
  async send(bytes: Uint8Array): Promise<boolean> {
    const connection = this.#connection
    if (!connection) return false
    try {
      await connection.write(bytes)
      return true
    } catch {
      // By now another connection may stand, which has nothing to do with this failure.
      if (this.#connection === connection) this.drop()
      return false
    }
  }

  /** Ends this connection and starts another: what it might still say belongs to the past. */
  drop(): void {
    if (!this.#connection) return
    this.#connection.close()
    this.#lost()
  }

  close(): void {
    this.#closed = true
    this.#wake()
    this.drop()
  }

  async #connect(): Promise<void> {
    const connection = await this.#open()
    if (this.#closed) connection?.close()
    else if (!connection) this.#retry()
    else await this.#greet(connection)
    this.#firstAttempt.resolve()
  }

  async #open(): Promise<Connection | undefined> {
    const reader = new StatusReader()
    let connection: Connection | undefined
    try {
      connection = await this.#options.transport.open({
        onData: (bytes) => {
          // What a connection says after its end is no word of the next one.
          if (this.#connection !== connection) return
          for (const report of reader.read(bytes)) this.#hear(report)
        },
        onGone: () => {
          if (this.#connection === connection) this.#lost()
        },
      })
    } catch {
      return undefined
    }
    return connection
  }

  /** Whatever is said first meets what an earlier connection left half said. */
  async #greet(connection: Connection): Promise<void> {
    this.#connection = connection
    const { answers } = this.#options
    if (answers && !(await this.look())) {
      this.drop()
      return
    }
    this.#vain = 0
    if (!answers) this.#become('unknown')
    const greeting = answers ? [RESYNCHRONISE, REPORT_CHANGES] : [RESYNCHRONISE]
    if ((await this.send(concatenate(greeting))) && answers) this.#watch()
  }

  async #ask(): Promise<boolean> {
    for (const question of QUESTIONS) {
      // The answer to an earlier question is still owed: another one could not be told from it.
      if (this.#answer || !this.#connection) return false
      const { promise, resolve } = Promise.withResolvers<number | undefined>()
      this.#answer = resolve
      if (!(await this.send(askStatus(question)))) return false
      const byte = await within(this.#options.clock, this.#options.timing.answerMs, promise)
      if (byte === undefined) return false
      this.#state = stateAfter(this.#state, question, byte)
    }
    this.#become(conditionOf(this.#state))
    return true
  }

  #hear(report: Report): void {
    if (report.kind === 'answer') {
      const answer = this.#answer
      this.#answer = undefined
      answer?.(report.byte)
    } else if (report.kind === 'change') {
      this.#state = report.state
      if (this.#condition !== 'unreachable') this.#become(conditionOf(report.state))
    } else {
      this.#options.onReport(report)
    }
  }

  /** Looks at the printer now and then, so that a cable that was cut silently is noticed. */
  #watch(): void {
    this.#wake = this.#options.clock.after(this.#options.timing.idleMs, () => {
      const connection = this.#connection
      const look = this.#busy ? Promise.resolve(true) : this.look()
      void look.then((answered) => {
        if (this.#connection !== connection || !connection) return
        if (answered || this.#busy) this.#watch()
        else this.drop()
      })
    })
  }

  #lost(): void {
    this.#connection = undefined
    this.#answer?.(undefined)
    this.#answer = undefined
    this.#state = FINE
    this.#wake()
    this.#options.onGone()
    this.#become('unreachable')
    this.#retry()
  }

  #retry(): void {
    if (this.#closed) return
    const { reconnectMs, reconnectMostMs } = this.#options.timing
    const pause = Math.min(reconnectMs * 2 ** this.#vain, reconnectMostMs)
    this.#vain = Math.min(this.#vain + 1, 30)
    this.#wake = this.#options.clock.after(pause, () => void this.#connect())
  }

  #become(condition: PrinterCondition): void {
    if (condition === this.#condition) return
    this.#condition = condition
    if (!this.#closed) this.#options.onCondition(condition)
  }
}
