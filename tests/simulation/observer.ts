/** What was seen: the last steps, and whatever nobody should ever see. */
import type { Log } from '../../src/ports/log.ts'

const STEPS_KEPT = 2000

export class Observer {
  readonly steps: string[] = []
  /** What the code itself complained of, or threw where nothing may throw. */
  readonly surprises: string[] = []
  count = 0

  saw(actor: string, what: string): void {
    this.count += 1
    this.steps.push(`${String(this.count)} ${actor}: ${what}`)
    if (this.steps.length > STEPS_KEPT) this.steps.shift()
  }

  wondersAt(actor: string, problem: string): void {
    this.surprises.push(`${actor}: ${problem}`)
  }
}

/** A log in which an error is a finding, unless whoever wrote it was dying. */
export function logTo(observer: Observer, actor: string, isDying: () => boolean): Log {
  return {
    info: () => undefined,
    warn: () => undefined,
    error(message, fields) {
      if (!isDying()) observer.wondersAt(actor, `${message} ${JSON.stringify(fields ?? {})}`)
    },
  }
}
