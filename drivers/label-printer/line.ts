/** One connection to a label printer, for one job: questions are answered in their order. */
import type { Clock } from '../../src/ports/clock.ts'
import { within } from '../printer/timing.ts'
import type { Connection, Transport } from '../printer/transport/transport.ts'
import { ASK_STATUS, StatusReader, type HostStatus } from './status.ts'

const encoder = new TextEncoder()

export class Line {
  readonly #clock: Clock
  readonly #reader = new StatusReader()
  readonly #ended = Promise.withResolvers<void>()
  #connection: Connection | undefined
  #asked = 0
  #heard = 0
  #hear: ((status: HostStatus) => void) | undefined
  #isGone = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isGone(): boolean {
    return this.#isGone
  }

  /** Rejects where there is nobody. */
  async open(transport: Transport): Promise<void> {
    const connection = await transport.open({
      onData: (bytes) => {
        for (const status of this.#reader.read(bytes)) this.#take(status)
      },
      onGone: () => this.#end(),
    })
    if (this.#isGone) connection.close()
    else this.#connection = connection
  }

  /** Hands text to the system, which proves nothing; false where the connection is gone. */
  async send(text: string): Promise<boolean> {
    if (this.#isGone || !this.#connection) return false
    try {
      await Promise.race([this.#connection.write(encoder.encode(text)), this.#ended.promise])
    } catch {
      this.#end()
    }
    return !this.#isGone
  }

  /**
   * The printer as it is once it has read all that was sent before; undefined where it does not say
   * so in time. A late answer is not taken for the one to a later question.
   */
  async ask(ms: number): Promise<HostStatus | undefined> {
    this.#asked += 1
    const { promise, resolve } = Promise.withResolvers<HostStatus>()
    this.#hear = resolve
    if (!(await this.send(ASK_STATUS))) return undefined
    const ended = this.#ended.promise.then(() => undefined)
    return within(this.#clock, ms, Promise.race([promise, ended]))
  }

  async pause(ms: number): Promise<void> {
    await within(this.#clock, ms, this.#ended.promise)
  }

  close(): void {
    this.#connection?.close()
    this.#end()
  }

  #take(status: HostStatus): void {
    this.#heard += 1
    if (this.#heard === this.#asked) this.#hear?.(status)
  }

  #end(): void {
    this.#isGone = true
    this.#ended.resolve()
  }
}
