/** How a command's work is done: once, whole or not at all, and with the memory of its answer. */
import { fail, succeed, type Failure, type FailureCode, type Result } from '../domain/failure.ts'
import type { TerminalDependencies } from './dependencies.ts'
import type { Kept } from './kept.ts'
import { noteSeen } from './staff/offline-trust.ts'

/**
 * Does a command's work once, in one transaction with the memory of its answer; asked again, also
 * after a crash, it gets the first answer. A failure rolls back whatever the work had written and
 * is not remembered; a refusal rolls it back too, but for what was kept, and is. An id that was
 * used for another procedure is `input-invalid`: its answer belongs to that one.
 */
export type Run = <Answer>(
  procedure: string,
  command: string,
  work: (at: number) => Result<Answer>,
) => Result<Answer>

/**
 * The same for what only asks whether a command may be done, before somebody else is asked for it:
 * a refusal is the command's answer, and what a success wrote is taken back.
 */
export type MayRun = (
  procedure: string,
  command: string,
  work: (at: number) => Result<unknown>,
) => Result<null>

/** What is kept of a command. */
interface Remembered<Answer> {
  readonly procedure: string
  readonly result: Result<Answer>
}

/** These are journal entries by themselves, kept by the work that answers with them. */
const REFUSALS: ReadonlySet<FailureCode> = new Set([
  ...(['not-permitted', 'pin-wrong', 'pin-locked', 'approver-not-permitted'] as const),
  ...(['age-refused', 'badge-unknown'] as const),
])

/** Carries a failure through the store's rollback. */
class Withdrawn extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}

/** Rolls back what only asked whether it may be done. */
class TakenBack extends Error {}

interface Ground extends Pick<TerminalDependencies, 'store' | 'clock'> {
  readonly kept: Kept
  readonly transact: <Answer>(work: () => Answer) => Answer
}

export function createRun({ store, clock, kept, transact }: Ground): Run {
  const remember = (command: string, answered: Remembered<unknown>, at: number): void => {
    noteSeen(store, at)
    store.commands.remember(command, JSON.stringify(answered), at)
  }
  const once: Run = <Answer>(
    procedure: string,
    command: string,
    work: (at: number) => Result<Answer>,
  ) => {
    const known = store.commands.answer(command)
    if (known !== undefined) {
      const remembered = JSON.parse(known) as Remembered<Answer>
      return remembered.procedure === procedure ? remembered.result : fail('input-invalid')
    }
    const at = clock.now()
    kept.begin()
    const result = work(at)
    if (!result.ok) throw new Withdrawn(result.failure)
    remember(command, { procedure, result }, at)
    return result
  }
  const refuse = (procedure: string, command: string, failure: Failure): void =>
    transact(() => {
      kept.writeAgain()
      remember(command, { procedure, result: { ok: false, failure } }, clock.now())
    })
  return (procedure, command, work) => {
    try {
      return transact(() => once(procedure, command, work))
    } catch (error) {
      if (!(error instanceof Withdrawn)) throw error
      const { failure } = error
      if (REFUSALS.has(failure.code)) refuse(procedure, command, failure)
      return { ok: false, failure }
    }
  }
}

export function createMayRun(run: Run): MayRun {
  return (procedure, command, work) => {
    try {
      return run(procedure, command, (at) => {
        const answer = work(at)
        if (answer.ok) throw new TakenBack()
        return answer
      })
    } catch (error) {
      if (error instanceof TakenBack) return succeed(null)
      throw error
    }
  }
}
