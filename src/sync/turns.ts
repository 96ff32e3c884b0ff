/**
 * One exchange after another, each asked again until it is answered. After a failure nobody asks
 * before the wait is over, so that a hundred batches that wait knock as seldom as one. RxDB's own
 * retries know neither of this, and copy every unsent row into an error each time.
 */
import { LinkFailure } from '../ports/backend-link.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import { waitAfter } from './back-off.ts'

export interface Turns {
  /**
   * Resolves with the answer, however long it takes. Rejects at once with what is not a
   * `LinkFailure`, and with anything once closed. A failed exchange goes to the end of the queue:
   * one that the backend refuses for ever holds nobody back for ever.
   */
  ask<Answer>(exchange: () => Promise<Answer>): Promise<Answer>
  /** The backend was heard of: whoever waits asks now. */
  wake(): void
  close(): void
}

export function createTurns(clock: Clock, random: Random): Turns {
  let last: Promise<unknown> = Promise.resolve()
  let rest: Promise<void> = Promise.resolve()
  let endRest = (): void => undefined
  let failures = 0
  let isClosed = false

  const beginRest = (): void => {
    failures += 1
    rest = new Promise((resolve) => {
      const cancel = clock.after(waitAfter(failures, random), resolve)
      endRest = () => {
        cancel()
        resolve()
      }
    })
  }
  const attempt = async <Answer>(exchange: () => Promise<Answer>): Promise<Answer> => {
    await rest
    if (isClosed) throw new LinkFailure('unreachable', 'this terminal is closing')
    try {
      const answer = await exchange()
      failures = 0
      return answer
    } catch (error) {
      if (error instanceof LinkFailure && !isClosed) beginRest()
      throw error
    }
  }
  return {
    async ask(exchange) {
      for (;;) {
        const turn = last.then(() => attempt(exchange))
        last = turn.catch(() => undefined)
        try {
          return await turn
        } catch (error) {
          if (isClosed || !(error instanceof LinkFailure)) throw error
        }
      }
    },
    wake() {
      failures = 0
      endRest()
    },
    close() {
      isClosed = true
      endRest()
    },
  }
}
