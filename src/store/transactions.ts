/**
 * Transactions of the one connection: joined, whole, and followed by what waits for them to be
 * durable.
 */
import type { Log } from '../ports/log.ts'
import type { Connection } from './connection.ts'
import { watchLogSize } from './log-size.ts'

export class Transactions {
  readonly #connection: Connection
  readonly #log: Log
  readonly #begin
  readonly #commit
  readonly #rollback
  readonly #watchLog
  #depth = 0
  #isBroken = false
  #rollbacks = 0
  #waiting: (() => void)[] = []

  constructor(connection: Connection, log: Log) {
    this.#connection = connection
    this.#log = log
    this.#begin = connection.prepare('BEGIN IMMEDIATE')
    this.#commit = connection.prepare('COMMIT')
    this.#rollback = connection.prepare('ROLLBACK')
    this.#watchLog = watchLogSize(connection, log)
  }

  get isActive(): boolean {
    return this.#depth > 0
  }

  /** Grows with every rollback: what was read inside one may not be true any more. */
  get rollbacks(): number {
    return this.#rollbacks
  }

  /** As `Store.transaction`. `work` must be synchronous. */
  run<Answer>(work: () => Answer): Answer {
    return this.#depth > 0 ? this.#join(work) : this.#outermost(work)
  }

  /** As `Store.afterCommit`. */
  afterCommit(call: () => void): void {
    if (this.isActive) this.#waiting.push(call)
    else this.#callSafely(call)
  }

  #join<Answer>(work: () => Answer): Answer {
    try {
      return work()
    } catch (error) {
      // Whoever catches this outside must not commit the half that was written before it.
      this.#isBroken = true
      throw error
    }
  }

  #outermost<Answer>(work: () => Answer): Answer {
    let answer: Answer
    try {
      this.#begin.run()
      this.#depth = 1
      answer = work()
      if (answer instanceof Promise) throw new TypeError('a transaction cannot wait')
      if (this.#isBroken) throw new Error('a part of this transaction failed')
      this.#commit.run()
    } catch (error) {
      this.#undo()
      throw error
    }
    this.#depth = 0
    const waiting = this.#waiting
    this.#waiting = []
    for (const call of waiting) this.#callSafely(call)
    this.#callSafely(this.#watchLog)
    return answer
  }

  #undo(): void {
    this.#depth = 0
    this.#isBroken = false
    this.#waiting = []
    this.#rollbacks += 1
    // On a full or failed disk SQLite may have rolled back by itself.
    if (this.#connection.inTransaction) this.#rollback.run()
  }

  /** What is committed is done: a listener that throws must not make it look as if it were not. */
  #callSafely(call: () => void): void {
    try {
      call()
    } catch (error) {
      this.#log.error('a listener failed after a commit', { problem: String(error) })
    }
  }
}
