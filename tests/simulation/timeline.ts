/** Virtual time: it passes when a step says so, and any actor's wall clock may differ from it. */
import type { Clock } from '../../src/ports/clock.ts'

/** The wall clock of everybody when the world begins. */
export const START = Date.UTC(2026, 10, 23, 8)

interface Timer {
  readonly at: number
  readonly call: () => void
}

/** The port Clock of one life of an actor. */
export interface ActorClock extends Clock {
  /** The actor died: what it waited for never comes. */
  stop(): void
}

export class Timeline {
  #elapsed = 0
  #timers: Timer[] = []

  get elapsed(): number {
    return this.#elapsed
  }

  /** Wall clock of whoever is right about it. */
  get wall(): number {
    return START + this.#elapsed
  }

  /** When the next call is due; infinity where none is. */
  get wakeAt(): number {
    return this.#timers.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY)
  }

  /** Lets time pass for everybody; what is due is called in its order. */
  pass(ms: number): void {
    this.#elapsed += ms
    const due = this.#timers.filter(({ at }) => at <= this.#elapsed)
    this.#timers = this.#timers.filter(({ at }) => at > this.#elapsed)
    for (const { call } of due.toSorted((a, b) => a.at - b.at)) call()
  }

  /** `offset` answers by how much the actor's wall clock is wrong, in ms. */
  clock(offset: () => number = () => 0): ActorClock {
    const own = new Set<Timer>()
    const after = (ms: number, call: () => void): (() => void) => {
      const timer = { at: this.#elapsed + ms, call }
      own.add(timer)
      this.#timers.push(timer)
      return () => this.#forget(timer)
    }
    return {
      now: () => START + this.#elapsed + offset(),
      elapsed: () => this.#elapsed,
      after,
      sleep: (ms) => new Promise((resolve) => void after(ms, resolve)),
      stop: () => own.forEach((timer) => this.#forget(timer)),
    }
  }

  #forget(timer: Timer): void {
    this.#timers = this.#timers.filter((each) => each !== timer)
  }
}
