/**
 * What all use cases stand on: the dependencies, the events, and the one way to change anything.
 */
import type { FailureCode, Failure, Result } from '../domain/failure.ts'
import type { StoreSettings } from '../domain/settings.ts'
import { StoreFailure } from '../ports/store.ts'
import { createCalendar } from './calendar.ts'
import type { Devices, TerminalDependencies } from './dependencies.ts'
import { createEventHub, type EventHub } from './events/hub.ts'

export interface Core extends Omit<TerminalDependencies, 'devices'> {
  readonly hub: EventHub
  devices(): Devices
  replaceDevices(devices: Devices): void
  /** One transaction of the store. Where the disk gives way, what blocks selling is remembered. */
  transact<Answer>(work: () => Answer): Answer
  /**
   * Does a command's work once, in one transaction with the memory of its answer; asked again, also
   * after a crash, it gets the first answer. A failure rolls back whatever the work had written and
   * is not remembered; a refusal is: its entry stays in the journal.
   */
  run<Answer>(command: string, work: (at: number) => Result<Answer>): Result<Answer>
  /** The trading day of an instant in a store's own calendar. */
  businessDate(instant: number, store: StoreSettings): string
  /** What keeps this terminal from selling, as far as the store has shown it. */
  blocked(): FailureCode | null
  onBlocked(listener: () => void): void
}

/** These are journal entries by themselves, written by the work that answers with them. */
const REFUSALS: ReadonlySet<FailureCode> = new Set(['not-permitted', 'pin-wrong', 'pin-locked'])

/** Carries a failure through the store's rollback. */
class Withdrawn extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}

export function createCore(dependencies: TerminalDependencies): Core {
  const { store, clock } = dependencies
  let devices = dependencies.devices
  let blocked: FailureCode | null = null
  const listeners: (() => void)[] = []
  const block = (code: FailureCode | null): void => {
    if (code === blocked) return
    blocked = code
    for (const listener of listeners) listener()
  }

  const transact = <Answer>(work: () => Answer): Answer => {
    try {
      const answer = store.transaction(work)
      block(null)
      return answer
    } catch (error) {
      if (error instanceof StoreFailure) block(error.code)
      throw error
    }
  }
  const once = <Answer>(command: string, work: (at: number) => Result<Answer>): Result<Answer> => {
    const known = store.commands.answer(command)
    if (known !== undefined) return JSON.parse(known) as Result<Answer>
    const at = clock.now()
    const result = work(at)
    if (!result.ok && !REFUSALS.has(result.failure.code)) throw new Withdrawn(result.failure)
    store.commands.remember(command, JSON.stringify(result), at)
    return result
  }
  return {
    ...dependencies,
    hub: createEventHub(),
    devices: () => devices,
    replaceDevices: (replacement) => (devices = replacement),
    transact,
    run(command, work) {
      try {
        return transact(() => once(command, work))
      } catch (error) {
        if (error instanceof Withdrawn) return { ok: false, failure: error.failure }
        throw error
      }
    },
    businessDate: createCalendar(),
    blocked: () => blocked,
    onBlocked: (listener) => void listeners.push(listener),
  }
}
